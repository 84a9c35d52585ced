package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.KAKAO;
import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.NOW;
import static kr.ondam.conversation.Desk.WEB;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.WeakIds;
import kr.ondam.customer.IdentityKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IntakeTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void KK24_A3_theSameSerialTwiceIsOneMessage() {
    var first = desk.stored(spoken("u", "1", "hi"));
    assertThat(desk.hear(spoken("u", "1", "hi"))).isEqualTo(new Receipt.Duplicate(first, false));
    desk.close();
    assertThat(desk.messages()).hasSize(1);
    assertThat(desk.facts).hasSize(2);
  }

  @Test
  void KK25_A6_otherContentUnderTheSameSerialIsAVisibleConflict() {
    var first = desk.stored(spoken("u", "1", "hi"));
    assertThat(desk.hear(spoken("u", "1", "other"))).isEqualTo(new Receipt.Duplicate(first, true));
    assertThat(desk.messages()).containsExactly(first);
    assertThat(desk.letters()).singleElement().extracting("reason").isEqualTo("conflict");
  }

  private Inbound.Spoken weak(Instant at, String text) {
    desk.time.set(at);
    var one = spoken("u", WeakIds.of(at, text), text);
    return new Inbound.Spoken(
        one.tenant(),
        one.account(),
        one.kind(),
        one.externalUser(),
        one.externalId(),
        true,
        null,
        null,
        one.parts(),
        null,
        null,
        Map.of(),
        null,
        at);
  }

  @Test
  void KK26_withoutASerialTheSameWordsAreOneMessageForTenSecondsWhereverTheyBegin() {
    for (int begin = 0; begin < 10; begin++) {
      var at = NOW.plusSeconds(60L * begin + begin);
      var text = "안녕 " + begin;
      var first = desk.stored(weak(at, text));
      for (int later : List.of(0, 1, 9, 10)) {
        assertThat(desk.hear(weak(at.plusSeconds(later), text)))
            .as("%s s after second %s", later, begin)
            .isEqualTo(new Receipt.Duplicate(first, false));
      }
      assertThat(desk.hear(weak(at.plusSeconds(9), text + "!"))).isInstanceOf(Receipt.Stored.class);
      assertThat(desk.hear(weak(at.plusSeconds(20), text))).isInstanceOf(Receipt.Stored.class);
    }
  }

  @Test
  void KK26_theTenSecondsGoOnWhenNothingIsRemembered() {
    var at = NOW.plusSeconds(9);
    var first = desk.stored(weak(at, "안녕"));
    try (var other = desk.another()) {
      var intake = new Intake(other, desk.meters);
      assertThat(Desk.join(intake.accept(weak(at.plusSeconds(2), "안녕"))))
          .isEqualTo(new Receipt.Duplicate(first, false));
    }
  }

  @Test
  void KK28_theSameSerialOnTwoAccountsIsTwoMessages() {
    desk.stored(spoken(KAKAO, "u", "1", "hi", null, null));
    desk.stored(spoken(WEB, "u", "1", "hi", null, null));
    assertThat(desk.messages()).hasSize(2);
  }

  @Test
  void KK29_A4_thirtyTwoAtOnceAreOneRowAndOneMessageId() {
    for (int round = 0; round < 200; round++) {
      List<CompletionStage<Receipt>> all = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        all.add(desk.intake.accept(spoken("u" + round, "id" + round, "hi")));
      }
      var ids = all.stream().map(Desk::join).map(IntakeTest::id).distinct();
      assertThat(ids).hasSize(1);
    }
    assertThat(desk.messages()).hasSize(200);
  }

  private static MessageId id(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Stored(var message, var _) -> message.id();
      case Receipt.Duplicate(var message, var _) -> message.id();
      case Receipt.Noted _, Receipt.SetAside _, Receipt.Busy _, Receipt.Unavailable _ ->
          throw new AssertionError(receipt);
    };
  }

  @Test
  void KK30_A7_A9_firstMessagesOfNewCustomersShareOneConversationInOrder() {
    List<CompletionStage<Receipt>> all = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      all.add(desk.intake.accept(spoken("u" + i % 500, "id" + i, "m" + i)));
    }
    all.forEach(Desk::join);
    assertThat(desk.conversations()).hasSize(500);
    desk.conversations()
        .forEach(c -> {
          assertThat(c.lastSeq()).isEqualTo(8);
          assertThat(desk.store.messages(LIFE, c.id(), 0, 99))
              .extracting(Message::seq)
              .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        });
  }

  @Test
  void A12_aPoisonMessageIsSetAsideAndItsMatesFlow() {
    desk.memory.beforeAppend(batch -> {
      if (batch.messages().toString().contains("poison")) {
        throw new IllegalStateException("a row nobody can store");
      }
    });
    List<CompletionStage<Receipt>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(desk.intake.accept(spoken("u" + i, "id" + i, i == 50 ? "poison" : "fine")));
    }
    assertThat(all.stream().map(Desk::join).filter(r -> r instanceof Receipt.Stored)).hasSize(99);
    assertThat(desk.letters()).singleElement().extracting("reason").isEqualTo("poison");
    assertThat(desk.count("received")).isEqualTo(100);
    assertThat(desk.count("stored") + desk.count("dead_letter")).isEqualTo(100);
  }

  @Test
  void A15_whileTheStoreIsDownNothingIsAckedAndARetryHeals() {
    desk.memory.down(true);
    assertThat(desk.hear(spoken("u", "1", "hi"))).isEqualTo(new Receipt.Unavailable());
    desk.memory.down(false);
    assertThat(desk.stored(spoken("u", "1", "hi")).seq()).isEqualTo(1);
  }

  @Test
  void aBrokenFenceThatNobodyAskedForIsNotTriedForEver() {
    var alien = new Fence(new ConversationId(new UUID(0, 1)), new AgentId(new UUID(0, 2)));
    desk.memory.beforeAppend(_ -> {
      throw new FenceBroken(alien, null);
    });
    List<CompletionStage<Receipt>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(desk.intake.accept(spoken("u" + i, "id" + i, "hi")));
    }
    assertThat(all.stream().map(Desk::join)).containsOnly(new Receipt.Unavailable());
    desk.memory.beforeAppend(_ -> {});
    assertThat(desk.stored(spoken("u", "1", "hi")).seq()).isEqualTo(1);
  }

  @Test
  void A5_theUniqueKeyIsTheTruthWhenTheViewMissedARow() {
    var first = desk.stored(spoken("u", "1", "hi"));
    var missing = new AtomicBoolean(true);
    desk.memory.onView(view ->
        missing.getAndSet(false)
            ? new LaneView(view.customers(), view.open(), Map.of(), view.references())
            : view);
    assertThat(desk.hear(spoken("v", "1", "hi"))).isEqualTo(new Receipt.Duplicate(first, false));
    assertThat(missing).as("the view still to be cut").isFalse();
  }

  @Test
  void A13_beyondTheLimitTheAnswerIsBusyAndEverythingIsCounted() {
    try (var small = new Desk(new Lanes.Limits(1, 1))) {
      List<CompletionStage<Receipt>> all = new ArrayList<>();
      small.memory.hold(() -> {
        for (int i = 0; i < 20; i++) {
          all.add(small.intake.accept(spoken("u", "id" + i, "hi")));
        }
      });
      assertThat(all.stream().map(Desk::join).filter(r -> r instanceof Receipt.Busy)).hasSize(19);
      assertThat(small.count("stored") + small.count("busy")).isEqualTo(20);
    }
  }

  private List<CompletionStage<Receipt>> queue(String name, int count) {
    List<CompletionStage<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      receipts.add(desk.intake.accept(spoken("u", name + i, "hi")));
    }
    return receipts;
  }

  private static long busy(List<CompletionStage<Receipt>> receipts) {
    return receipts.stream().map(Desk::join).filter(r -> r instanceof Receipt.Busy).count();
  }

  @Test
  void A13_whoWouldWaitForLongBehindManyIsToldToComeBackAndAgentsAreNot() {
    var id = desk.stored(spoken("u", "first", "hi")).conversation();
    var kim = new AgentId(new UUID(0, 1));
    desk.assign(id, Stage.ACTIVE, kim);
    var taken = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    desk.memory.beforeAppend(_ -> {
      taken.countDown();
      Desk.await(gate);
    });
    queue("taken", 1);
    Desk.await(taken);
    var early = queue("early", 1000);
    desk.time.advance(Duration.ofMinutes(1));
    early.addAll(queue("more", 24));
    var late = queue("late", 10);
    var reply = desk.replies.send(new Reply(LIFE, id, kim, List.of(new Part.Text("네")), "c"));
    gate.countDown();
    assertThat(busy(early)).isZero();
    assertThat(busy(late)).isEqualTo(10);
    assertThat(Desk.join(reply)).isInstanceOf(ReplyResult.Stored.class);
    assertThat(busy(queue("late", 10))).isZero();
  }

  @Test
  void A13_howLongOneWouldWaitIsToldByHowLongTheOthersTook() {
    desk.memory.beforeAppend(_ -> desk.time.advance(Duration.ofMillis(150)));
    List<CompletionStage<Receipt>> quick = new ArrayList<>();
    List<CompletionStage<Receipt>> slow = new ArrayList<>();
    desk.memory.hold(() -> quick.addAll(queue("quick", 2000)));
    assertThat(busy(quick)).as("nobody knows yet").isZero();
    desk.memory.hold(() -> {
      slow.addAll(queue("slow", 1024 + 256));
      slow.addAll(queue("more", 10));
    });
    assertThat(busy(slow.subList(0, 1024))).isZero();
    assertThat(busy(slow.subList(1024 + 256, slow.size()))).isEqualTo(10);
  }

  @Test
  void KK60_aReferenceCountsBeforeAndAfterTheFirstMessage() {
    desk.hear(new Inbound.Referred(LIFE, KAKAO, "u", "s1", "claims", Map.of(), NOW));
    var first = desk.stored(spoken(KAKAO, "u", "1", "hi", "s1", null));
    assertThat(desk.store.find(LIFE, first.conversation()).orElseThrow().routingKey())
        .isEqualTo("claims");
    assertThat(desk.store.view(LIFE, List.of(new IdentityKey(KAKAO, "u")), List.of()).references())
        .isEmpty();
    desk.hear(new Inbound.Referred(LIFE, KAKAO, "u", "s1", "loans", Map.of(), NOW));
    assertThat(desk.store.find(LIFE, first.conversation()).orElseThrow().routingKey())
        .isEqualTo("loans");
    desk.close();
    assertThat(desk.facts)
        .filteredOn(ConversationFact.ConversationReferred.class::isInstance)
        .hasSize(1);
  }

  @Test
  void KK60_aReferenceThatSaysNothingTakesNothingBack() {
    desk.hear(new Inbound.Referred(LIFE, KAKAO, "u", "s1", "claims", Map.of(), NOW));
    desk.hear(new Inbound.Referred(LIFE, KAKAO, "u", "s1", null, Map.of(), NOW));
    var first = desk.stored(spoken(KAKAO, "u", "1", "hi", "s1", null));
    assertThat(desk.store.find(LIFE, first.conversation()).orElseThrow().routingKey())
        .isEqualTo("claims");
  }

  @Test
  void KK61_whatAReferenceSaysIsKeptWithTheConversationWheneverItComes() {
    desk.hear(refer("claims", Map.of("extra", "claims", "text", "보험금")));
    desk.hear(refer(null, Map.of("bot_event", "consult_start")));
    var first = desk.stored(spoken(KAKAO, "u", "1", "hi", "s1", null));
    var before = Map.of("extra", "claims", "text", "보험금", "bot_event", "consult_start");
    assertThat(kept(first)).isEqualTo(before);
    assertThat(desk.store.find(LIFE, first.conversation()).orElseThrow().routingKey())
        .isEqualTo("claims");
    desk.hear(refer(null, Map.of("text", "대출")));
    assertThat(kept(first)).containsEntry("text", "대출").containsEntry("extra", "claims");
    desk.stored(spoken(KAKAO, "u", "2", "네", "s1", null));
    assertThat(kept(first)).containsEntry("text", "대출").hasSize(3);
  }

  @Test
  void KK61_moreThanThereIsRoomForIsLeftOut() {
    var first = desk.stored(spoken(KAKAO, "u", "1", "hi", "s1", null));
    for (int i = 0; i < 9; i++) {
      desk.hear(refer(null, Map.of("name" + i, "x".repeat(4000))));
    }
    desk.hear(refer(null, Map.of("name0", "y")));
    assertThat(kept(first)).containsOnlyKeys("name0", "name1", "name2").containsEntry("name0", "y");
  }

  private static Inbound refer(@Nullable String key, Map<String, String> attributes) {
    return new Inbound.Referred(LIFE, KAKAO, "u", "s1", key, attributes, NOW);
  }

  private Map<String, String> kept(Message first) {
    return desk.store.find(LIFE, first.conversation()).orElseThrow().attributes();
  }

  @Test
  void KK65_aMessageOvertakenByTheEndOfItsSessionOpensNoGhost() {
    var first = desk.stored(spoken(KAKAO, "u", "1", "hi", "s1", null));
    var expired = new Inbound.SessionExpired(LIFE, KAKAO, "u", "s1", NOW);
    assertThat(desk.hear(expired)).isEqualTo(new Receipt.Noted());
    assertThat(desk.hear(expired)).isEqualTo(new Receipt.Noted());
    var late = desk.stored(spoken(KAKAO, "u", "2", "late", "s1", null));
    assertThat(late.conversation()).isEqualTo(first.conversation());
    assertThat(late.seq()).as("after the line of the end").isEqualTo(3);
    var next = desk.stored(spoken(KAKAO, "u", "3", "new", "s2", null));
    assertThat(next.conversation()).isNotEqualTo(first.conversation());
  }

  /// A dealer may keep the name of a session that it said was over.
  @Test
  void KK65_whoWritesAgainInTheSameSessionLaterIsHeard() {
    var first = desk.stored(spoken(KAKAO, "u", "1", "hi", "s1", null));
    desk.hear(new Inbound.SessionExpired(LIFE, KAKAO, "u", "s1", NOW));
    desk.time.advance(BatchPlan.LATEST);
    var again = desk.stored(spoken(KAKAO, "u", "2", "again", "s1", null));
    assertThat(again.conversation()).isNotEqualTo(first.conversation());
    desk.close();
    assertThat(desk.facts)
        .filteredOn(ConversationFact.ConversationOpened.class::isInstance)
        .hasSize(2);
  }

  @Test
  void theSamePhoneOnTwoChannelsIsTheSameCustomerAndSharesHistory() {
    var kakao = desk.stored(spoken(KAKAO, "u", "1", "hi", null, "010-1234-5678"));
    var web = desk.stored(spoken(WEB, "v", "1", "again", null, "+82 10 1234 5678"));
    assertThat(web.author()).isEqualTo(kakao.author());
    var customer = desk.store.find(LIFE, web.conversation()).orElseThrow().customer();
    assertThat(
            new History(desk.store, desk.memory.stores().customers())
                .of(LIFE, customer, web.conversation(), 10))
        .singleElement()
        .isInstanceOfSatisfying(
            HistoryItem.Consultation.class, c -> assertThat(c.beginning()).containsExactly(kakao));
  }

  @Test
  void afterTheDrainNothingIsTaken() {
    desk.close();
    assertThat(desk.hear(spoken("u", "1", "hi"))).isEqualTo(new Receipt.Unavailable());
  }
}
