package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Dormancy;
import kr.ondam.rules.MaxWait;
import kr.ondam.rules.Strategy;
import org.junit.jupiter.api.Test;

/// What can be done with rules that were accepted: compare, rewrite, hand to the engine.
final class RuleBookTest {
  @Test
  void aChangeNamesTheValueThePlaceAndTheCentres() {
    RuleBook before = RuleFiles.examples().accepted();
    RuleBook after =
        RuleFiles.examples()
            .with("hanbit-life.yaml", "후: 300초", "후: 240초")
            .with("hanbit-life.yaml", "목표: {응답: 90초}", "목표: {응답: 80초}")
            .accepted();
    assertThat(before.changesTo(after))
        .extracting(Change::line)
        .containsExactlyInAnyOrder(
            "큐.보험금.목표.응답: 90초 → 80초 (hanbit-life.yaml:45:18) — 부산센터",
            "큐.보험금.완화[3].후: 300초 → 240초 (hanbit-life.yaml:20:13) — 광주센터, 부산센터, 서울센터, 한빛생명");
    assertThat(before.changesTo(before)).isEmpty();
  }

  @Test
  void whatWasTestedOnceIsReadAgainWithoutItsTests() {
    RuleFiles files = RuleFiles.examples();
    assertThat(again(files))
        .isInstanceOfSatisfying(
            Reading.Accepted.class,
            again -> {
              assertThat(again.book().version()).isEqualTo(files.accepted().version());
              assertThat(files.accepted().changesTo(again.book())).isEmpty();
            });
    files.with("hanbit-life.yaml", "가점: 2분,", "가점: 3분,");
    assertThat(files.read()).isInstanceOf(Reading.Rejected.class);
    assertThat(again(files)).isInstanceOf(Reading.Accepted.class);
    files.with("hanbit-life.yaml", "문서: 상담배정규칙/1", "문서: 상담배정규칙/9");
    assertThat(again(files)).isInstanceOf(Reading.Rejected.class);
  }

  private static Reading again(RuleFiles files) {
    return RuleBook.readTested(
        files.texts(), Optional.empty(), RuleFiles.HOLIDAYS, RuleFiles.TODAY);
  }

  @Test
  void aChangeShowsWhatIsNewAndWhatIsGone() {
    RuleBook before = RuleFiles.examples().accepted();
    RuleBook after =
        RuleFiles.examples()
            .with(
                "hanbit-card.yaml",
                "      - 이름: 외국어\n        삭제: true\n",
                "      - {이름: 새큐, 기술: {영어: 1}, 순위: 1}\n")
            .with(
                "hanbit-card.yaml",
                "      - {이름: 외국어 고객, 삭제: true}\n",
                "      - {이름: 결제 오류, 삭제: true}\n")
            .with("hanbit-card.yaml", "기대: {큐: 일반}\n  - 이름: 미성년", "기대: {큐: 외국어}\n  - 이름: 미성년")
            .accepted();
    List<String> lines = before.changesTo(after).stream().map(Change::line).toList();
    assertThat(lines).anyMatch(line -> line.startsWith("큐.새큐.기술.영어: – → 1 ("));
    assertThat(lines)
        .anyMatch(line ->
            line.startsWith("분류.결제 오류.조건: 고객")
                || line.startsWith("분류.결제 오류.조건: 문의유형 == '결제오류' → – ("));
  }

  @Test
  void aRegionStandsBetweenTheTenantAndItsCentres() {
    RuleFiles files =
        RuleFiles.examples()
            .with(
                "hanbit-life.yaml",
                "하위:\n",
                """
                하위:
                  - 대상: {지역: 영남}
                    배정: {순서: 건수균형}
                    큐: [{이름: 보험금, 목표: {응답: 70초, 비율: 75}}]
                """);
    TenantRules life = files.accepted().tenant("한빛생명").orElseThrow();
    assertThat(life.of("부산센터").assignment().strategy()).isEqualTo(Strategy.FEWEST_HANDLED);
    assertThat(life.of("부산센터").queue("보험금").orElseThrow().goal())
        .contains(new QueueRule.Goal(90_000, 75));
    assertThat(life.of("서울센터").assignment().strategy()).isEqualTo(Strategy.LEAST_LOADED);
    assertThat(files.with("hanbit-life.yaml", "배정: {순서: 건수균형}", "정원: {총량: 20}").errors())
        .containsExactly("hanbit-life.yaml:40:10: 오류: '정원.총량'은 상위 파일이 잠근 값이라 바꿀 수 없습니다");
  }

  @Test
  void aLockCanNameAnEntryAndMustLeadSomewhere() {
    RuleFiles files =
        RuleFiles.examples()
            .with("group.yaml", "잠금: [정원.총량", "잠금: [큐.긴급민원.순위, 정원.총량")
            .with("hanbit-card.yaml", "큐:\n", "큐:\n  - {이름: 긴급민원, 순위: 3}\n");
    assertThat(files.errors())
        .containsExactly("hanbit-card.yaml:13:16: 오류: '큐.긴급민원.순위'는 상위 파일이 잠근 값이라 바꿀 수 없습니다");
    assertThat(RuleFiles.examples().with("group.yaml", "정원.총량", "정원.총랑").errors())
        .containsExactly("group.yaml:45:6: 오류: 잠글 수 있는 값이 아닙니다: '총랑'. 혹시 '총량' 인가요?");
  }

