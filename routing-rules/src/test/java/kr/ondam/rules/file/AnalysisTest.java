package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is allowed but probably not meant.
final class AnalysisTest {
  private static final String RULES = RuleFiles.QUEUES + "분류:\n";

  @Test
  void RR16_aRuleAfterTheRestIsNeverReached() {
    assertThat(warnings(RULES + RuleFiles.REST + "  - {이름: 해지, 조건: \"문의유형 == '해지'\", 큐: 결제}\n"))
        .contains("t.yaml:18:5: 경고: 분류 '해지'에는 닿을 수 없습니다. '나머지' (t.yaml:17:5)가 먼저 받습니다");
  }

  @Test
  void RR16_aRuleBehindAWiderOneIsNeverReached() {
    assertThat(
            warnings(
                RULES
                    + "  - {이름: 넓게, 조건: \"문의유형 in ['해지', '결제'] 또는 고객.등급 == 'VIP'\", 큐: 일반}\n"
                    + "  - {이름: 좁게, 조건: \"문의유형 == '해지' 그리고 고객.등급 == '일반'\", 큐: 결제}\n"
                    + RuleFiles.REST))
        .contains("t.yaml:18:5: 경고: 분류 '좁게'에는 닿을 수 없습니다. '넓게' (t.yaml:17:5)가 먼저 받습니다");
  }

  @Test
  void RR16_severalTogetherCanShadowOne() {
    assertThat(
            warnings(
                RULES
                    + "  - {이름: 가, 조건: \"고객.나이 < 30\", 큐: 일반}\n"
                    + "  - {이름: 나, 조건: \"고객.나이 >= 30\", 큐: 일반}\n"
                    + "  - {이름: 다, 조건: \"고객.나이 > 10\", 큐: 결제}\n"
                    + RuleFiles.REST))
        .anyMatch(line -> line.startsWith("t.yaml:19:5: 경고: 분류 '다'에는 닿을 수 없습니다"));
  }

  @Test
  void RR16_aWiderRuleThatLooksAtMore() {
    assertThat(
            warnings(
                RULES
                    + "  - {이름: 넓게, 조건: \"문의유형 == '해지' 또는 고객.등급 == 'VIP'\", 큐: 일반}\n"
                    + "  - {이름: 좁게, 조건: \"문의유형 == '해지'\", 큐: 결제}\n"
                    + "  - {이름: 남는다, 조건: \"문의유형 == '결제'\", 큐: 결제}\n"
                    + RuleFiles.REST))
        .contains("t.yaml:18:5: 경고: 분류 '좁게'에는 닿을 수 없습니다. '넓게' (t.yaml:17:5)가 먼저 받습니다")
        .noneMatch(line -> line.contains("'남는다'에는 닿을 수"));
  }

  @Test
  void RR16_onlySometimesBehindRulesThatLookAtMore() {
    assertThat(
            warnings(
                RULES
                    + "  - {이름: 둘다, 조건: \"문의유형 == '해지' 그리고 고객.등급 != 'VIP'\", 큐: 일반}\n"
                    + "  - {이름: 하나, 조건: \"문의유형 == '해지'\", 큐: 결제}\n"
                    + "  - {이름: 다시, 조건: \"문의유형 == '해지' 그리고 고객.태그 포함 '민원'\", 큐: 결제}\n"
                    + RuleFiles.REST))
        .noneMatch(line -> line.contains("'하나'에는 닿을 수"))
        .anyMatch(line ->
            line.contains("'다시'에는 닿을 수 없습니다. '둘다'") || line.contains("'다시'에는 닿을 수 없습니다. '하나'"));
  }

  @Test
  void RR16_aKeywordThatAnEarlierRuleFindsToo() {
    assertThat(
            warnings(
                RULES
                    + "  - {이름: 목록, 조건: \"첫문장 포함 목록.해지말\", 큐: 일반}\n"
                    + "  - {이름: 낱말, 조건: \"첫문장 포함 '해약'\", 큐: 결제}\n"
                    + "  - {이름: 다른말, 조건: \"첫문장 포함 '환불'\", 큐: 결제}\n"
                    + RuleFiles.REST))
        .anyMatch(line -> line.contains("'낱말'에는 닿을 수 없습니다. '목록' (t.yaml:17:5)"))
        .noneMatch(line -> line.contains("'다른말'에는 닿을 수"));
  }

