package kr.ondam.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class PreferencesTest {
  @Test
  void koreanAndLightUnlessChosenOtherwise() {
    assertThat(Preferences.of(null)).isEqualTo(new Preferences(Locale.KOREAN, false));
    assertThat(Preferences.of(new Cookie[] {new Cookie("ondam-language", "fr")}))
        .isEqualTo(new Preferences(Locale.KOREAN, false));
  }

  @Test
  void cookiesCarryTheChoice() {
    var cookies =
        new Cookie[] {
          new Cookie("other", "en"),
          new Cookie("ondam-language", "en"),
          new Cookie("ondam-colours", "dark")
        };
    assertThat(Preferences.of(cookies)).isEqualTo(new Preferences(Locale.ENGLISH, true));
  }
}