  @Test
  void theLatestDateOfTheFilesSaysWhenTheyComeIntoForce() {
    assertThat(RuleFiles.examples().accepted().effectiveAt()).isEmpty();
    assertThat(
            RuleFiles.examples()
                .with("group.yaml", "버전:", "시행: 2026-12-01T00:00\n버전:")
                .with("hanbit-card.yaml", "버전:", "시행: 2026-12-02\n버전:")
                .accepted()
                .effectiveAt())
        .hasValue(Situation.millis(Quantity.moment("2026-12-02").orElseThrow()));
  }

  @Test
  void RR66_anyChangedLetterIsAnotherVersion() {
    String version = RuleFiles.examples().accepted().version();
    assertThat(RuleFiles.examples().with("group.yaml", "# 내장 표", "# 내장 포").accepted().version())
        .isNotEqualTo(version);
  }

  @Test
  void formattingMakesKeysAndValuesKoreanAndLeavesTheRest() {
    String english =
        """
        document: 상담배정규칙/1   # the form
        target: {affiliate: 가나}
        queue:
          - name: 일반
            skills: {기본: 1}
            priority: 2
            after-hours: "hold"
            relaxations: [{after: 30s, scope: region}]
        """;
    assertThat(Formatting.korean(new RuleText("t.yaml", english)).orElseThrow().text())
        .isEqualTo(
            """
            문서: 상담배정규칙/1   # the form
            대상: {affiliate: 가나}
            큐:
              - 이름: 일반
                기술: {기본: 1}
                순위: 2
                시간외: "hold"
                완화: [{후: 30s, 범위: 지역}]
            """);
    assertThat(Formatting.korean(new RuleText("t.yaml", "nonsense: 1"))).isEmpty();
  }

  @Test
  void theEngineGetsSubsetsThatNobodyFallsOutOf() {
    TenantRules life = RuleFiles.examples().accepted().tenant("한빛생명").orElseThrow();
    EngineRules engine = EngineRules.of(life);
    RuleSet busan = life.of("부산센터");
    Demand demand = engine.demand(busan, busan.queue("보험금").orElseThrow(), 7);
    assertThat(demand.queue()).isEqualTo(7);
    assertThat(demand.priorityClass()).isEqualTo(1);
    assertThat(demand.weight()).isEqualTo(2_000);
    assertThat(demand.relaxations())
        .extracting(step -> step.afterMillis())
        .containsExactly(30_000L, 60_000L, 300_000L);
    assertThat(demand.maxWait()).isEqualTo(new MaxWait(20 * 60_000L, MaxWait.Action.CALLBACK));
    assertThat(demand.strategy()).isEqualTo(Strategy.LEAST_LOADED);
    RuleSet gwangju = life.of("광주센터");
    Demand urgent = engine.demand(gwangju, gwangju.queue("긴급민원").orElseThrow(), 8);
    assertThat(urgent.strategy()).isEqualTo(Strategy.LONGEST_IDLE);
    assertThat(urgent.relaxations())
        .extracting(step -> step.beyond())
        .containsExactly(false, false, true);
    AgentProfile expert = agent(engine, "부산센터", Map.of("보험금", 3));
    AgentProfile beginner = agent(engine, "부산센터", Map.of("보험금", 1));
    AgentProfile elsewhere = agent(engine, "서울센터", Map.of("상담기본", 1));
    assertThat(steps(demand, expert)).containsExactly(true, true, true, true);
    assertThat(steps(demand, beginner)).containsExactly(false, false, true, true);
    assertThat(steps(demand, elsewhere)).containsExactly(false, false, false, true);
  }

  @Test
  void theEngineGetsTheSettingsAndTheDesk() {
    TenantRules card = RuleFiles.examples().accepted().tenant("한빛카드").orElseThrow();
    EngineRules engine = EngineRules.of(card);
    assertThat(engine.policy("v").strategy()).isEqualTo(Strategy.LEAST_LOADED);
    assertThat(engine.policy("v").offerMillis()).isEqualTo(30_000);
    assertThat(engine.policy("v").exclusionMillis()).isEqualTo(60_000);
    var capacity = agent(engine, "인천센터", Map.of()).capacity();
    assertThat(capacity.total()).isEqualTo(100);
    assertThat(capacity.weight(1)).isEqualTo(30);
    assertThat(capacity.max(1)).isEqualTo(3);
    assertThat(capacity.dormancy()).isEqualTo(new Dormancy(600_000, 50));
  }

  private static AgentProfile agent(
      EngineRules engine, String centre, Map<String, Integer> skills) {
    return engine.profile(
        "",
        Optional.of(centre),
        skills,
        Availability.OPEN,
        Optional.empty(),
        List.of("카카오톡", "웹채팅"));
  }

  private static List<Boolean> steps(Demand demand, AgentProfile agent) {
    return java.util.stream.IntStream.rangeClosed(0, demand.relaxations().size())
        .mapToObj(step -> agent.bits().covers(demand.requirement(step)))
        .toList();
  }
}
