package kr.ondam.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneNumberTest {
  @ParameterizedTest
  @CsvSource({
    "010-1234-5678, +821012345678",
    "01012345678, +821012345678",
    "+82 10 1234 5678, +821012345678",
    "+82 (0)10-1234-5678, +821012345678",
    "02) 123-4567, +8221234567",
    "+1 650 555 0100, +16505550100"
  })
  void theSameNumberTypedDifferentlyIsEqual(String typed, String normal) {
    assertThat(PhoneNumber.normalise(typed)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "전화번호", "1588-1234", "010-1234-567a", "+82", "0101234567890123456"})
  void whatIsNoNumberIsRefused(String typed) {
    assertThat(PhoneNumber.normalise(typed)).isEmpty();
  }
}
