package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.language.Facts;
import org.junit.jupiter.api.Test;

/// The example files of the specification, as they stand.
final class ExamplesTest {
  private static final long MORNING = Situation.millis(Quantity.moment("2026-11-24T10:00").get());

  private final RuleBook book = RuleFiles.examples().accepted();

  @Test
  void loadWithAllTheirTestsPassing() {
    assertThat(RuleFiles.examples().errors()).isEmpty();
    assertThat(RuleFiles.examples().found(Severity.FAILURE)).isEmpty();
    assertThat(book.tenants()).containsOnlyKeys("한빛생명", "한빛카드");
    assertThat(book.tenant("한빛생명").orElseThrow().centres())
        .containsOnlyKeys("서울센터", "부산센터", "광주센터");
    assertThat(book.label()).isEqualTo("2026-11-20.1");
  }

  @Test
  void aCentreOverridesItsTenantAndTheTenantTheGroup() {
    TenantRules life = book.tenant("한빛생명").orElseThrow();
    QueueRule busan = life.of("부산센터").queue("보험금").orElseThrow();
    assertThat(busan.goal()).contains(new QueueRule.Goal(90_000, 80));
    assertThat(life.of("광주센터").assignment().strategy()).isEqualTo(Strategy.LONGEST_IDLE);
    assertThat(life.of("서울센터").assignment().strategy()).isEqualTo(Strategy.LEAST_LOADED);
    assertThat(life.of("서울센터").sticky().holdMillis()).isEqualTo(20_000);
    assertThat(life.of("서울센터").sticky().periodMillis()).isEqualTo(30 * 86_400_000L);
  }

  @Test
  void everyLeafKnowsTheLineThatSaidIt() {
    Leaves busan = book.tenant("한빛생명").orElseThrow().of("부산센터").leaves();
    assertThat(busan.byPath().get("큐.보험금.목표.응답"))
        .isEqualTo(new Leaves.Leaf("90초", new Position("hanbit-life.yaml", 45, 18)));
    assertThat(busan.byPath().get("정원.채널.웹채팅.최대"))
        .isEqualTo(new Leaves.Leaf("2", new Position("group.yaml", 35, 23)));
  }

  @Test
  void rulesStandWhereTheyWerePlaced() {
    RuleSet card = book.tenant("한빛카드").orElseThrow().of("인천센터");
    assertThat(card.rules())
        .extracting(Rule.Classifying::name)
        .containsExactly("분실·도난 즉시", "소송·민원은 긴급", "외국어 고객", "결제 오류", "한도 상향", "나머지는 일반");
    assertThat(book.tenant("한빛카드").orElseThrow().of("대구센터").rules())
        .extracting(Rule.Classifying::name)
        .doesNotContain("외국어 고객");
  }

  @Test
  void explainsAClassificationWithPlaceAndFacts() {
    RuleSet seoul = book.tenant("한빛생명").orElseThrow().of("서울센터");
    Facts facts =
        seoul
            .facts(MORNING)
            .put("채널", "카카오톡")
            .put("고객.등급", "VIP")
            .put("첫문장", "보험 해약하면 환급금이 얼마인가요?")
            .build();
    List<String> lines = Explanation.of(seoul, facts, MORNING).korean();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("✘ '소송·민원은 긴급': 고객.태그 포함 ['소송중', '민원이력'] 또는 첫문장 포함 목록.욕설키워드")
        .contains("고객.태그=[]")
        .doesNotContain("환급금");
    assertThat(lines.get(1))
        .startsWith(
            "✔ '해지 의사' (hanbit-life.yaml:34:5) → 큐 해지방어: 문의유형 == '해지' 또는 첫문장 포함 목록.해지키워드 — 실제")
        .contains("첫문장=19자('해약', '환급금' 있음)")
        .doesNotContain("얼마인가요");
    assertThat(lines.get(2)).startsWith("+ 가점 'VIP 우대' 120초");
  }

  @Test
  void theVersionNamesTheTextsAndNothingElse() {
    RuleBook again = RuleFiles.examples().accepted();
    assertThat(again.version()).isEqualTo(book.version()).hasSize(64);
    RuleBook changed = RuleFiles.examples().with("group.yaml", "후처리: 60초", "후처리: 61초").accepted();
    assertThat(changed.version()).isNotEqualTo(book.version());
  }
}
