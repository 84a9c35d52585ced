package kr.ondam.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What is hidden in JSON, which stays JSON.
final class MaskedJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"content":"비밀번호는 abc1","time":1795305226123}   | {"content":"비밀번호는 ****","time":1795305226123}
          {"content":"900101-1234567"}                        | {"content":"900101-*******"}
          {"card":4111111111111111,"n":1.50}                  | {"card":"411111******1111","n":1.50}
          {"password":"qwer1234","serial_number":"884213"}    | {"password":"********","serial_number":"884213"}
          {"bank":"국민은행","account":"110-123-456789"}       | {"bank":"국민은행","account":"***-***-**6789"}
          {"contents":["제 비밀번호","a1b2c3"],"x":[]}         | {"contents":["제 비밀번호","******"],"x":[]}
          {"a":"\\u0039\\u00300101-1234567"}                 | {"a":"900101-*******"}
          {"a":"x","a":"900101-1234567"}                      | {"a":"x","a":"900101-*******"}
          {"content":"비밀번호","time":1795305226123}          | {"content":"비밀번호","time":1795305226123}
          """)
  void whatIsHiddenLeavesItReadable(String raw, String masked) {
    assertThat(MaskedJson.mask(raw.strip())).isEqualTo(masked.strip());
    assertThat(MaskedJson.mask(masked.strip())).isEqualTo(masked.strip());
    assertThat(JsonMapper.shared().readTree(masked)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"900101-1234567\"",
        "{\"a\":\"900101-1234567\"} 1",
        "[\"\\ud800 900101-1234567\"]",
        "{} 900101-1234567",
        "a=900101-1234567",
        "9001011234567",
        "",
        "{"
      })
  void whatIsNoJsonIsMaskedAsText(String raw) {
    assertThat(MaskedJson.mask(raw)).isEqualTo(Masking.mask(raw));
  }

  @Test
  void whatHasNothingToHideStaysAsItCame() {
    var raw = "{ \"b\" : 1e3, \"a\":[ null,true ] ,\"text\":\"주문 1007\" }\n";
    assertThat(MaskedJson.mask(raw)).isSameAs(raw);
  }
}
