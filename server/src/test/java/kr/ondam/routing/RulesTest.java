package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.Customer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a partition applies the rules of files. The floor opens on a Tuesday at 9 in Seoul.
@Timeout(60)
final class RulesTest {
  static final String HEAD =
      """
      문서: 상담배정규칙/1
      대상: {계열사: 한빛생명}
      어휘:
        채널: [카카오톡, 문자, 챗봇, 웹채팅]
        고객등급: [VVIP, VIP, 골드, 일반, 응대주의]
        문의유형: [보험금청구, 해지, 기타]
        고객태그: [민원]
        기술: [상담기본, 보험금, 계약]
        목록:
          해지말: [해지, 해약]
      영업시간:
        주간: {매일: "09:00-18:00"}
        밤: {매일: "20:00-23:00"}
      """;

  static final String REST =
      """
      가점:
        - {이름: VIP, 조건: "고객.등급 == 'VIP'", 가점: 2분}
      분류:
        - {이름: 해지 의사, 조건: "첫문장 포함 목록.해지말", 큐: 해지}
        - {이름: 보험금 청구, 조건: "문의유형 == '보험금청구'", 큐: 보험금}
        - {이름: 나머지, 조건: "참", 큐: 일반}
      """;

  static final String QUEUES =
      """
      큐:
        - {이름: 일반, 기술: {상담기본: 1}, 순위: 2}
        - {이름: 보험금, 기술: {보험금: 2}, 순위: 1}
        - {이름: 해지, 기술: {계약: 1}, 순위: 1}
      """;

  static final String PLAIN = HEAD + QUEUES + REST;

  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void RR01_aTenantTheRulesDoNotNameIsRoutedByItsStoredQueues() {
    floor.activate(PLAIN.replace("한빛생명", "한빛카드"));
    var kim = floor.agent("kim", 100);
    assertThat(floor.offerOf(floor.opened()).agent()).isEqualTo(kim);
    assertThat(floor.store.queues(RoutingFloor.TENANT)).allMatch(Queue::inForce).hasSize(1);
    assertThat(floor.store.arrival(RoutingFloor.TENANT, floor.opened())).isEmpty();
  }

  @Test
  void theQueuesAreThoseOfTheRulesUnderTheIdsTheyHadBefore() {
    var old =
        new Queue(
            RoutingFloor.TENANT,
            RoutingFloor.queue("old"),
            "옛 큐",
            Map.of(),
            null,
            1,
            1000,
            Set.of());
    floor.store.save(old);
    floor.activate(PLAIN);
    assertThat(floor.store.queues(RoutingFloor.TENANT))
        .filteredOn(Queue::inForce)
        .extracting(Queue::id)
        .containsExactlyInAnyOrder(Queue.GENERAL, new QueueId("보험금"), new QueueId("해지"));
    assertThat(floor.store.queues(RoutingFloor.TENANT)).contains(old.inForce(false));
    floor.activate(PLAIN.replace("한빛생명", "한빛카드"));
    assertThat(floor.store.queues(RoutingFloor.TENANT)).allMatch(Queue::inForce);
  }

  @Test
  void theEntryPointAndTheFirstMessageDecideTheQueue() {
    floor.activate(PLAIN.replace("  고객태그", "  진입점: {claims: 보험금청구}\n  고객태그"));
    assertThat(queue(floor.opened("claims"))).isEqualTo("보험금");
    assertThat(queue(floor.opened("unknown"))).isEqualTo("general");
    assertThat(queue(floor.opened("보험금청구"))).isEqualTo("보험금");
    assertThat(queue(floor.opened(null, "보험을 해약하고 싶어요", Customer.ORDINARY_GRADE))).isEqualTo("해지");
    assertThat(queue(floor.opened("기타"))).isEqualTo("general");
    assertThat(queue(floor.opened("모르는 곳"))).isEqualTo("general");
  }

  @Test
  void RR48_whatACustomerWritesMakesNobodyAVip() {
    floor.activate(PLAIN);
    var liar = floor.opened(null, "고객.등급 == 'VIP' grade=VIP 고객등급: VIP", Customer.ORDINARY_GRADE);
    var vip = floor.opened(null, "안녕하세요", 2);
    assertThat(arrival(liar).boostMillis()).isZero();
    assertThat(arrival(vip).boostMillis()).isEqualTo(120_000);
    assertThat(floor.waiting()).containsExactly(vip, liar);
  }

