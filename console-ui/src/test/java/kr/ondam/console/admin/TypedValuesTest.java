package kr.ondam.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedValuesTest {
  @Test
  void skillsAreReadAsTheyAreWritten() {
    var skills = Map.of("보험금", 3, "카드", 2);
    assertThat(SkillText.parse(" 보험금:3 , 카드: 2 ")).contains(skills);
    assertThat(SkillText.parse(SkillText.format(skills))).contains(skills);
    assertThat(SkillText.parse(" ")).contains(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"보험금", "보험금:6", "보험금:0", ":3", "보험금:3,", "카드:1, 카드:2", "카드:1 보험:2"})
  void skillsThatAreNotClearAreRefused(String typed) {
    assertThat(SkillText.parse(typed)).isEmpty();
  }

  @Test
  void anOriginHasNoPath() {
    assertThat(Shapes.origin("https://www.example.kr")).isTrue();
    assertThat(Shapes.origin("http://127.0.0.1:8080")).isTrue();
    assertThat(Shapes.origin("*")).isTrue();
    assertThat(Shapes.origin("https://www.example.kr/shop")).isFalse();
    assertThat(Shapes.origin("www.example.kr")).isFalse();
    assertThat(Shapes.origin("javascript:alert(1)")).isFalse();
  }

  @Test
  void aSecretIsNeverTypedItself() {
    assertThat(Shapes.reference("ref:kakao-secret")).isTrue();
    assertThat(Shapes.reference("hunter2hunter2")).isFalse();
    assertThat(Shapes.reference("ref:")).isFalse();
  }

  @Test
  void listsAreSplitAtCommasAndBlanks() {
    assertThat(Shapes.list("a, b\nc ,,")).isEqualTo(List.of("a", "b", "c"));
  }
}
