package kr.ondam.console.signin;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.List;
import java.util.Set;
import kr.ondam.console.shell.Preferences;

/// 로그인.
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
public final class SignInView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle {
  /// Where a page whose sign-in has ended goes.
  public static final String ENDED = "login?ended";

  private static final Set<String> ERRORS = Set.of("refused", "locked", "busy", "unavailable");
  private final LoginForm form = new LoginForm();
  private boolean refused;

  public SignInView() {
    form.setAction(SignInServlet.PATH.substring(1));
    form.setForgotPasswordButtonVisible(false);
    form.setI18n(texts("refused"));
    var mark = new Span("온담");
    mark.addClassName("brand");
    var intro = new Div(mark, new H1(getTranslation("signin.title")));
    intro.addClassName("signin-intro");
    var help = new Paragraph(getTranslation("signin.help"));
    help.addClassName("signin-help");
    var card = new Div(intro, form, help);
    var request = VaadinRequest.getCurrent();
    var preferences = Preferences.of(request == null ? null : request.getCookies());
    var language =
        new Button(
            preferences.english() ? "한국어" : "English",
            _ -> preferences.otherLanguage(UI.getCurrent().getPage()));
    language.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    card.add(language);
    card.addClassName("signin-card");
    getContent().addClassName("signin");
    getContent().add(card);
    form.addAttachListener(_ ->
        form.getElement()
            .executeJs(
                """
                const key = 'ondam.login';
                this.addEventListener('login', (e) => sessionStorage.setItem(key, e.detail.username));
                const login = sessionStorage.getItem(key);
                sessionStorage.removeItem(key);
                const field = (name) => this.querySelector('vaadin-text-field, vaadin-password-field')
                  && this.querySelector('[name=' + name + ']:is(vaadin-text-field, vaadin-password-field)');
                if (login && $0) { setTimeout(() => {
                  const user = field('username');
                  if (user && !user.value) { user.value = login; field('password')?.focus(); }
                }, 100); }
                """,
                refused));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var request = VaadinRequest.getCurrent();
    if (request != null && request.getUserPrincipal() != null) {
      event.forwardTo("");
      return;
    }
    var parameters = event.getLocation().getQueryParameters().getParameters();
    var error = parameters.getOrDefault("error", List.of("")).getFirst();
    if (ERRORS.contains(error)) {
      form.setI18n(texts(error));
      form.setError(true);
      refused = true;
    } else if (parameters.containsKey("ended")) {
      // Nobody did anything wrong, so it is said calmly.
      getContent().addClassName("ended");
      form.setI18n(texts("ended"));
      form.setError(true);
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("signin.title");
  }

  private LoginI18n texts(String error) {
    var texts = LoginI18n.createDefault();
    var words = texts.getForm();
    words.setTitle("");
    words.setUsername(getTranslation("signin.login"));
    words.setPassword(getTranslation("signin.password"));
    words.setSubmit(getTranslation("signin.submit"));
    texts.setForm(words);
    var message = texts.getErrorMessage();
    message.setTitle(getTranslation("signin." + error));
    message.setMessage(getTranslation("signin." + error + ".help"));
    message.setUsername(getTranslation("signin.login.required"));
    message.setPassword(getTranslation("signin.password.required"));
    texts.setErrorMessage(message);
    return texts;
  }
}
