package kr.ondam.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// How slices of a report are written.
final class WordingTest {
  @Test
  void conversationsWithoutACentreAreSaidToHaveNone() {
    assertThat(new Wording(Language.KOREAN).slice(Slice.centre(""))).isEqualTo("센터 없음");
    assertThat(new Wording(Language.ENGLISH).slice(Slice.centre(""))).isEqualTo("no centre");
    assertThat(new Wording(Language.KOREAN).slice(Slice.centre("부산"))).isEqualTo("센터 부산");
  }
}
