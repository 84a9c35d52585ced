package kr.ondam.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmsTextTest {
  @ParameterizedTest
  @CsvSource({"똠방각하, 8", "뷁, 2", "펲, 2", "abc, 3", "'a\r\nb', 4", "€①, 4", "😀, 1", "'', 0"})
  void octetsAreThoseOfMs949(String text, int octets) {
    assertThat(SmsText.octets(text.replace("\\r\\n", "\r\n"))).isEqualTo(octets);
  }

  @ParameterizedTest
  @CsvSource({"45, 0, SMS", "45, 1, LMS", "1000, 0, LMS", "1000, 1, TOO_LONG", "0, 90, SMS"})
  void SM64_aTextOf91OctetsIsALongMessage(int syllables, int letters, SmsText.Size size) {
    var text = "가".repeat(syllables) + "a".repeat(letters);
    assertThat(SmsText.size(text, false)).isEqualTo(size);
  }

  @Test
  void picturesMakeItAPictureMessageWhateverItsLength() {
    assertThat(SmsText.size("네", true)).isEqualTo(SmsText.Size.MMS);
    assertThat(SmsText.size("가".repeat(1001), true)).isEqualTo(SmsText.Size.TOO_LONG);
  }

  @Test
  void SM65_whatNoPhoneCanShowIsListedOnceInOrder() {
    assertThat(SmsText.unencodable("뷁 ❤ 안녕 👨‍👩‍👧 © ❤ €①")).containsExactly("❤", "👨‍👩‍👧", "©");
    assertThat(SmsText.unencodable("똠방각하 펲시맨")).isEmpty();
    assertThat(SmsText.unencodable("a\uD83D")).containsExactly("\uD83D");
  }

  @Test
  void clustersJoinedAreTheText() {
    var text = "e\u0301👍🏽🇰🇷\r\n각";
    assertThat(SmsText.clusters(text)).hasSize(5).contains("👍🏽", "🇰🇷", "\r\n");
    assertThat(String.join("", SmsText.clusters(text))).isEqualTo(text);
  }
}
