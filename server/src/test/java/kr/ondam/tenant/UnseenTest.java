package kr.ondam.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnseenTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n\t",
        "\u200b\u200b",
        "\u3000\u00a0",
        "\u3164\u115f\u1160\uffa0",
        "\u202e\u2066\u200d\ufeff\u00ad",
        "\u2800\ufe0f\u034f",
        "\udb40\udc41"
      })
  void nothingIsVisibleInIt(String text) {
    assertThat(Unseen.all(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u200b네\u200b", "👍🏽", "👨‍👩‍👧", "0", "ㅋ", "…", "❤️"})
  void somethingIsVisibleInIt(String text) {
    assertThat(Unseen.all(text)).isFalse();
  }
}
