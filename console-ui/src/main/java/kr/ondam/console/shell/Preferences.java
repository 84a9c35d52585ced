package kr.ondam.console.shell;

import com.vaadin.flow.component.page.Page;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What somebody chose on this computer: language and colours. Kept in cookies, because it must be
/// known before the page is drawn and before anybody has signed in.
public record Preferences(Locale locale, boolean dark) {
  private static final int YEAR_SECONDS = 365 * 24 * 3600;
  static final String LANGUAGE = "ondam-language";
  static final String COLOURS = "ondam-colours";

  /// Korean and light unless a cookie says otherwise.
  public static Preferences of(Cookie @Nullable [] cookies) {
    return new Preferences(
        value(cookies, LANGUAGE).equals("en") ? Locale.ENGLISH : Locale.KOREAN,
        value(cookies, COLOURS).equals("dark"));
  }

  /// Keeps a choice in this browser for a year.
  static void remember(Page page, String name, String value) {
    page.executeJs(
        "document.cookie = $0 + '=' + $1 + '; path=/; SameSite=Lax; max-age=' + $2",
        name,
        value,
        YEAR_SECONDS);
  }

  /// Turns the screens of this browser to the other language and draws the page again.
  public void otherLanguage(Page page) {
    remember(page, LANGUAGE, english() ? "ko" : "en");
    page.reload();
  }

  public boolean english() {
    return locale.equals(Locale.ENGLISH);
  }

  private static String value(Cookie @Nullable [] cookies, String name) {
    return cookies == null
        ? ""
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst()
            .orElse("");
  }
}