  @Test
  void RR16_RR17_nothingIsSaidAboutARuleThatCanDecide() {
    String many = "['민원', '외국어', '가', '나', '다', '라', '마']";
    for (String[] pair :
        List.of(
            new String[] {"첫문장 포함 '분실'", "첫문장 포함 '해지' 그리고 첫문장 포함 '카드'"},
            new String[] {"첫문장 포함 ['가', '나', '다', '라']", "첫문장 포함 '해지' 그리고 첫문장 포함 '카드'"},
            new String[] {"고객.태그 포함 '민원'", "고객.태그 포함 '외국어' 그리고 고객.태그 포함 '가'"},
            new String[] {"고객.태그 포함 ['민원', '라', '마', '바']", "고객.태그 포함 '외국어' 그리고 고객.태그 포함 '가'"},
            new String[] {"아님 (고객.태그 포함 " + many + ")", "고객.태그 포함 '외국어' 그리고 고객.태그 포함 '가'"},
            new String[] {"첫문장 시작 '카드'", "첫문장 포함 '카드' 그리고 첫문장 포함 '해지'"},
            new String[] {"아님 (첫문장 포함 '카드')", "첫문장 포함 '해지'"},
            new String[] {"고객.나이 > 90", "고객.나이 > 고객.계약수"})) {
      String rules =
          "  - {이름: 앞, 조건: \""
              + pair[0]
              + "\", 큐: 일반}\n  - {이름: 뒤, 조건: \""
              + pair[1]
              + "\", 큐: 일반}\n";
      RuleFiles files =
          RuleFiles.small(RULES + rules + RuleFiles.REST)
              .with("t.yaml", "[민원, 외국어]", "[민원, 외국어, 가, 나, 다, 라, 마, 바, 사]");
      assertThat(files.errors()).as(pair[1]).isEmpty();
      assertThat(files.warnings())
          .as(pair[1])
          .noneMatch(line -> line.contains("닿을 수 없") || line.contains("참이 될 수 없"));
    }
  }

  @Test
  void RR16_severalTagsThatAnEarlierRuleFindsToo() {
    assertThat(
            warnings(
                RULES
                    + "  - {이름: 하나, 조건: \"고객.태그 포함 '민원'\", 큐: 일반}\n"
                    + "  - {이름: 둘, 조건: \"고객.태그 포함 '민원' 그리고 고객.태그 포함 '외국어'\", 큐: 결제}\n"
                    + RuleFiles.REST))
        .anyMatch(line -> line.contains("'둘'에는 닿을 수 없습니다"));
  }

  @Test
  void aConditionThatCannotHold() {
    assertThat(
            warnings(
                RULES
                    + "  - {이름: 모순, 조건: \"문의유형 == '해지' 그리고 문의유형 == '결제'\", 큐: 결제}\n"
                    + RuleFiles.REST))
        .contains("t.yaml:17:5: 경고: 분류 '모순'의 조건은 참이 될 수 없습니다");
  }

  @Test
  void RR17_twoRulesThatOverlapAndDisagree() {
    assertThat(
            warnings(
                RULES
                    + "  - {이름: 젊은, 조건: \"고객.나이 < 40\", 큐: 일반}\n"
                    + "  - {이름: 어른, 조건: \"고객.나이 >= 19\", 큐: 결제}\n"
                    + RuleFiles.REST))
        .contains(
            "t.yaml:18:5: 경고: 분류 '어른'과 '젊은' (t.yaml:17:5)은 겹칩니다. 둘 다 맞으면 먼저 적힌 '젊은'을" + " 씁니다");
  }

  @Test
  void RR20_withoutARuleForTheRestTheQueueServedLastTakesIt() {
    RuleFiles files = RuleFiles.small(RULES + "  - {이름: 해지, 조건: \"문의유형 == '해지'\", 큐: 결제}\n");
    assertThat(files.warnings())
        .contains("t.yaml:17:5: 경고: 나머지를 받는 분류(조건: \"참\")가 없습니다. 맞는 분류가 없으면 '일반' 큐로 갑니다");
    RuleSet base = files.accepted().tenant("가나").orElseThrow().base();
    assertThat(base.classify(base.facts(0).build(), 0).queue().orElseThrow().name())
        .isEqualTo("일반");
  }

  @Test
  void RR24_aSkillNobodyHas() {
    Inventory known =
        new Inventory(
            List.of(
                new Inventory.Tenant(
                    "가나",
                    List.of(),
                    List.of(
                        new Inventory.Agent("kim", Optional.empty(), Map.of("기본", 3, "결제", 1))))));
    assertThat(RuleFiles.small(RULES + RuleFiles.REST).with(known).warnings())
        .contains(
            "t.yaml:15:19: 경고: 가나에는 '결제' 수준 2인 상담사가 없습니다",
            "t.yaml:15:5: 경고: '결제' 큐는 완화가 끝나도 받을 수 있는 상담사가 없습니다")
        .noneMatch(line -> line.contains("'일반' 큐는"));
  }

  @Test
  void RR26_overflowInACircle() {
    assertThat(
            RuleFiles.small(
                    """
                    큐:
                      - {이름: 가, 기술: {기본: 1}, 순위: 1, 최대대기: {시간: 5분, 처리: 다른큐, 큐: 나}}
                      - {이름: 나, 기술: {기본: 1}, 순위: 1, 시간외: 다른큐, 시간외큐: 가}
                    """)
                .errors())
        .containsExactly("t.yaml:15:49: 오류: 넘침이 돌고 돕니다: 가 → 나 → 가");
  }

