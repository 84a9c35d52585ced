package kr.ondam.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhoneNumberTest {
  @ParameterizedTest
  @CsvSource({
    "+82-10-1234-5678, 01012345678, 821012345678",
    "821012345678, 01012345678, 821012345678",
    "+82 2 123 4567, 021234567, 8221234567",
    "8215881234, 15881234, 8215881234",
    "+8215881234, 15881234, 8215881234",
    "15881234, 15881234, 8215881234",
    "+14155550100, +14155550100, 14155550100",
    "0014155550100, 0014155550100, 14155550100"
  })
  void aNumberIsTheSameHoweverItIsWritten(String written, String national, String international) {
    assertThat(PhoneNumber.national(written)).isEqualTo(national);
    assertThat(PhoneNumber.international(national)).isEqualTo(international);
  }

  @ParameterizedTest
  @CsvSource({
    "01012345678, false",
    "021234567, false",
    "07012345678, false",
    "050412345678, false",
    "+14155550100, true",
    "14155550100, true",
    "0014155550100, true"
  })
  void SM68_aNumberAbroadIsForAccountsThatMay(String number, boolean abroad) {
    assertThat(Writable.refusal(false, number)).isEqualTo(abroad ? "number_abroad" : null);
    assertThat(Writable.refusal(true, number)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "01012345678, true",
    "021234567, true",
    "07012345678, true",
    "050412345678, true",
    "+14155550100, true",
    "14155550100, true",
    "0014155550100, true",
    "0801234567, false",
    "0601234567, false",
    "15881234, false",
    "16661234, false",
    "114, false",
    "0212345, false",
    "0101234567890, false",
    "+1415, false",
    "KAKAO, false",
    "'', false"
  })
  void SM68_numbersThatTakeNoTextMessages(String number, boolean takes) {
    assertThat(PhoneNumber.answerable(number)).isEqualTo(takes);
  }
}
