package kr.ondam.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskingTest {
  @ParameterizedTest(name = "row {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 제 주민번호 900101-1234567이에요 | 제 주민번호 900101-*******이에요",
        "2 | 9001011234567 | 900101*******",
        "3 | 201015-3999999 | 201015-*******",
        "4a | 900101 - 1234567 | 900101 - *******",
        "4b | 900101–1234567 | 900101–*******",
        "4c | ９００１０１－１２３４５６７ | ９００１０１－*******",
        "8 | 900101-5234567 | 900101-*******",
        "9a | 4111 1111 1111 1111 | 4111 11** **** 1111",
        "9b | 4111-1111-1111-1111 | 4111-11**-****-1111",
        "9c | 378282246310005 | 378282*****0005",
        "11 | 계좌 110-123-456789 | 계좌 ***-***-**6789",
        "16a | cvc 123 | cvc ***",
        "16b | 비번은 qwer1234! | 비번은 *********",
        "17 | https://a.kr/?id=900101-1234567 | https://a.kr/?id=900101-*******",
      })
  void masks(String row, String text, String expected) {
    assertThat(Masking.mask(text)).isEqualTo(expected);
    assertThat(Masking.mask(expected)).as("idempotent").isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "991332-1234567",
        "4111 1111 1111 1112",
        "20261122-000123456",
        "운송장 6123-4567-8901",
        "110-123-456789",
        "1588-1234",
        "010-1234-5678",
        "비밀번호를 잊었어요",
        "😀 안녕하세요",
        ""
      })
  void leavesAlone(String text) {
    assertThat(Masking.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "입금 계좌 110-123-456789 | 입금 계좌 110-123-456789",
        "카드 4111-1111-1111-1111 | 카드 4111-11**-****-1111",
        "900101-1234567 맞으시죠? | 900101-******* 맞으시죠?",
        "임시 비밀번호는 qwer1234! | 임시 비밀번호는 *********"
      })
  void UI06_aReplyMayNameAnAccountToPayTo(String text, String expected) {
    assertThat(Masking.maskReply(text)).isEqualTo(expected);
    assertThat(Masking.maskReply(expected)).as("idempotent").isEqualTo(expected);
  }

  @Test
  void row5MasksAcrossALineEnd() {
    assertThat(Masking.mask("900101-1\n234567")).isEqualTo("900101-*\n******");
  }

  @Test
  void row19MasksAcrossCharactersWithoutWidth() {
    assertThat(Masking.mask("900101-\u200B12\u200B34567")).isEqualTo("900101-\u200B**\u200B*****");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1 ", "900101", "4111-", "은행 ", "비번은 a", "9"})
  void row20IsLinear(String unit) {
    var text = unit.repeat(100_000 / unit.length());
    assertThatCode(() ->
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> Masking.mask(text)))
        .doesNotThrowAnyException();
  }
}
