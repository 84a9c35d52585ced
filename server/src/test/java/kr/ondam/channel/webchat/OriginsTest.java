package kr.ondam.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginsTest {
  @ParameterizedTest
  @CsvSource({
    "https://good.kr, true",
    "https://GOOD.kr, true",
    "HTTPS://good.kr:443, true",
    "http://good.kr, false",
    "https://good.kr:8443, false",
    "https://good.kr.evil.com, false",
    "https://evil-good.kr, false",
    "https://good.kr@evil.com, false",
    "https://good.kr/, false",
    "https://www.good.kr, false",
    "null, false",
    "'', false",
    "http://shop.kr:8080, true",
    "http://shop.kr, false"
  })
  void WS02_onlyTheSameSchemeHostAndPortMay(String origin, boolean allowed) {
    var list = List.of("https://good.kr", "http://Shop.kr:8080");
    assertThat(Origins.allow(list, origin)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "file://", "javascript:alert(1)", "https://", "*", "a b"})
  void WS02_theStarAllowsRealOriginsOnly(String origin) {
    assertThat(Origins.allow(List.of("*"), origin)).isFalse();
    assertThat(Origins.allow(List.of("*"), "https://any.kr")).isTrue();
  }
}