  @Test
  void theReasonsNameTheRulesAndTheirPlacesButNoCustomersWords() {
    floor.activate(PLAIN);
    var arrival = arrival(floor.opened(null, "비밀번호는 1234, 해약해 주세요", 2));
    var reasons = Explainer.arrival(arrival);
    assertThat(reasons.korean())
        .anyMatch(line -> line.contains("해지 의사") && line.contains("t.yaml:"))
        .anyMatch(line -> line.contains("순위 1") && line.contains("t.yaml:"))
        .anyMatch(line -> line.contains("가점 합계 2분"))
        .anyMatch(line -> line.equals("순서 여유우선"))
        .anyMatch(line -> line.equals("제안 제한시간 30초"));
    assertThat(reasons.english()).hasSameSizeAs(reasons.korean());
    assertThat(arrival.reasons() + arrival.facts()).doesNotContain("1234", "비밀번호");
  }

  @Test
  void KK60_aReferenceThatComesLaterClassifiesAgain() {
    floor.activate(PLAIN);
    var conversation = floor.opened();
    assertThat(queue(conversation)).isEqualTo("general");
    floor.refer(conversation, "보험금청구");
    assertThat(queue(conversation)).isEqualTo("보험금");
    assertThat(arrival(conversation).facts()).containsEntry("문의유형", "보험금청구");
  }

  @Test
  void KK60_aReferenceThatComesAfterTheOfferClassifiesAgain() {
    floor.activate(PLAIN);
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    var opened = floor.time.instant();
    var first = floor.offerOf(conversation);
    assertThat(first.agent()).isEqualTo(kim);
    floor.pass(Duration.ofMillis(300));
    floor.refer(conversation, "기타");
    assertThat(floor.offerOf(conversation)).as("the same queue").isEqualTo(first);
    floor.refer(conversation, "보험금청구");
    assertThat(queue(conversation)).isEqualTo("보험금");
    assertThat(floor.stored(first).state()).isEqualTo(OfferState.RESCINDED);
    assertThat(floor.waiting()).containsExactly(conversation);
    assertThat(floor.look().waiting().getFirst().since()).isEqualTo(opened);
    var lee = floor.agent("lee", 100, Map.of("보험금", 2));
    assertThat(floor.accept(conversation)).isEqualTo(lee);
  }

  @Test
  void KK60_aReferenceToAQueueThatIsClosedTakesTheOfferBackToo() {
    var night = "{이름: 보험금, 기술: {보험금: 2}, 순위: 1, 영업시간: 밤, 시간외: 안내후보류}";
    floor.activate(PLAIN.replace("{이름: 보험금, 기술: {보험금: 2}, 순위: 1}", night));
    floor.agent("kim", 100);
    var conversation = floor.opened();
    floor.offerOf(conversation);
    floor.refer(conversation, "보험금청구");
    assertThat(queue(conversation)).isEqualTo("보험금");
    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
  }

  @Test
  void outOfHoursAConversationComesByItselfAtTheOpeningWithItsAge() {
    var hours = "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 영업시간: 밤, 시간외: 안내후보류}";
    floor.activate(PLAIN.replace("{이름: 일반, 기술: {상담기본: 1}, 순위: 2}", hours));
    var kim = floor.agent("kim", 100);
    var opened = floor.time.instant();
    var conversation = floor.opened();
    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
    assertThat(floor.told(RoutingFact.NoticeDue.class))
        .singleElement()
        .satisfies(due -> {
          assertThat(due.notice()).isEqualTo(RoutingFact.Notice.AFTER_HOURS);
          assertThat(due.opens()).isEqualTo(opened.plus(Duration.ofHours(11)));
        });
    floor.restart();
    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
    floor.pass(Duration.ofHours(10));
    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
    floor.pass(Duration.ofHours(1));
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(kim);
    assertThat(floor.look().waiting().getFirst().since()).isEqualTo(opened);
  }

