package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is said of a decision and of a wait. The floor opens on a Tuesday at 9 in Seoul.
@Timeout(60)
final class ExplainerTest {
  private static final String KNOWN =
      RulesTest.PLAIN
          + "이력상담사: {사용: true, 기간: 30일, 대기: 20초, 조건: \"고객.등급 == 'VIP' 또는 고객.등급 == '일반'\"}\n";

  private final RoutingFloor floor = new RoutingFloor();
  private final Map<AgentId, String> names = new HashMap<>();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void whoKnowsTheCustomerIsChosenForThatAndNotForTheOrder() {
    floor.activate(RulesTest.PLAIN + "이력상담사: {사용: true, 기간: 30일}\n");
    var again = comesBackToKim();
    var reasons = last(again);
    assertThat(reasons.korean())
        .contains(
            "최근 상담한 상담사라서 김상담 상담사: 받을 수 있는 상담사 2명 가운데 순서보다 먼저입니다",
            "이력상담사 30일 안 (t.yaml:24:23), 대기 0초: 바로 받을 수 있을 때만",
            "이하늘: 받을 수 있었지만 이력상담사가 먼저입니다")
        .anyMatch(line -> line.startsWith("다른 상담사 가운데 앞선 이하늘 상담사: 여유우선, 정원의 0% 사용 중"))
        .noneMatch(line -> line.contains("순서가 뒤") || line.contains("다음 순서"));
    assertThat(reasons.english())
        .contains(
            "김상담 was the last to talk to the customer and goes before the order of 2 able agents",
            "이하늘: could have taken it but whoever knows the customer goes first")
        .hasSameSizeAs(reasons.korean());
    var decision = floor.store.decisions(RoutingFloor.TENANT, again).getLast();
    assertThat(decision.explanation()).contains("\"ground\":\"KNOWN\"");
  }

  @Test
  void whoIsWaitedForIsNamedWithTheLinesOfTheHoldAndTheCondition() {
    floor.activate(KNOWN);
    var again = comesBackToKim();
    var reasons = last(again);
    assertThat(reasons.korean())
        .contains(
            "최근 상담한 상담사라서 김상담 상담사: 이 상담사 몫으로 남겨 둔 상담이었습니다",
            "이력상담사 30일 안 (t.yaml:24:23), 대기 20초 (t.yaml:24:32), 조건"
                + " 고객.등급 == 'VIP' 또는 고객.등급 == '일반' (t.yaml:24:41)",
            "이하늘: 09:10:20까지 이력상담사 김상담을 기다리는 상담입니다");
    assertThat(reasons.english())
        .contains("이하늘: it is kept for 김상담, who knows the customer, until 09:10:20")
        .hasSameSizeAs(reasons.korean());
    floor.accept(again);
    floor.ended(again, EndReason.AGENT);
    floor.ask(new RoutingCommand.SetPresence(kim(), Presence.AWAY, kim().value()));
    var waiting = wait(floor.openedAgain(again));
    assertThat(waiting.korean())
        .contains("이력상담사 김상담을 09:10:20까지 기다립니다", "이하늘: 09:10:20까지 이력상담사 김상담을 기다리는 상담입니다");
    assertThat(arrival(again)).anyMatch(line -> line.contains("대기 20초 (t.yaml:24:32)"));
  }

  @Test
  void nobodyWaitsUnderAConditionThatDoesNotHold() {
    floor.activate(KNOWN.replace("== '일반'", "== 'VVIP'"));
    assertThat(last(comesBackToKim()).korean())
        .anyMatch(line ->
            line.startsWith("이력상담사 30일 안 (t.yaml:24:23), 대기 20초 (t.yaml:24:32)의 조건")
                && line.endsWith("에 맞지 않아 바로 받을 수 있을 때만"));
  }

  @Test
  void sinceWhenAnAgentIsInTheOrderIsNotCalledAnAssignment() {
    floor.activate(RulesTest.PLAIN);
    agent("kim", "김상담");
    agent("lee", "이하늘");
    var reasons = last(floor.opened());
    assertThat(reasons.korean())
        .contains(
            "받을 수 있는 상담사 2명 가운데 김상담 상담사: 여유우선, 정원의 0% 사용 중, 마지막 배정 또는 대기 시작 09:00:00",
            "다음 순서는 이하늘 상담사: 여유우선, 정원의 0% 사용 중, 마지막 배정 또는 대기 시작 09:00:00 — 모두 같아 먼저 등록된"
                + " 상담사가 앞섭니다");
    assertThat(reasons.english())
        .contains(
            "김상담 out of 2 able agents: least loaded, 0% of the capacity in use, last assignment or"
                + " free since 09:00:00",
            "next in order 이하늘: least loaded, 0% of the capacity in use, last assignment or free"
                + " since 09:00:00 — equal, and known later");
  }

