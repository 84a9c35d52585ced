package kr.ondam.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;

final class UnknownWordsTest {
  private static String words(Locale language, String type, String raw) {
    var bundle = ResourceBundle.getBundle("vaadin-i18n.translations", language);
    return UnknownWords.of(
        new Part.Unsupported(type, raw),
        (key, values) ->
            values.length == 0
                ? bundle.getString(key)
                : MessageFormat.format(bundle.getString(key), values));
  }

  private static String words(String type, String raw) {
    return words(Locale.ROOT, type, raw);
  }

  @Test
  void KK46_aTypeNobodyKnowsIsNamed() {
    assertThat(words("XX", "{}")).startsWith("지원하지 않는 메시지 (XX)");
    assertThat(words(Locale.ENGLISH, "XX", "{}")).contains("(XX)");
    assertThat(words("", "{}")).startsWith("지원하지 않는 메시지입니다");
    assertThat(words(" \u200B\n", "{}")).startsWith("지원하지 않는 메시지입니다");
  }

  @Test
  void KK46_aTypeIsShortAndOfOneLineAndTurnsNothingRound() {
    assertThat(words("a\nb\u202Ec", "")).startsWith("지원하지 않는 메시지 (a bc)");
    assertThat(words("😀".repeat(100), "")).startsWith("지원하지 않는 메시지 (" + "😀".repeat(64) + "…)");
    assertThat(words("<img src=x onerror=alert(1)>", ""))
        .startsWith("지원하지 않는 메시지 (<img src=x onerror=alert(1)>)");
    assertThat(words("{0}'", "")).startsWith("지원하지 않는 메시지 ({0}')");
  }

  @Test
  void KK32_whatIsTooLongSaysSo() {
    assertThat(words("text_too_long", "메시지가 너무 깁니다")).startsWith("메시지가 너무 깁니다");
    assertThat(words(Locale.ENGLISH, "text_too_long", "메시지가 너무 깁니다"))
        .startsWith("The message is too");
  }

  @Test
  void SM48_ofATextMessageItIsSaidHowManyPartsAreThere() {
    assertThat(words("sms_part", "일부 도착 (2/3: 1, 3)")).isEqualTo("문자의 일부만 도착했습니다 (2/3)");
    assertThat(words(Locale.ENGLISH, "sms_part", "일부 도착 (2/3: 1, 3)"))
        .isEqualTo("Only a part of the text message has arrived (2/3)");
    assertThat(words("sms_part", "")).isEqualTo("문자의 일부만 도착했습니다");
    assertThat(words("sms_part", "(x/3)")).isEqualTo("문자의 일부만 도착했습니다");
  }
}
