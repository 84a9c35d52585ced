package kr.ondam.console.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import kr.ondam.conversation.DeadLetter;
import org.junit.jupiter.api.Test;

final class ReasonWordsTest {
  @Test
  void everyReasonOfADeadLetterHasASentenceInBothLanguages() {
    for (var locale : new Locale[] {Locale.ROOT, Locale.ENGLISH}) {
      var texts = ResourceBundle.getBundle("vaadin-i18n.translations", locale);
      for (var reason : DeadLetter.REASONS) {
        assertThat(texts.containsKey("problems.reason." + reason)).as(reason).isTrue();
      }
    }
  }
}