  @Test
  void whatTippedTheOrderIsSaidAlsoWhereTheFiguresLookAlike() {
    floor.activate(RulesTest.PLAIN + "배정: {순서: 건수균형}\n");
    agent("kim", "김상담");
    floor.pass(Duration.ofSeconds(5));
    agent("lee", "이하늘");
    assertThat(last(floor.opened()).korean())
        .anyMatch(line -> line.endsWith("김상담 상담사: 건수균형, 오늘 0건, 마지막 배정 또는 대기 시작 09:00:00"))
        .anyMatch(line ->
            line.equals(
                "다음 순서는 이하늘 상담사: 건수균형, 오늘 0건, 마지막 배정 또는 대기 시작 09:00:05 — 마지막 배정 또는 대기 시작이 더"
                    + " 늦습니다"));
    assertThat(last(floor.opened()).korean())
        .anyMatch(line -> line.startsWith("다음 순서는 김상담 상담사") && line.endsWith("— 오늘 건수가 더 많습니다"));
  }

  @Test
  void oneIsOneInEnglish() {
    floor.activate(RulesTest.PLAIN);
    agent("kim", "김상담", Map.of("상담기본", 2));
    assertThat(last(floor.opened()).english())
        .anyMatch(line -> line.startsWith("김상담 out of 1 able agent: "))
        .noneMatch(line -> line.contains("1 able agents"));
  }

  @Test
  void whoGaveAConversationAwayHasNotDeclinedIt() {
    floor.activate(RulesTest.PLAIN);
    var lee = agent("lee", "이하늘", Map.of("상담기본", 2, "보험금", 2));
    var conversation = floor.opened();
    floor.accept(conversation);
    agent("kim", "김상담", Map.of("보험금", 2));
    floor.pass(Duration.ofSeconds(47));
    floor.ask(
        new RoutingCommand.Transfer(
            lee, conversation, new TransferTarget.ToQueue(RoutingFloor.queue("보험금"))));
    var reasons = last(conversation);
    assertThat(reasons.korean())
        .contains("이하늘: 거절·무응답·이관한 상담이라 09:01:47까지 제외됩니다", "도착하고 47초 뒤, 큐 보험금, 완화 0단계");
    assertThat(reasons.english())
        .contains(
            "이하늘: declined, did not answer or passed it on, excluded until 09:01:47",
            "47 s after its arrival, queue 보험금, widened 0 times");
  }

  @Test
  void whatALostAgentHeldStandsBeforeItsClassAndSaysSo() {
    floor.activate(RulesTest.PLAIN);
    var kim = agent("kim", "김상담");
    var older = floor.opened();
    floor.pass(Duration.ofSeconds(10));
    floor.accept(older);
    var lost = floor.opened();
    floor.accept(lost);
    floor.over(older, EndReason.AGENT, "911");
    floor.pass(Duration.ofSeconds(1));
    var first = floor.opened();
    floor.accept(first);
    floor.ask(new RoutingCommand.LoseAgent(kim));
    assertThat(wait(lost).korean()).contains("상담사를 잃은 상담이라 같은 순위에서 맨 앞에 섭니다");
    agent("lee", "이하늘");
    assertThat(last(lost).korean()).contains("상담사를 잃은 상담이라 같은 순위에서 맨 앞에 섰습니다");
  }

  @Test
  void everyNumberThatDecidesHasItsLine() {
    floor.activate(
        RulesTest.PLAIN.replace("기술: {계약: 1}", "기술: {보험금: 2, 계약: 1}, 우대기술: {상담기본: 3}")
            + """
            정원: {총량: 90, 채널: {카카오톡: {무게: 30, 최대: 3}}}
            배정: {제안: {거절후제외: 40초}, 후처리: 90초, 시간당최대: 7}
            """);
    var conversation = floor.opened(null, "해약해 주세요", 4);
    assertThat(arrival(conversation))
        .contains(
            "필요한 기술 계약 1 (t.yaml:17:31), 보험금 2 (t.yaml:17:24)",
            "우대기술 상담기본 3 (t.yaml:17:48)",
            "거절후제외 40초 (t.yaml:25:18)",
            "후처리 1분 30초 (t.yaml:25:29)",
            "시간당최대 7건 (t.yaml:25:41)",
            "정원 총량 90 (t.yaml:24:10)",
            "카카오톡 무게 30 (t.yaml:24:30), 최대 3 (t.yaml:24:38)");
  }

