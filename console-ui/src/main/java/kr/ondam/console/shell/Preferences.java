package kr.ondam.console.shell;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What somebody chose on this computer: language and colours. Kept in cookies, because it must be
/// known before the page is drawn and before anybody has signed in.
public record Preferences(Locale locale, boolean dark) {
  static final String LANGUAGE = "ondam-language";
  static final String COLOURS = "ondam-colours";

  /// Korean and light unless a cookie says otherwise.
  public static Preferences of(Cookie @Nullable [] cookies) {
    return new Preferences(
        value(cookies, LANGUAGE).equals("en") ? Locale.ENGLISH : Locale.KOREAN,
        value(cookies, COLOURS).equals("dark"));
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