  @Test
  void theNextBusinessDayTakesTheHeadStartAwayAndAnotherQueueTakesOver() {
    var next = "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 영업시간: 밤, 시간외: 다음영업일}";
    floor.activate(PLAIN.replace("{이름: 일반, 기술: {상담기본: 1}, 순위: 2}", next));
    var vip = floor.opened(null, "안녕하세요", 2);
    assertThat(floor.stage(vip)).isEqualTo(Stage.AFTER_HOURS);
    assertThat(arrival(vip).boostMillis()).isZero();
    var other = "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 영업시간: 밤, 시간외: 다른큐, 시간외큐: 해지}";
    floor.activate(PLAIN.replace("{이름: 일반, 기술: {상담기본: 1}, 순위: 2}", other));
    assertThat(queue(floor.opened())).isEqualTo("해지");
    assertThat(floor.stage(vip)).isEqualTo(Stage.QUEUED);
  }

  @Test
  void whoWaitsTooLongIsToldOrCallsAManagerOrIsCalledBackOrMoved() {
    floor.activate(withLongest("안내"));
    var told = floor.opened();
    floor.pass(Duration.ofMinutes(5));
    assertThat(floor.told(RoutingFact.NoticeDue.class))
        .extracting(RoutingFact.NoticeDue::notice)
        .containsExactly(RoutingFact.Notice.LONG_WAIT);
    assertThat(floor.stage(told)).isEqualTo(Stage.QUEUED);

    floor.activate(withLongest("관리자호출"));
    var called = floor.opened();
    floor.pass(Duration.ofMinutes(5));
    // The other longest wait holds for who was told of the first one too.
    assertThat(floor.told(RoutingFact.ManagerCalled.class))
        .extracting(RoutingFact.ManagerCalled::conversation)
        .containsExactly(told, called);
    assertThat(attention(called)).isEqualTo(Attention.MANAGER);
    floor.restart();
    assertThat(attention(called)).isEqualTo(Attention.MANAGER);

    floor.activate(withLongest("콜백예약"));
    var back = floor.opened();
    floor.pass(Duration.ofMinutes(5));
    assertThat(floor.told(RoutingFact.NoticeDue.class).getLast().notice())
        .isEqualTo(RoutingFact.Notice.CALLBACK);
    assertThat(floor.waiting()).doesNotContain(back);
    floor.restart();
    assertThat(floor.told(RoutingFact.NoticeDue.class).getLast().conversation()).isEqualTo(back);
    floor.ended(back, EndReason.CALLBACK);
    assertThat(floor.stage(back)).isEqualTo(Stage.CLOSED);

    floor.activate(withLongest("다른큐, 큐: 해지"));
    var moved = floor.opened();
    floor.pass(Duration.ofMinutes(5));
    assertThat(queue(moved)).isEqualTo("해지");
  }

  @Test
  void whoWasOfferedJustAsTheWaitWasOverIsMovedWhenTheOfferFails() {
    floor.activate(
        withLongest("다른큐, 큐: 해지")
            + """
            정원:
              총량: 25
              채널:
                카카오톡: {무게: 25, 최대: 4}
              휴면: {고객무응답: 5분, 무게비율: 1}
            """);
    var kim = floor.agent("kim", 25);
    var first = floor.opened();
    floor.accept(first);
    floor.agentSays(kim, first);
    var second = floor.opened();
    floor.pass(Duration.ofMinutes(5));
    var offer = floor.offerOf(second);
    assertThat(queue(second)).isEqualTo("general");
    floor.ask(new RoutingCommand.DeclineOffer(kim, offer.id()));
    assertThat(queue(second)).isEqualTo("해지");
    assertThat(floor.stage(second)).isEqualTo(Stage.QUEUED);
  }

  private static String withLongest(String action) {
    return PLAIN.replace(
        "{이름: 일반, 기술: {상담기본: 1}, 순위: 2}",
        "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 최대대기: {시간: 5분, 처리: " + action + "}}");
  }

  @Test
  void RR70_aFullQueueNeverRefusesSilently() {
    floor.activate(withLimit(1, "안내"));
    floor.opened();
    floor.opened();
    assertThat(floor.told(RoutingFact.NoticeDue.class))
        .extracting(RoutingFact.NoticeDue::notice)
        .containsExactly(RoutingFact.Notice.LONG_WAIT);
    floor.activate(withLimit(1, "다른큐, 큐: 해지"));
    assertThat(queue(floor.opened())).isEqualTo("해지");
    floor.activate(withLimit(1, "관리자호출"));
    assertThat(attention(floor.opened())).isEqualTo(Attention.MANAGER);
  }

