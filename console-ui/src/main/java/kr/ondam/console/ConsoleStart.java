package kr.ondam.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.auth.NavigationAccessControl;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import jakarta.servlet.http.Cookie;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import kr.ondam.console.shell.Preferences;
import kr.ondam.console.signin.SignInView;
import kr.ondam.console.signin.SignedIn;
import org.jspecify.annotations.Nullable;

/// Sets up what holds for every screen: who may open it, its language and colours, and a page that
/// runs no script but ours.
public final class ConsoleStart implements VaadinServiceInitListener {
  private static final int NONCE_BYTES = 18;
  private final transient SecureRandom random = new SecureRandom();

  @Override
  public void serviceInit(ServiceInitEvent event) {
    var access = new NavigationAccessControl();
    access.setLoginView(SignInView.class);
    event
        .getSource()
        .addUIInitListener(init -> {
          prefer(init.getUI());
          var request = VaadinRequest.getCurrent();
          if (request != null && request.getUserPrincipal() instanceof SignedIn signedIn) {
            signedIn.opens(init.getUI());
          }
          init.getUI().addBeforeEnterListener(access);
        });
    event
        .getSource()
        .setSystemMessagesProvider(about ->
            messages(event.getSource().getInstantiator().getI18NProvider(), about.getLocale()));
    event.addIndexHtmlRequestListener(this::harden);
  }

  private static void prefer(UI ui) {
    var request = VaadinRequest.getCurrent();
    var cookies = request == null ? new Cookie[0] : request.getCookies();
    var preferences = Preferences.of(cookies);
    ui.setLocale(preferences.locale());
    var reconnect = ui.getReconnectDialogConfiguration();
    reconnect.setDialogText(ui.getTranslation("shell.offline"));
    reconnect.setDialogTextGaveUp(ui.getTranslation("shell.gaveUp"));
    ui.getPage()
        .setColorScheme(preferences.dark() ? ColorScheme.Value.DARK : ColorScheme.Value.LIGHT);
  }

  /// What the page says when its sign-in has ended; it then opens the sign-in page.
  private static SystemMessages messages(I18NProvider texts, @Nullable Locale locale) {
    var messages = new CustomizedSystemMessages();
    messages.setSessionExpiredNotificationEnabled(false);
    messages.setSessionExpiredURL(SignInView.ENDED);
    // A cookie that is gone looks like cookies that were never allowed; both end at the sign-in.
    messages.setCookiesDisabledNotificationEnabled(false);
    messages.setCookiesDisabledURL(SignInView.ENDED);
    var language = Locale.ENGLISH.equals(locale) ? Locale.ENGLISH : Locale.KOREAN;
    messages.setInternalErrorCaption(texts.getTranslation("shell.broken", language));
    messages.setInternalErrorMessage(texts.getTranslation("shell.broken.help", language));
    return messages;
  }

  private void harden(IndexHtmlResponse response) {
    var bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    var document = response.getDocument();
    var preferences = Preferences.of(response.getVaadinRequest().getCookies());
    document
        .getElementsByTag("html")
        .attr("lang", preferences.locale().equals(Locale.ENGLISH) ? "en" : "ko");
    document.getElementsByTag("script").attr("nonce", nonce);
    response
        .getVaadinResponse()
        .setHeader(
            "Content-Security-Policy",
            "default-src 'none'; manifest-src 'self'; script-src 'self' 'nonce-"
                + nonce
                + "' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
                + " font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self';"
                + " form-action 'self'; frame-ancestors 'none'");
    response.getVaadinResponse().setHeader("Cache-Control", "no-store");
  }
}
