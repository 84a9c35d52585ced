package kr.ondam.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "한빛생명",
        "<b>행복</b>",
        "O'Neill & Söhne",
        "서울 제1센터 (본사)",
        "\ud83d\udc69\u200d\ud83d\udcbb 상담",
        "ㄱ"
      })
  void whatCanBeReadIsAName(String name) {
    assertThat(Names.sound(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\u200b",
        "\u200b\u200b",
        "\u200d",
        "\u3164",
        "\u2800",
        "\u00a0",
        "<b>행복</b>\u202eabc",
        "\u2067행복",
        "행\u200e복",
        "행복\n센터",
        "행복\u0000",
        "\u001b[31m행복",
        "행복\u2028",
        "\ufeff행복",
        "행복\ud83d"
      })
  void whatCannotBeSeenOrChangesTheTextAroundItIsNone(String name) {
    assertThat(Names.sound(name)).as(Names.readable(name)).isFalse();
  }

  @Test
  void aNameHasAHundredCharactersAtMost() {
    assertThat(Names.sound("가".repeat(100))).isTrue();
    assertThat(Names.sound("가".repeat(101))).isFalse();
  }

  @Test
  void aMessageShowsWhatCannotBeSeen() {
    assertThat(Names.readable("행복 \u202eabc")).isEqualTo("행복 \\u202eabc");
  }
}
