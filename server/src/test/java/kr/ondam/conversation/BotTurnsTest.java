package kr.ondam.conversation;

import static kr.ondam.conversation.BotFloor.post;
import static kr.ondam.conversation.BotFloor.says;
import static kr.ondam.conversation.BotFloor.words;
import static kr.ondam.conversation.Desk.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.channel.bot.BotTurn;
import kr.ondam.channel.bot.BotWords;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.bot.Posted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A bot's conversations as they should go: turns, handovers, ends, restarts, and what listeners
/// hear.
@Timeout(60)
final class BotTurnsTest {
  private static final AgentId KIM = new AgentId(new UUID(0, 1));

  private final BotFloor floor = new BotFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void turnsAreToldOneAtATimeAndInOrder() {
    floor.bot.will(says("하나"), says("둘", "둘 더"), says("셋"));
    var conversation = floor.hear("1");
    floor.hear("2");
    floor.hear("3");
    floor.answered(conversation, 7);
    assertThat(floor.bot.heard()).containsExactly("1", "2", "3");
    assertThat(floor.bot.told.getFirst()).isInstanceOf(BotTurn.Started.class);
    assertThat(floor.thread(conversation).stream().filter(t -> t.startsWith("BOT")))
        .containsExactly("BOT 하나", "BOT 둘", "BOT 둘 더", "BOT 셋");
    assertThat(floor.desk.handedOver).isEqualTo(floor.desk.store.waitingOutbounds()).hasSize(4);
    await().until(() -> floor.progress(conversation) == floor.row(conversation).lastInboundSeq());
  }

  @Test
  void R15_theBotsWishBringsItToPeopleWithWhatTheBotLearnt() {
    var wish = new HandoverWish("보험금", Map.of("보험금", 2), Map.of("topic", "청구"), "요약", "원함");
    floor.bot.will(new BotAnswer.Replies(words(wish, "상담사를 연결합니다")));
    var conversation = floor.hear("청구하고 싶어요");
    var handover = floor.handedOver(conversation);
    assertThat(handover.reason()).isEqualTo(HandoverReason.BOT);
    assertThat(handover.wish()).isEqualTo(wish);
    assertThat(floor.desk.memory.stores().bots().notes(LIFE, conversation))
        .extracting(BotNote::kind, BotNote::parts)
        .containsExactly(
            tuple(BotNote.Kind.SUMMARY, List.<Part>of(new Part.Text("요약\ntopic: 청구"))));
    assertThat(handover.failures()).isZero();
    assertThat(floor.thread(conversation))
        .containsExactly("CUSTOMER 청구하고 싶어요", "BOT 상담사를 연결합니다", "SYSTEM");
    await()
        .until(() ->
            floor.bot.told.getLast() instanceof BotTurn.HandoverStatus status
                && status.state() == BotTurn.HandoverStatus.State.ACCEPTED);
    floor.hear("여보세요");
    assertThat(floor.bot.heard()).containsExactly("청구하고 싶어요");
  }

  @Test
  void theCustomersOwnWordBringsItToPeopleWithoutTheBot() {
    var conversation = floor.hear("상담원 연결해 주세요");
    assertThat(floor.handedOver(conversation).reason()).isEqualTo(HandoverReason.CUSTOMER);
    assertThat(floor.bot.heard()).isEmpty();
  }

  @Test
  void whatWasNotAnsweredWhenTheProcessEndedGoesToPeople() {
    var asked = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    floor.bot.asked =
        () -> {
          asked.countDown();
          Desk.await(never);
        };
    var conversation = floor.hear("도와주세요");
    Desk.await(asked);
    // The process that asked is gone; another one starts over the same rows.
    var next = floor.process();
    assertThat(floor.handedOver(conversation).reason()).isEqualTo(HandoverReason.RESTART);
    never.countDown();
    await()
        .until(() ->
            floor.desk.memory.stores().bots().notes(LIFE, conversation).stream()
                .map(BotNote::kind)
                .toList()
                .equals(List.of(BotNote.Kind.LATE)));
    next.close();
  }

