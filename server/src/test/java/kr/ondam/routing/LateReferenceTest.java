package kr.ondam.routing;

import static kr.ondam.routing.RulesTest.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.PartitionState.ConversationState;
import kr.ondam.rules.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An entry point that becomes known after its message (KK60), where hours and head starts depend
/// on it. The floor opens on a Tuesday at 9 in Seoul; the night begins at 20.
@Timeout(60)
final class LateReferenceTest {
  private static final Duration TILL_NIGHT = Duration.ofHours(11);
  private static final String CLAIMS = "보험금청구";

  /// What is about claims is three minutes ahead, a VIP two.
  private static final String BOOSTED =
      PLAIN.replace(
          "가점:\n",
          """
          가점:
            - {이름: 급한 청구, 조건: "문의유형 == '보험금청구'", 가점: 3분}
          """);

  /// And everything goes to 일반.
  private static final String BOOSTED_TOGETHER =
      BOOSTED.substring(0, BOOSTED.indexOf("분류:"))
          + """
          분류:
            - {이름: 나머지, 조건: "참", 큐: 일반}
          """;

  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  private static String claims(String afterHours) {
    return PLAIN.replace(
        "{이름: 보험금, 기술: {보험금: 2}, 순위: 1}",
        "{이름: 보험금, 기술: {보험금: 2}, 순위: 1, 영업시간: 밤, 시간외: " + afterHours + "}");
  }

  private AgentId skilled(String login, int capacity) {
    return floor.agent(login, capacity, Map.of("상담기본", 3, "보험금", 3, "계약", 3));
  }

  @Test
  void whatIsOfferedIsKeptUntilTheOpeningOfTheClosedQueueThoughSomebodyIsFree() {
    floor.activate(claims("안내후보류"));
    var kim = skilled("kim", 25);
    var conversation = floor.opened();
    var opened = floor.time.instant();
    var first = floor.offerOf(conversation);
    floor.pass(Duration.ofMillis(300));
    var next = floor.opened();
    skilled("lee", 25);
    floor.accept(next);
    var third = floor.opened();

    floor.refer(conversation, CLAIMS);

    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
    assertThat(floor.row(conversation).queue()).isEqualTo(new QueueId("보험금"));
    assertThat(floor.stored(first).state()).isEqualTo(OfferState.RESCINDED);
    assertThat(floor.offerOf(third).agent()).as("the slot is free again").isEqualTo(kim);
    assertThat(floor.told(RoutingFact.NoticeDue.class))
        .singleElement()
        .satisfies(due -> {
          assertThat(due.notice()).isEqualTo(RoutingFact.Notice.AFTER_HOURS);
          assertThat(due.opens()).isEqualTo(opened.plus(TILL_NIGHT));
        });
    assertThat(parked(conversation)).isEqualTo(opened.plus(TILL_NIGHT).toEpochMilli());
    floor.restart();
    floor.accept(third);
    floor.pass(TILL_NIGHT.minusSeconds(1));
    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
    var park = skilled("park", 25);
    floor.pass(Duration.ofSeconds(1));
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(park);
    assertThat(floor.look().waiting().getFirst().since()).isEqualTo(opened);
  }

  /// When the record says it begins to wait, by running the record again.
  private long parked(ConversationId conversation) {
    var recorded = floor.store.events(RoutingFloor.TENANT, 0, 10_000);
    var end = RoutingRecord.replay(recorded).orElseThrow().run().end();
    var opened = floor.row(conversation).openedAt().toEpochMilli();
    return end.conversations().stream()
        .filter(one -> one.ticket().arrivedAt() == opened)
        .map(ConversationState::place)
        .filter(Place.Parked.class::isInstance)
        .mapToLong(place -> ((Place.Parked) place).until())
        .findFirst()
        .orElse(0);
  }

  @Test
  void whatIsOfferedLosesItsHeadStartWhereTheClosedQueueSaysTheNextBusinessDay() {
    floor.activate(claims("다음영업일"));
    skilled("kim", 25);
    var vip = floor.opened(null, "안녕하세요", 2);
    assertThat(arrival(vip).boostMillis()).isEqualTo(120_000);

    floor.refer(vip, CLAIMS);

    assertThat(floor.stage(vip)).isEqualTo(Stage.AFTER_HOURS);
    assertThat(arrival(vip).boostMillis()).isZero();
    assertThat(arrival(vip).boostLost()).isTrue();
  }

