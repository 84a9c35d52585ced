package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Dormancy;
import org.junit.jupiter.api.Test;

/// Groups of agents who may hold something else, and the fixed order of agents.
final class AgentGroupsTest {
  private static final String GROUPS =
      """
      정원: {총량: 100, 채널: {카카오톡: {무게: 25, 최대: 4}}, 휴면: {고객무응답: 10분, 무게비율: 50}}
      상담사그룹:
        - {이름: 숙련, 상담사: [lee, kim]}
        - {이름: 신입, 상담사: [park], 정원: {총량: 50, 채널: {카카오톡: {최대: 2}}}}
      """;

  @Test
  void aGroupsCapacityIsLaidOverThatOfTheSite() {
    EngineRules engine = engine("");
    AgentProfile beginner = agent(engine, "park", 100);
    assertThat(beginner.capacity().total()).isEqualTo(50);
    assertThat(beginner.capacity().weight(0)).isEqualTo(25);
    assertThat(beginner.capacity().max(0)).isEqualTo(2);
    assertThat(beginner.capacity().dormancy()).isEqualTo(new Dormancy(600_000, 50));
    assertThat(agent(engine, "park", 30).capacity().total()).as("never more").isEqualTo(30);
    AgentProfile expert = agent(engine, "kim", 120);
    assertThat(expert.capacity().total()).as("no more than everybody").isEqualTo(100);
    assertThat(expert.capacity().max(0)).isEqualTo(4);
    assertThat(agent(engine, "", 100).capacity()).isEqualTo(agent(engine, "lee", 100).capacity());
  }

  @Test
  void theFixedOrderIsThatOfTheGroupsAndTheirListsWithAllOthersLast() {
    EngineRules engine = engine("");
    assertThat(List.of("lee", "kim", "park", "choi", "jung"))
        .extracting(login -> agent(engine, login, 100).rank())
        .containsExactly(0, 1, 2, 3, 3);
  }

  @Test
  void aCentreChangesAGroupByItsName() {
    String centre =
        """
        하위:
          - 대상: {센터: 센터}
            상담사그룹:
              - {이름: 신입, 정원: {총량: 40}}
              - {이름: 숙련, 삭제: true}
        """;
    EngineRules engine = engine(centre);
    AgentProfile there =
        engine.profile(
            "park",
            Optional.of("센터"),
            Map.of(),
            Availability.OPEN,
            Optional.empty(),
            List.of("카카오톡"));
    assertThat(there.capacity().total()).isEqualTo(40);
    assertThat(there.capacity().max(0)).isEqualTo(2);
    assertThat(there.rank()).isZero();
    assertThat(agent(engine, "park", 100).rank()).isEqualTo(2);
  }

  @Test
  void aScriptPlaysWithTheFixedOrder() {
    String script =
        """
        배정: {순서: 고정순}
        각본:
          - 이름: 순번대로
            상담사: [{이름: choi, 기술: {기본: 1}}, {이름: kim, 기술: {기본: 1}}, {이름: lee, 기술: {기본: 1}}]
            사건:
              - {0초: 도착, 상담: 가, 채널: 카카오톡}
              - {0초: 확인, 상담: 가, 배정: lee}
              - {1초: 도착, 상담: 나, 채널: 카카오톡}
              - {1초: 확인, 상담: 나, 배정: lee}
        """;
    assertThat(files(script).read().diagnostics()).isEmpty();
    assertThat(files(script.replace("고정순", "건수균형")).read().diagnostics())
        .extracting(Diagnostic::severity)
        .contains(Severity.FAILURE);
  }

  @Test
  void aLockedCapacityIsLockedForGroupsToo() {
    String centre = "하위:\n  - 대상: {센터: 센터}\n    상담사그룹: [{이름: 신입, 정원: {총량: 70}}]\n";
    assertThat(files("잠금: [정원.총량]\n" + centre).errors())
        .singleElement()
        .asString()
        .contains("'정원.총량'은 상위 파일이 잠근 값이라 바꿀 수 없습니다");
    assertThat(files("잠금: [정원.채널]\n" + centre).errors()).isEmpty();
  }

  @Test
  void anAgentStandsOnceAndUnknownOnesAreWarnedOf() {
    assertThat(files("").with("t.yaml", "상담사: [park]", "상담사: [park, kim]").errors())
        .containsExactly("t.yaml:16:26: 오류: 'kim' 상담사가 두 번 있습니다 (처음: t.yaml:15:25)");
    var agents =
        List.of("kim", "lee").stream()
            .map(login -> new Inventory.Agent(login, Optional.empty(), Map.of("기본", 3, "결제", 3)))
            .toList();
    var known = new Inventory(List.of(new Inventory.Tenant("가나", List.of(), agents)));
    assertThat(files("").with(known).warnings())
        .containsExactly("t.yaml:16:20: 경고: 가나에는 'park' 상담사가 없습니다.");
  }

  @Test
  void withoutATotalInTheRulesTheAgentsOwnCounts() {
    EngineRules engine =
        EngineRules.of(
            files("").with("t.yaml", "총량: 100, ", "").accepted().tenant("가나").orElseThrow());
    assertThat(agent(engine, "kim", 120).capacity().total()).isEqualTo(120);
    assertThat(agent(engine, "park", 120).capacity().total()).isEqualTo(50);
  }

  private static RuleFiles files(String more) {
    return RuleFiles.small(GROUPS + RuleFiles.QUEUES + "분류:\n" + RuleFiles.REST + more);
  }

  private static EngineRules engine(String more) {
    return EngineRules.of(files(more).accepted().tenant("가나").orElseThrow());
  }

  private static AgentProfile agent(EngineRules engine, String login, int own) {
    return engine.profile(
        login,
        Optional.empty(),
        Map.of(),
        Availability.OPEN,
        Optional.of(own),
        List.of("카카오톡", "문자"));
  }
}