  @Test
  void whatWasAnsweredGoesOnAfterARestart() {
    var conversation = floor.hear("1");
    floor.answered(conversation, 2);
    floor.restart();
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.BOT);
    floor.hear("2");
    floor.answered(conversation, 4);
    assertThat(floor.bot.heard()).containsExactly("1", "2");
  }

  @Test
  void anIdleConversationEndsAndTheBotHearsOfIt() {
    floor.account(Map.of("idle-minutes", "5"));
    var conversation = floor.hear("1");
    floor.answered(conversation, 2);
    await().until(() -> floor.progress(conversation) == 1);
    floor.desk.time.advance(Duration.ofMinutes(4));
    assertThat(floor.row(conversation).endedAt()).isNull();
    floor.desk.time.advance(Duration.ofMinutes(2));
    await().until(() -> floor.row(conversation).stage() == Stage.CLOSED);
    assertThat(floor.row(conversation).endReason()).isEqualTo(EndReason.SYSTEM);
    await().until(() -> floor.bot.told.getLast() instanceof BotTurn.Ended);
  }

  @Test
  void aClockThatIsSetTwoHoursOnEndsNoConversation() {
    floor.account(Map.of("idle-minutes", "5"));
    var conversation = floor.hear("1");
    floor.answered(conversation, 2);
    await().until(() -> floor.progress(conversation) == 1);
    floor.desk.time.set(floor.desk.time.instant().plus(Duration.ofHours(2)));
    floor.desk.time.advance(Duration.ofMinutes(4));
    floor.hear("2");
    floor.answered(conversation, 4);
    assertThat(floor.row(conversation).endedAt()).isNull();
    floor.desk.time.set(floor.desk.time.instant().minus(Duration.ofHours(2)));
    floor.desk.time.advance(Duration.ofMinutes(7));
    await().until(() -> floor.row(conversation).stage() == Stage.CLOSED);
  }

  @Test
  void aBotThatEndsTheConversationClosesIt() {
    floor.bot.will(
        new BotAnswer.Replies(new BotWords(List.of(List.of(new Part.Text("끝"))), null, true)));
    var conversation = floor.hear("1");
    await().until(() -> floor.row(conversation).stage() == Stage.CLOSED);
    assertThat(floor.row(conversation).endReason()).isEqualTo(EndReason.BOT);
  }

  @Test
  void whoListensSuggestsAndTheCustomerHearsNothing() {
    floor.account(Map.of("listen", "true"));
    floor.bot.will(new BotAnswer.Replies(words(HandoverWish.PLAIN, "연결합니다")), says("이렇게 답하세요"));
    var conversation = floor.hear("1");
    floor.handedOver(conversation);
    floor.desk.assign(conversation, Stage.ACTIVE, KIM);
    floor.bots().moved(LIFE, conversation, Stage.ACTIVE);
    int before = floor.thread(conversation).size();
    floor.hear("보험금은 언제 나와요?");
    await().until(() -> !floor.desk.memory.stores().bots().notes(LIFE, conversation).isEmpty());
    assertThat(floor.desk.memory.stores().bots().notes(LIFE, conversation))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.kind()).isEqualTo(BotNote.Kind.SUGGESTION);
          assertThat(note.parts()).containsExactly(new Part.Text("이렇게 답하세요"));
        });
    assertThat(floor.thread(conversation)).hasSize(before + 1);
    assertThat(((BotTurn.Said) floor.bot.told.getLast()).scene().standby()).isTrue();
  }

  @Test
  void whoDoesNotListenHearsNothingOfACounsellorsConversation() {
    floor.bot.will(new BotAnswer.Replies(words(HandoverWish.PLAIN)));
    var conversation = floor.hear("1");
    floor.handedOver(conversation);
    floor.desk.assign(conversation, Stage.ACTIVE, KIM);
    floor.bots().moved(LIFE, conversation, Stage.ACTIVE);
    floor.hear("비밀");
    Desk.join(floor.desk.replies.end(LIFE, conversation, EndReason.AGENT));
    await().until(() -> floor.bot.told.getLast() instanceof BotTurn.Ended);
    assertThat(floor.bot.heard()).containsExactly("1");
    assertThat(floor.bot.told)
        .filteredOn(BotTurn.HandoverStatus.class::isInstance)
        .extracting(t -> ((BotTurn.HandoverStatus) t).state())
        .containsExactly(
            BotTurn.HandoverStatus.State.ACCEPTED, BotTurn.HandoverStatus.State.COMPLETED);
  }

  @Test
  void whatRoutingGivesToTheBotIsToldWholeWithWhatTheCustomerSaid() {
    try (var people = new BotFloor(new Desk())) {
      var lines = IntStream.range(0, 130).mapToObj(Integer::toString).toList();
      ConversationId conversation = people.hear(lines.getFirst());
      lines.subList(1, lines.size()).forEach(people::hear);
      assertThat(people.row(conversation).stage()).isEqualTo(Stage.QUEUED);
      people.desk.move(conversation, Stage.BOT);
      people.bots().moved(LIFE, conversation, Stage.BOT);
      await().until(() -> people.progress(conversation) == lines.size());
      assertThat(people.bot.heard()).isEqualTo(lines);
      assertThat(people.row(conversation).stage()).isEqualTo(Stage.BOT);
      assertThat(people.row(conversation).ownerEpoch()).isEqualTo(2);
    }
  }

  /// A bot that does not listen hears nothing else between.
  @Test
  void whoGaveItAwayHearsTheEndAlsoAfterARestart() {
    floor.bot.will(new BotAnswer.Replies(words(HandoverWish.PLAIN)));
    var taken = floor.hear("taken", "1");
    floor.handedOver(taken);
    floor.desk.assign(taken, Stage.ACTIVE, KIM);
    floor.bot.will(new BotAnswer.Replies(words(HandoverWish.PLAIN)));
    var waiting = floor.hear("waiting", "1");
    floor.handedOver(waiting);
    floor.bot.will(new BotAnswer.Failure("http_500"));
    var failed = floor.hear("failed", "1");
    floor.handedOver(failed);
    await()
        .until(() ->
            floor.bot.told.stream().filter(BotTurn.HandoverStatus.class::isInstance).count() == 2);
    floor.restart();
    floor.bot.told.clear();
    floor.hear("taken", "비밀");
    for (var conversation : List.of(taken, waiting, failed)) {
      Desk.join(floor.desk.replies.end(LIFE, conversation, EndReason.AGENT));
    }
    await().until(() -> floor.bot.told.size() == 4);
    assertThat(floor.bot.told)
        .filteredOn(BotTurn.HandoverStatus.class::isInstance)
        .extracting(t -> t.scene().conversation(), t -> ((BotTurn.HandoverStatus) t).state())
        .containsExactlyInAnyOrder(
            tuple(taken.toString(), BotTurn.HandoverStatus.State.COMPLETED),
            tuple(waiting.toString(), BotTurn.HandoverStatus.State.FAILED));
    assertThat(floor.bot.heard()).isEmpty();
  }

  @Test
  void aBotThatStillOwesAnAnswerDoesNotEndTheConversation() {
    var ends = new BotWords(List.of(List.of(new Part.Text("끝"))), null, true);
    floor.bot.will(new BotAnswer.Later(), new BotAnswer.Replies(ends));
    var conversation = floor.hear("1");
    floor.hear("2");
    floor.answered(conversation, 3);
    assertThat(floor.row(conversation).endedAt()).isNull();
    var turn = ((BotTurn.Said) floor.bot.told.get(1)).id();
    assertThat(floor.take(post(conversation.toString(), turn, "k", ends)))
        .isInstanceOf(Posted.Kept.class);
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.CLOSED);
  }

  /// A promise ends with the process that was given it, whatever was answered since.
  @Test
  void aPromiseThatIsOpenBringsTheConversationToPeopleAfterARestart() {
    floor.bot.will(new BotAnswer.Later(), says("둘"), new BotAnswer.Later());
    var kept = floor.hear("kept", "1");
    floor.hear("kept", "2");
    floor.answered(kept, 3);
    assertThat(floor.progress(kept)).isZero();
    var turn = ((BotTurn.Said) floor.bot.told.get(1)).id();
    assertThat(floor.take(post(kept.toString(), turn, "k", words(null, "하나"))))
        .isInstanceOf(Posted.Kept.class);
    assertThat(floor.progress(kept)).isEqualTo(2);
    var open = floor.hear("open", "1");
    floor.hear("open", "2");
    floor.answered(open, 3);
    floor.restart();
    assertThat(floor.handedOver(open).reason()).isEqualTo(HandoverReason.RESTART);
    assertThat(floor.row(kept).stage()).isEqualTo(Stage.BOT);
  }

  @Test
  void aChoiceThatIsWrittenCountsAsPressed() {
    var choices =
        new Part.QuickReplies(List.of(new Part.Button("예", Part.ButtonAction.POSTBACK, "/affirm")));
    floor.bot.will(
        new BotAnswer.Replies(
            new BotWords(List.of(List.of(new Part.Text("맞나요?"), choices)), null, false)));
    var conversation = floor.hear("1");
    floor.answered(conversation, 2);
    floor.hear("예");
    floor.answered(conversation, 4);
    assertThat(((BotTurn.Said) floor.bot.told.getLast()).postback()).isEqualTo("/affirm");
  }

  @Test
  void aChoiceThatWasOfferedBeforeARestartIsPressedAfterIt() {
    var choices =
        new Part.QuickReplies(List.of(new Part.Button("예", Part.ButtonAction.POSTBACK, "/affirm")));
    floor.bot.will(
        new BotAnswer.Replies(
            new BotWords(
                List.of(List.of(new Part.Text("맞나요?"), choices), List.of(new Part.Text("골라 주세요"))),
                null,
                false)));
    var conversation = floor.hear("1");
    floor.answered(conversation, 3);
    floor.restart();
    floor.hear("예");
    floor.answered(conversation, 5);
    assertThat(((BotTurn.Said) floor.bot.told.getLast()).postback()).isEqualTo("/affirm");
  }
}