  @Test
  void RR69_aLimitOfZeroLetsNobodyWait() {
    floor.activate(withLimit(0, "콜백예약"));
    var conversation = floor.opened();
    assertThat(floor.waiting()).isEmpty();
    assertThat(floor.told(RoutingFact.NoticeDue.class))
        .singleElement()
        .extracting(RoutingFact.NoticeDue::notice)
        .isEqualTo(RoutingFact.Notice.CALLBACK);
    floor.ended(conversation, EndReason.CALLBACK);
    assertThat(floor.stage(conversation)).isEqualTo(Stage.CLOSED);
  }

  private static String withLimit(int most, String action) {
    return PLAIN.replace(
        "{이름: 일반, 기술: {상담기본: 1}, 순위: 2}",
        "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 대기한도: {인원: " + most + ", 처리: " + action + "}}");
  }

  @Test
  void aSilentCustomerTakesLessOfTheDeskUntilTheyWrite() {
    floor.activate(
        PLAIN
            + """
            정원:
              총량: 25
              채널:
                카카오톡: {무게: 25, 최대: 4}
              휴면: {고객무응답: 10분, 무게비율: 1}
            """);
    var kim = floor.agent("kim", 25);
    var first = floor.opened();
    floor.accept(first);
    var second = floor.opened();
    floor.agentSays(kim, first);
    floor.pass(Duration.ofMinutes(9));
    assertThat(floor.stage(second)).isEqualTo(Stage.QUEUED);
    floor.restart();
    floor.pass(Duration.ofMinutes(1));
    assertThat(floor.offerOf(second).agent()).isEqualTo(kim);
    assertThat(floor.look().resting()).containsExactly(first);
    floor.customerSays(first);
    assertThat(floor.look().resting()).isEmpty();
    assertThat(floor.told(RoutingFact.Rested.class))
        .extracting(RoutingFact.Rested::resting)
        .containsExactly(true, false);
  }

  @Test
  void theCustomerComesBackToTheirAgentWhoIsFreeAndWaitsForOneWhoIsBusy() {
    floor.activate(PLAIN + "이력상담사: {사용: true, 기간: 30일, 대기: 20초}\n");
    var kim = floor.agent("kim", 50);
    var first = floor.opened();
    floor.accept(first);
    floor.ended(first, EndReason.AGENT);
    floor.pass(Duration.ofMinutes(10));
    floor.accept(floor.opened());
    var lee = floor.agent("lee", 100);
    var again = floor.openedAgain(first);
    assertThat(floor.offerOf(again).agent()).isEqualTo(kim).isNotEqualTo(lee);
    floor.accept(again);
    floor.ended(again, EndReason.AGENT);
    floor.ask(new RoutingCommand.SetPresence(kim, Presence.AWAY, kim.value()));
    var third = floor.openedAgain(first);
    assertThat(floor.stage(third)).isEqualTo(Stage.QUEUED);
    assertThat(floor.explain(third).orElseThrow().heldFor()).isEqualTo(kim);
    floor.restart();
    floor.pass(Duration.ofSeconds(19));
    assertThat(floor.stage(third)).isEqualTo(Stage.QUEUED);
    floor.pass(Duration.ofSeconds(1));
    assertThat(floor.offerOf(third).agent()).isEqualTo(lee);
  }

  @Test
  void RR33_nobodyWaitsForAnAgentWhoHasSignedOut() {
    floor.activate(PLAIN + "이력상담사: {사용: true, 기간: 30일, 대기: 20초}\n");
    var kim = floor.agent("kim", 50);
    var first = floor.opened();
    floor.accept(first);
    floor.ended(first, EndReason.AGENT);
    floor.ask(new RoutingCommand.LoseAgent(kim));
    var lee = floor.agent("lee", 100);
    assertThat(floor.offerOf(floor.openedAgain(first)).agent()).isEqualTo(lee);
  }

  String queue(ConversationId conversation) {
    var queue = floor.row(conversation).queue();
    return queue == null ? "" : queue.value();
  }

  Attention attention(ConversationId conversation) {
    return floor.look().waiting().stream()
        .filter(waiting -> waiting.conversation().equals(conversation))
        .findFirst()
        .orElseThrow()
        .attention();
  }

  Arrival arrival(ConversationId conversation) {
    return floor.store.arrival(RoutingFloor.TENANT, conversation).orElseThrow();
  }
}
