package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EnglishTest {
  @Test
  void onlyOneIsOne() {
    assertThat(English.count(1, "able agent")).isEqualTo("1 able agent");
    assertThat(English.count(0, "time")).isEqualTo("0 times");
    assertThat(English.count(-1, "time")).isEqualTo("-1 times");
    assertThat(English.count(1, "agent has", "agents have")).isEqualTo("1 agent has");
    assertThat(English.count(2, "agent has", "agents have")).isEqualTo("2 agents have");
  }
}