  @Test
  void whatIsOfferedGoesToTheQueueThatTheClosedOneNames() {
    floor.activate(claims("다른큐, 시간외큐: 해지"));
    var kim = skilled("kim", 25);
    var conversation = floor.opened();
    var first = floor.offerOf(conversation);

    floor.refer(conversation, CLAIMS);

    assertThat(floor.row(conversation).queue()).isEqualTo(new QueueId("해지"));
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(kim);
    assertThat(floor.offerOf(conversation)).isNotEqualTo(first);
  }

  @Test
  void theReasonsSayThatItWasClassifiedAgainAndThatTheOfferWasTakenBack() {
    floor.activate(claims("안내후보류"));
    var waits = floor.opened();
    floor.refer(waits, CLAIMS);
    skilled("kim", 25);
    var offered = floor.opened();
    floor.refer(offered, CLAIMS);

    var first = Explainer.arrival(arrival(waits));
    assertThat(first.korean().getFirst()).isEqualTo("접수 경로가 나중에 알려져 다시 분류했습니다");
    assertThat(first.english().getFirst())
        .isEqualTo("its entry point became known later, and it was classified again");
    var second = Explainer.arrival(arrival(offered));
    assertThat(second.korean())
        .startsWith("접수 경로가 나중에 알려져 다시 분류했고, 하던 제안은 거두었습니다")
        .contains("시간외: 안내후보류");
    assertThat(second.english()).hasSameSizeAs(second.korean());
    var explainer = new Explainer(_ -> "", ZoneId.of("Asia/Seoul"));
    assertThat(explainer.wait(floor.explain(offered).orElseThrow()).korean().getFirst())
        .contains("큐 보험금은 영업시간이 아닙니다");
  }

  @Test
  void aHeadStartCountsAtOnceForWhatWaits() {
    floor.activate(BOOSTED_TOGETHER);
    var vip = floor.opened(null, "안녕하세요", 2);
    floor.pass(Duration.ofSeconds(1));
    var referred = floor.opened();

    floor.refer(referred, CLAIMS);

    assertThat(floor.waiting()).containsExactly(referred, vip);
    skilled("kim", 25);
    assertThat(floor.offerOf(referred).offeredAt()).isEqualTo(floor.time.instant());
    assertThat(floor.waiting()).containsExactly(vip);
  }

  @Test
  void aHeadStartLeavesTheOfferWhereItIsAndCountsWhenItComesBack() {
    floor.activate(BOOSTED_TOGETHER);
    var kim = skilled("kim", 25);
    var referred = floor.opened();
    var first = floor.offerOf(referred);
    floor.pass(Duration.ofSeconds(1));
    var vip = floor.opened(null, "안녕하세요", 2);

    floor.refer(referred, CLAIMS);

    assertThat(floor.offerOf(referred)).isEqualTo(first);
    floor.ask(new RoutingCommand.SetPresence(kim, Presence.AWAY, kim.value()));
    var lee = skilled("lee", 25);
    assertThat(floor.offerOf(referred).agent()).isEqualTo(lee);
    assertThat(floor.waiting()).containsExactly(vip);
  }

  @Test
  void aHeadStartCountsAtOnceWhereTheReferenceMovesWhatIsOffered() {
    floor.activate(BOOSTED);
    var kim = skilled("kim", 25);
    var referred = floor.opened();
    var first = floor.offerOf(referred);
    floor.pass(Duration.ofSeconds(1));
    var vip = floor.opened(null, "해약하고 싶어요", 2);

    floor.refer(referred, CLAIMS);

    assertThat(floor.stored(first).state()).isEqualTo(OfferState.RESCINDED);
    assertThat(floor.offerOf(referred).agent()).isEqualTo(kim);
    assertThat(floor.waiting()).containsExactly(vip);
  }

  private Arrival arrival(ConversationId conversation) {
    return floor.store.arrival(RoutingFloor.TENANT, conversation).orElseThrow();
  }
}