  @Test
  void RR29_overflowThroughTooManyQueues() {
    StringBuilder queues = new StringBuilder("큐:\n");
    for (int i = 1; i <= 10; i++) {
      queues.append("  - {이름: 큐").append(i).append(", 기술: {기본: 1}, 순위: 1");
      if (i < 10) {
        queues.append(", 시간외: 다른큐, 시간외큐: 큐").append(i + 1);
      }
      queues.append("}\n");
    }
    assertThat(RuleFiles.small(queues.toString()).errors())
        .anyMatch(line -> line.contains("오류: 넘침은 큐 8개를 넘을 수 없습니다: 큐2 → 큐3"));
  }

  @Test
  void aFirstRelaxationThatComesTooLateForTheGoal() {
    assertThat(RuleFiles.examples().with("hanbit-life.yaml", "후: 30초", "후: 59초").warnings())
        .noneMatch(line -> line.contains("이르지 않습니다"));
    assertThat(
            RuleFiles.examples()
                .with("hanbit-life.yaml", "목표: {응답: 60초", "목표: {응답: 30초")
                .warnings())
        .contains("hanbit-life.yaml:18:13: 경고: '보험금'의 첫 완화(30초)가 목표 응답(30초)보다 이르지 않습니다");
  }

  @Test
  void aBoostThatIsAsGoodAsAClass() {
    assertThat(
            RuleFiles.examples().with("group.yaml", "최대대기: {시간: 30분", "최대대기: {시간: 5분").warnings())
        .contains("group.yaml:72:46: 경고: 가점이 '일반' 큐의 최대대기보다 커서 사실상 항상 먼저 받습니다");
  }

  private static String boosts(String second) {
    return """
    큐:
      - {이름: 일반, 기술: {기본: 1}, 순위: 2, 최대대기: {시간: 5분, 처리: 안내}}
    가점:
      - {이름: VIP, 조건: "고객.등급 == 'VIP'", 가점: 4분}
      - {이름: 둘째, 조건: "%s", 가점: 4분}
    """
        .formatted(second);
  }

  @Test
  void boostsThatAreTogetherAsGoodAsAClass() {
    assertThat(warnings(boosts("고객.태그 포함 '민원'")))
        .contains("t.yaml:16:3: 경고: 가점을 함께 받으면 '일반' 큐의 최대대기보다 커서 사실상 항상 먼저 받습니다");
    assertThat(warnings(boosts("고객.등급 == '일반'")))
        .as("nobody has both")
        .noneMatch(line -> line.contains("함께 받으면"));
    assertThat(warnings("가점상한: 4분\n" + boosts("고객.태그 포함 '민원'")))
        .noneMatch(line -> line.contains("함께 받으면"));
  }

  @Test
  void aScriptGuardsTheRulesItCannotDoWithout() {
    String scripted =
        RULES
            + """
              - {이름: 해지, 조건: "문의유형 == '해지'", 큐: 결제}
              - {이름: 외국어, 조건: "고객.태그 포함 '외국어'", 큐: 결제}
            """
            + RuleFiles.REST
            + """
            각본:
              - 이름: 해지는 결제로
                상담사: [{이름: 김, 기술: {기본: 1}}]
                사건:
                  - {0초: 도착, 상담: 가, 채널: 카카오톡, 문의유형: 해지}
                  - {0초: 확인, 상담: 가, 상태: 대기, 큐: 결제}
                  - {1초: 도착, 상담: 나, 채널: 카카오톡, 고객.태그: [외국어]}
            """;
    assertThat(warnings(scripted))
        .containsExactly("t.yaml:18:10: 경고: 시험이 지키지 않는 규칙: '외국어'를 지워도 실패하는 시험이 없습니다");
  }

  @Test
  void aRuleNoTestGuards() {
    String tested =
        RULES
            + """
              - {이름: 해지, 조건: "문의유형 == '해지'", 큐: 결제}
              - {이름: 외국어, 조건: "고객.태그 포함 '외국어'", 큐: 결제}
            """
            + RuleFiles.REST
            + """
            시험:
              - 이름: 해지는 결제로
                상황: {문의유형: 해지, 때: 2026-11-24T10:00}
                기대: {큐: 결제}
            """;
    assertThat(warnings(tested))
        .containsExactly("t.yaml:18:10: 경고: 시험이 지키지 않는 규칙: '외국어'를 지워도 실패하는 시험이 없습니다");
  }

  @Test
  void theExampleFilesGiveNoWarningButThatOfMissingTests() {
    assertThat(RuleFiles.examples().warnings()).allMatch(line -> line.contains("시험이 지키지 않는 규칙"));
  }

  private static List<String> warnings(String text) {
    return RuleFiles.small(text).warnings();
  }
}