  @Test
  void aDecisionSaysWhyThisAgentAndWhyNotTheOthers() {
    floor.activate(RulesTest.PLAIN);
    var kim = floor.agent("kim", 100);
    var lee = floor.agent("lee", 100, Map.of("보험금", 1));
    var full = floor.agent("full", 0);
    var conversation = floor.opened();
    floor.accept(conversation);
    var decision = floor.store.decisions(RoutingFloor.TENANT, conversation).getFirst();
    var names = Map.of(kim, "김상담", lee, "이하늘", full, "박만석");
    var reasons =
        new Explainer(agent -> names.getOrDefault(agent, ""), ZoneId.of("Asia/Seoul"))
            .decision(decision);
    assertThat(reasons.korean())
        .anyMatch(line -> line.startsWith("받을 수 있는 상담사 1명 가운데 김상담 상담사: 여유우선"))
        .anyMatch(line -> line.equals("이하늘: 기술이 모자랍니다 (필요: 상담기본 1)"))
        .anyMatch(line -> line.equals("박만석: 정원이 찼습니다"));
    assertThat(reasons.english())
        .anyMatch(line -> line.equals("이하늘: lacks skills (required: 상담기본 1)"))
        .hasSameSizeAs(reasons.korean());
  }

  @Test
  void whoWasAheadIsNamedByQueuePlaceAndAge() {
    floor.activate(RulesTest.PLAIN);
    var claim = floor.opened("보험금청구");
    floor.pass(Duration.ofSeconds(72));
    var conversation = floor.opened();
    floor.agent("kim", 100);
    var decision = floor.store.decisions(RoutingFloor.TENANT, conversation).getFirst();
    var reasons = new Explainer(_ -> "", ZoneId.of("Asia/Seoul")).decision(decision);
    assertThat(decision.explanation()).contains(claim.toString());
    assertThat(reasons.korean())
        .contains("앞 1번째, 도착한 지 1분 12초 된 큐 보험금의 상담은 이 상담사가 받을 수 없었습니다: 기술이 다름");
    assertThat(reasons.english())
        .contains(
            "number 1 ahead, 1 min 12 s after its arrival in queue 보험금, could not go to this agent:"
                + " asking for other skills");
  }

  @Test
  void everyNumberOfTheArrivalNamesItsLineAlsoAfterATransfer() {
    floor.activate(
        RulesTest.PLAIN + "정원: {총량: 90}\n배정: {순서: 최장유휴, 제안: {제한시간: 40초}}\n이력상담사: {기간: 30일}\n");
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    floor.accept(conversation);
    var transfer = new TransferTarget.ToQueue(RoutingFloor.queue("해지"));
    floor.ask(new RoutingCommand.Transfer(kim, conversation, transfer));
    var moved =
        Explainer.arrival(floor.store.arrival(RoutingFloor.TENANT, conversation).orElseThrow());
    assertThat(moved.korean())
        .contains("옮김: 지금은 큐 해지에서 이렇게 기다립니다", "필요한 기술 계약 1 (t.yaml:17:23)")
        .contains("순서 최장유휴 (t.yaml:25:10)", "정원 총량 90 (t.yaml:24:10)")
        .anyMatch(line -> line.startsWith("제안 제한시간 40초 (t.yaml:25:"))
        .anyMatch(line -> line.startsWith("이력상담사 30일 안 (t.yaml:26:"));
    assertThat(moved.english()).hasSameSizeAs(moved.korean());
    assertThat(moved.korean()).filteredOn(line -> line.startsWith("옮김:")).hasSize(1);
  }

  /// A customer of whom 김상담 knows writes again while 이하늘 is free.
  private ConversationId comesBackToKim() {
    agent("kim", "김상담");
    var first = floor.opened();
    floor.accept(first);
    floor.ended(first, EndReason.AGENT);
    floor.pass(Duration.ofMinutes(10));
    floor.accept(floor.opened());
    agent("lee", "이하늘");
    var again = floor.openedAgain(first);
    assertThat(floor.offerOf(again).agent()).isEqualTo(kim());
    return again;
  }

  private AgentId kim() {
    return names.entrySet().stream()
        .filter(one -> one.getValue().equals("김상담"))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private AgentId agent(String login, String name) {
    return agent(login, name, Map.of("상담기본", 2));
  }

  private AgentId agent(String login, String name, Map<String, Integer> skills) {
    var agent = floor.agent(login, 100, skills);
    names.put(agent, name);
    return agent;
  }

  private Reasons last(ConversationId conversation) {
    return explainer().decision(floor.store.decisions(RoutingFloor.TENANT, conversation).getLast());
  }

  private Reasons wait(ConversationId conversation) {
    return explainer().wait(floor.explain(conversation).orElseThrow());
  }

  private Explainer explainer() {
    return new Explainer(agent -> names.getOrDefault(agent, ""), ZoneId.of("Asia/Seoul"));
  }

  private List<String> arrival(ConversationId conversation) {
    return Explainer.arrival(floor.store.arrival(RoutingFloor.TENANT, conversation).orElseThrow())
        .korean();
  }
}
