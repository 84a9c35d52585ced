package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParticlesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'보험금청규' 은(는) 값이 아닙니다 | '보험금청규'는 값이 아닙니다",
        "'일반' 이(가) 두 번 있습니다 | '일반'이 두 번 있습니다",
        "기술 보험금 2 을(를) 갖춘 | 기술 보험금 2를 갖춘",
        "'목표' 은(는) 값 하나 이어야 합니다 | '목표'는 값 하나여야 합니다",
        "{계열사: 이름} 이어야 합니다 | {계열사: 이름}이어야 합니다",
        "'어른' 와(과) '젊은' (t.yaml:17:5) 은(는) 겹칩니다 | '어른'과 '젊은' (t.yaml:17:5)은 겹칩니다",
        "'처리' 가 빠졌습니다 | '처리'가 빠졌습니다",
        "'a' 은(는) 없습니다 | 'a'은(는) 없습니다",
        "어휘에 없는 채널 입니다 | 어휘에 없는 채널입니다",
        "할 수 없는 값 '이 가' 다음 | 할 수 없는 값 '이 가' 다음"
      })
  void particlesFollowTheLastLetterAndStandWithoutASpace(String written, String settled) {
    assertThat(Particles.settle(written)).isEqualTo(settled);
    assertThat(Particles.settle(settled)).isEqualTo(settled);
  }
}
