package kr.ondam.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

final class ShownTextTest {
  @Test
  void namesKeepTheirOuterLettersAndPhonesTheLastFourDigits() {
    assertThat(MaskedName.of("홍길동", "+821012345678")).isEqualTo("홍*동");
    assertThat(MaskedName.of("이산", null)).isEqualTo("이*");
    assertThat(MaskedName.of("남궁민수", null)).isEqualTo("남**수");
    assertThat(MaskedName.of("김", null)).isEqualTo("*");
    assertThat(MaskedName.of(" ", "+821012345678")).isEqualTo("***-5678");
    assertThat(MaskedName.of(null, null)).isEmpty();
    assertThat(MaskedName.of("\u202eabc 김철수<b>", null)).isEqualTo("a********>");
    assertThat(MaskedName.of("\u200b", "+821012345678")).isEqualTo("***-5678");
  }

  @Test
  void durationsReadLikeAClock() {
    assertThat(Elapsed.clock(Duration.ofSeconds(5))).isEqualTo("0:05");
    assertThat(Elapsed.clock(Duration.ofSeconds(3725))).isEqualTo("1:02:05");
    assertThat(Elapsed.clock(Duration.ofSeconds(-3))).isEqualTo("0:00");
  }

  @Test
  void aWaitIsAmberFromHalfTheTargetAndRedFromAllOfIt() {
    var target = Duration.ofSeconds(60);
    assertThat(Urgency.of(Duration.ofSeconds(29), target)).isEqualTo(Urgency.CALM);
    assertThat(Urgency.of(Duration.ofSeconds(30), target)).isEqualTo(Urgency.NEAR);
    assertThat(Urgency.of(Duration.ofSeconds(60), target)).isEqualTo(Urgency.LATE);
  }

  @Test
  void everyKoreanTextHasAnEnglishOne() {
    var korean = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT);
    var english = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ENGLISH);
    assertThat(english.keySet()).isEqualTo(korean.keySet());
    for (var key : korean.keySet()) {
      assertThat(english.getString(key)).as(key).isNotBlank();
    }
  }

  @Test
  void KK36_marksDoNotPileUpOnALetter() {
    var wild = "힣" + "\u0301".repeat(200) + "다e\u0301\u0323\u0306";
    assertThat(CalmText.of(wild)).isEqualTo("힣" + "\u0301".repeat(3) + "다e\u0301\u0323\u0306");
    var plain = "각 각 😀 👩‍💻";
    assertThat(CalmText.of(plain)).isSameAs(plain);
  }

  @Test
  void KK34_whatCannotBeSeenIsNotDrawn() {
    assertThat(CalmText.of("가\u0000\u001b[31m나\u0085다\u200b라\ufeff마\r\n\t바"))
        .isEqualTo("가[31m나다라마\n\t바");
    assertThat(CalmText.of("송금 \u202e0001\u202c원 \u2066a\u2069\u200f")).isEqualTo("송금 0001원 a");
    // What stands between piled-up marks does not make them new ones.
    assertThat(CalmText.of("e" + "\u0301\u200b".repeat(9))).isEqualTo("e" + "\u0301".repeat(3));
  }
}
