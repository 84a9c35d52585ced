package kr.ondam.routing;

import static kr.ondam.routing.RulesTest.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Stage;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Single values of rule files that count in a partition, and go on counting over restarts and
/// other rules.
@Timeout(60)
final class RulesKeptTest {
  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void anOpeningThatPassedWhileNothingRanIsMadeUpByTheNextOne() {
    var hours = "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 영업시간: 밤, 시간외: 안내후보류}";
    floor.activate(PLAIN.replace("{이름: 일반, 기술: {상담기본: 1}, 순위: 2}", hours));
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    floor.restart(Duration.ofHours(16));
    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
    floor.restart();
    floor.pass(Duration.ofHours(18));
    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
    floor.pass(Duration.ofHours(1));
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(kim);
  }

  @Test
  void aLostHeadStartDoesNotComeBackWithOtherRulesARestartOrAnEntryPoint() {
    var next = "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 영업시간: 밤, 시간외: 다음영업일}";
    floor.activate(PLAIN.replace("{이름: 일반, 기술: {상담기본: 1}, 순위: 2}", next));
    var vip = floor.opened(null, "안녕하세요", 2);
    floor.pass(Duration.ofHours(11));
    assertThat(floor.stage(vip)).isEqualTo(Stage.QUEUED);
    floor.activate(PLAIN);
    assertThat(arrival(vip).boostMillis()).isZero();
    assertThat(arrival(vip).boostLost()).isTrue();
    floor.restart();
    floor.activate(PLAIN.replace("순위: 2", "순위: 3"));
    floor.refer(vip, "보험금청구");
    assertThat(queue(vip)).isEqualTo("보험금");
    assertThat(arrival(vip).boostMillis()).isZero();
    assertThat(arrival(floor.opened(null, "안녕하세요", 2)).boostMillis()).isEqualTo(120_000);
  }

  @Test
  void aLostHeadStartStaysLostWhileItsQueueIsClosedUnderOtherRules() {
    var hours = "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 영업시간: 밤, 시간외: %s}";
    var plain = "{이름: 일반, 기술: {상담기본: 1}, 순위: 2}";
    floor.activate(PLAIN.replace(plain, hours.formatted("다음영업일")));
    var vip = floor.opened(null, "안녕하세요", 2);
    floor.activate(PLAIN.replace(plain, hours.formatted("안내후보류")));
    assertThat(arrival(vip).boostLost()).isTrue();
    floor.pass(Duration.ofHours(11));
    assertThat(floor.stage(vip)).isEqualTo(Stage.QUEUED);
    assertThat(arrival(vip).boostMillis()).isZero();
  }

  @Test
  void KK60_aReferenceThatChangesOnlyTheCentreChangesWhoMayTakeIt() {
    floor
        .memory
        .stores()
        .tenants()
        .save(new Centre(RoutingFloor.TENANT, new CentreId("busan"), "부산센터", "영남"));
    floor.activate(
        PLAIN
            + """
            하위:
              - 대상: {지역: 영남, 센터: 부산센터}
            """);
    var elsewhere = floor.agent("kim", 100);
    var conversation = floor.opened();
    var first = floor.offerOf(conversation);
    assertThat(first.agent()).isEqualTo(elsewhere);
    floor.refer(conversation, "부산센터");
    assertThat(floor.stored(first).state()).isEqualTo(OfferState.RESCINDED);
    assertThat(floor.waiting()).containsExactly(conversation);
    var there = floor.agent("lee", 100, Map.of("상담기본", 3), new CentreId("busan"));
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(there);
  }

  @Test
  void whoMissesOffersGetsThePresenceTheRulesName() {
    floor.activate(PLAIN + "배정: {제안: {제한시간: 30초, 연속미응답: 1, 미응답상태: 자리비움}}\n");
    var kim = floor.agent("kim", 100);
    floor.opened();
    floor.pass(RoutingFloor.OFFER);
    assertThat(floor.presence(kim)).isEqualTo(Presence.AWAY);
  }

  @Test
  void theTotalOfTheRulesLimitsWhatAnAgentHolds() {
    floor.activate(PLAIN + "정원: {총량: 50, 채널: {카카오톡: {무게: 25, 최대: 4}}}\n");
    floor.agent("kim", 100);
    floor.accept(floor.opened());
    floor.accept(floor.opened());
    var third = floor.opened();
    assertThat(floor.stage(third)).isEqualTo(Stage.QUEUED);
    floor.agent("lee", 25);
    floor.accept(third);
    assertThat(floor.stage(floor.opened())).isEqualTo(Stage.QUEUED);
  }

  @Test
  void theHourlyMostHoldsAlsoAfterARestart() {
    floor.activate(PLAIN + "배정: {시간당최대: 2}\n");
    floor.agent("kim", 100);
    floor.accept(floor.opened());
    floor.pass(Duration.ofMinutes(30));
    floor.accept(floor.opened());
    var third = floor.opened();
    assertThat(floor.stage(third)).isEqualTo(Stage.QUEUED);
    floor.restart();
    floor.pass(Duration.ofMinutes(29));
    assertThat(floor.stage(third)).isEqualTo(Stage.QUEUED);
    floor.pass(Duration.ofMinutes(1));
    assertThat(floor.stage(third)).isEqualTo(Stage.OFFERED);
  }

  @Test
  void nobodyWaitsForAnAgentWhoCouldNotTakeIt() {
    floor.activate(PLAIN + "이력상담사: {사용: true, 기간: 30일, 대기: 20초}\n");
    floor.agent("kim", 50);
    var first = floor.opened();
    floor.accept(first);
    floor.ended(first, EndReason.AGENT);
    floor.activate(
        PLAIN.replace("{상담기본: 1}", "{보험금: 1}") + "이력상담사: {사용: true, 기간: 30일, 대기: 20초}\n");
    var lee = floor.agent("lee", 100, Map.of("보험금", 1));
    assertThat(floor.offerOf(floor.openedAgain(first)).agent()).isEqualTo(lee);
  }

  @Test
  void whoAreWaitingStandInTheOrderOfTheirClassesFirst() {
    floor.activate(PLAIN);
    var ordinary = floor.opened();
    floor.pass(Duration.ofMinutes(3));
    var urgent = floor.opened("보험금청구");
    assertThat(floor.waiting()).containsExactly(urgent, ordinary);
  }

  private String queue(ConversationId conversation) {
    var queue = floor.row(conversation).queue();
    return queue == null ? "" : queue.value();
  }

  private Arrival arrival(ConversationId conversation) {
    return floor.store.arrival(RoutingFloor.TENANT, conversation).orElseThrow();
  }
}
