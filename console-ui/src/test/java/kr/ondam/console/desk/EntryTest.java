package kr.ondam.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

final class EntryTest {
  @Test
  void KK61_whatIsShownHasAWordInBothLanguages() {
    for (var locale : new Locale[] {Locale.KOREAN, Locale.ENGLISH}) {
      var words = ResourceBundle.getBundle("vaadin-i18n.translations", locale);
      for (var name : Entry.SHOWN) {
        assertThat(words.containsKey("desk.entry." + name)).as("%s %s", locale, name).isTrue();
      }
    }
  }
}
