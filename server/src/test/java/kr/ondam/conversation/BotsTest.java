package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.channel.bot.BotPost;
import kr.ondam.channel.bot.BotTurn;
import kr.ondam.channel.bot.BotWords;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.bot.BotDirectory;
import kr.ondam.conversation.bot.BotInbox;
import kr.ondam.conversation.bot.Bots;
import kr.ondam.conversation.bot.Posted;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The talk of a bot with a customer, turn by turn, over stores in memory and with a bot that
/// answers what a test says.
@Timeout(60)
final class BotsTest {
  private static final ChannelAccountId BOT = new ChannelAccountId("bot");
  private static final AgentId KIM = new AgentId(new UUID(0, 1));

  /// Answers what was put in, else greets; keeps what it was told.
  private static final class ScriptedBot implements Bots.Caller {
    final ArrayDeque<BotAnswer> answers = new ArrayDeque<>();
    final List<BotTurn> told = new CopyOnWriteArrayList<>();
    Runnable asked = () -> {};

    @Override
    public BotAnswer tell(Bot bot, BotTurn turn) {
      told.add(turn);
      if (!(turn instanceof BotTurn.Said)) {
        return new BotAnswer.Untold();
      }
      asked.run();
      synchronized (answers) {
        return answers.isEmpty() ? says("네") : answers.remove();
      }
    }

    void will(BotAnswer... next) {
      answers.addAll(List.of(next));
    }

    List<String> heard() {
      return told.stream()
          .filter(BotTurn.Said.class::isInstance)
          .map(t -> ((Part.Text) ((BotTurn.Said) t).parts().getFirst()).text())
          .toList();
    }
  }

  private final ScriptedBot bot = new ScriptedBot();
  private Desk desk = Desk.withBots((_, _) -> true);
  private BotDirectory directory = new BotDirectory(desk.memory.stores().channels());
  private Bots.Tools tools = tools();
  private Bots bots = new Bots(tools);
  private int id;

  private Bots.Tools tools() {
    return new Bots.Tools(
        directory,
        desk.store,
        desk.memory.stores().bots(),
        desk.bots,
        bot,
        desk.bus,
        desk.time,
        desk.time,
        Executors.newVirtualThreadPerTaskExecutor(),
        desk.meters);
  }

  @BeforeEach
  void start() {
    account(Map.of());
    bots.start(List.of(LIFE));
  }

  private void account(Map<String, String> settings) {
    desk.memory
        .stores()
        .channels()
        .save(
            new ChannelAccount(
                LIFE,
                BOT,
                ChannelKind.BOT,
                "봇",
                "rasa",
                "b_key",
                null,
                URI.create("http://127.0.0.1:9/webhooks/rest/webhook"),
                settings,
                List.of(),
                List.of(),
                true));
    directory.reload(LIFE);
  }

  @AfterEach
  void close() {
    bots.close();
    desk.close();
  }

  private static BotAnswer says(String... texts) {
    return new BotAnswer.Replies(words(null, texts));
  }

  private static BotWords words(
      @org.jspecify.annotations.Nullable HandoverWish wish, String... texts) {
    return new BotWords(
        List.of(texts).stream().map(t -> List.<Part>of(new Part.Text(t))).toList(), wish, false);
  }

  private static BotAnswer nothing() {
    return new BotAnswer.Replies(BotWords.NONE);
  }

  private ConversationId hear(String text) {
    return desk.stored(spoken("u", "m" + id++, text)).conversation();
  }

  private Conversation row(ConversationId conversation) {
    return desk.store.find(LIFE, conversation).orElseThrow();
  }

  private List<String> thread(ConversationId conversation) {
    return desk.store.messages(LIFE, conversation, 0, 100).stream()
        .map(m ->
            m.author().kind()
                + (m.parts().getFirst() instanceof Part.Text(var text) ? " " + text : ""))
        .toList();
  }

  private Handover handedOver(ConversationId conversation) {
    await().until(() -> row(conversation).stage() == Stage.QUEUED);
    return desk.memory.stores().bots().lastHandover(LIFE, conversation).orElseThrow();
  }

  private void answered(ConversationId conversation, int messages) {
    await().until(() -> thread(conversation).size() >= messages);
  }

  @Test
  void turnsAreToldOneAtATimeAndInOrder() {
    bot.will(says("하나"), says("둘", "둘 더"), says("셋"));
    var conversation = hear("1");
    hear("2");
    hear("3");
    answered(conversation, 7);
    assertThat(bot.heard()).containsExactly("1", "2", "3");
    assertThat(bot.told.getFirst()).isInstanceOf(BotTurn.Started.class);
    assertThat(thread(conversation).stream().filter(t -> t.startsWith("BOT")))
        .containsExactly("BOT 하나", "BOT 둘", "BOT 둘 더", "BOT 셋");
    assertThat(desk.handedOver).isEqualTo(desk.store.waitingOutbounds()).hasSize(4);
    await()
        .until(() ->
            desk.memory.stores().bots().progress(LIFE, conversation).answered()
                == row(conversation).lastInboundSeq());
  }

  @Test
  void R15_theBotsWishBringsItToPeopleWithWhatTheBotLearnt() {
    var wish = new HandoverWish("보험금", Map.of("보험금", 2), Map.of("topic", "청구"), "요약", "원함");
    bot.will(new BotAnswer.Replies(words(wish, "상담사를 연결합니다")));
    var conversation = hear("청구하고 싶어요");
    var handover = handedOver(conversation);
    assertThat(handover.reason()).isEqualTo(HandoverReason.BOT);
    assertThat(handover.wish()).isEqualTo(wish);
    assertThat(desk.memory.stores().bots().notes(LIFE, conversation))
        .extracting(BotNote::kind, BotNote::parts)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                BotNote.Kind.SUMMARY, List.<Part>of(new Part.Text("요약\ntopic: 청구"))));
    assertThat(handover.failures()).isZero();
    assertThat(thread(conversation))
        .containsExactly("CUSTOMER 청구하고 싶어요", "BOT 상담사를 연결합니다", "SYSTEM");
    await()
        .until(() ->
            bot.told.getLast() instanceof BotTurn.HandoverStatus status
                && status.state() == BotTurn.HandoverStatus.State.ACCEPTED);
    hear("여보세요");
    assertThat(bot.heard()).containsExactly("청구하고 싶어요");
  }

  @Test
  void theCustomersOwnWordBringsItToPeopleWithoutTheBot() {
    var conversation = hear("상담원 연결해 주세요");
    assertThat(handedOver(conversation).reason()).isEqualTo(HandoverReason.CUSTOMER);
    assertThat(bot.heard()).isEmpty();
  }

  @Test
  void BT41_BT44_BT46_whateverIsNoAnswerBringsItToPeople() {
    for (var reason : List.of("wrong_type", "redirect", "http_500", "timeout", "bad_json")) {
      bot.will(new BotAnswer.Failure(reason));
      var conversation = desk.stored(spoken("u-" + reason, reason, "hi")).conversation();
      var handover = handedOver(conversation);
      assertThat(handover.reason()).as(reason).isEqualTo(HandoverReason.BOT_FAILED);
      assertThat(handover.failures()).isEqualTo(1);
    }
  }

  @Test
  void BT42_aFirstEmptyAnswerIsPassedOverOnceAndASecondBringsItToPeople() {
    bot.will(nothing(), says("네"), nothing(), nothing());
    var conversation = hear("1");
    answered(conversation, 2);
    assertThat(thread(conversation).getLast()).startsWith("BOT 죄송합니다");
    hear("2");
    answered(conversation, 4);
    hear("3");
    answered(conversation, 6);
    assertThat(row(conversation).stage()).isEqualTo(Stage.BOT);
    hear("4");
    var handover = handedOver(conversation);
    assertThat(handover.reason()).isEqualTo(HandoverReason.BOT_SILENT);
    assertThat(handover.failures()).isEqualTo(3);
  }

  @Test
  void BT45_whileABotWantsToBeLeftAloneCustomersGoToPeopleForAMinuteAtMost() {
    bot.will(new BotAnswer.Failure("http_429", Duration.ofHours(1), ""));
    handedOver(hear("hi"));
    var second = desk.stored(spoken("u2", "a", "hi")).conversation();
    assertThat(handedOver(second).reason()).isEqualTo(HandoverReason.BOT_DOWN);
    desk.time.advance(Duration.ofSeconds(61));
    var third = desk.stored(spoken("u3", "b", "hi")).conversation();
    answered(third, 2);
    assertThat(row(third).stage()).isEqualTo(Stage.BOT);
  }

  @Test
  void BT46_afterFiveFailuresTheBotIsNotAskedForAWhileAndSomebodyIsCalled() {
    for (int i = 0; i < 5; i++) {
      bot.will(new BotAnswer.Failure("http_500"));
      handedOver(desk.stored(spoken("f" + i, "f" + i, "hi")).conversation());
    }
    var sixth = desk.stored(spoken("f6", "f6", "hi")).conversation();
    assertThat(handedOver(sixth).reason()).isEqualTo(HandoverReason.BOT_DOWN);
    assertThat(bot.heard()).hasSize(5);
    assertThat(desk.meters.counter("ondam.bot.alarms", "tenant", "life").count()).isEqualTo(1);
    desk.time.advance(Duration.ofSeconds(31));
    var seventh = desk.stored(spoken("f7", "f7", "hi")).conversation();
    answered(seventh, 2);
    assertThat(row(seventh).stage()).isEqualTo(Stage.BOT);
  }

  @Test
  void BT33_twoMachinesThatTalkWithEachOtherAreParted() {
    var conversation = hear("0");
    for (int i = 1; i <= 20; i++) {
      hear("" + i);
    }
    assertThat(handedOver(conversation).reason()).isEqualTo(HandoverReason.LOOP);
    assertThat(bot.heard()).hasSize(20);
    assertThat(desk.meters.counter("ondam.bot.alarms", "tenant", "life").count()).isEqualTo(1);
  }

  @Test
  void whatWasNotAnsweredWhenTheProcessEndedGoesToPeople() {
    var asked = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    bot.asked =
        () -> {
          asked.countDown();
          Desk.await(never);
        };
    var conversation = hear("도와주세요");
    Desk.await(asked);
    // The process that asked is gone; another one starts over the same rows.
    var next = new Bots(tools());
    next.start(List.of(LIFE));
    assertThat(handedOver(conversation).reason()).isEqualTo(HandoverReason.RESTART);
    never.countDown();
    await()
        .until(() ->
            desk.memory.stores().bots().notes(LIFE, conversation).stream()
                .map(BotNote::kind)
                .toList()
                .equals(List.of(BotNote.Kind.LATE)));
    next.close();
  }

  @Test
  void whatWasAnsweredGoesOnAfterARestart() {
    var conversation = hear("1");
    answered(conversation, 2);
    bots.close();
    bots = new Bots(tools());
    bots.start(List.of(LIFE));
    assertThat(row(conversation).stage()).isEqualTo(Stage.BOT);
    hear("2");
    answered(conversation, 4);
    assertThat(bot.heard()).containsExactly("1", "2");
  }

  @Test
  void whileNothingCanBeStoredTheAnswerWaitsAndIsNotLost() {
    bot.asked = () -> desk.memory.down(true);
    var conversation = hear("1");
    await().until(() -> bot.heard().size() == 1);
    desk.memory.down(false);
    bot.asked = () -> {};
    await()
        .until(() -> {
          desk.time.advance(Duration.ofSeconds(1));
          return thread(conversation).size() == 2;
        });
    assertThat(bot.heard()).containsExactly("1");
  }

  @Test
  void anIdleConversationEndsAndTheBotHearsOfIt() {
    account(Map.of("idle-minutes", "5"));
    var conversation = hear("1");
    answered(conversation, 2);
    await().until(() -> desk.memory.stores().bots().progress(LIFE, conversation).answered() == 1);
    desk.time.advance(Duration.ofMinutes(4));
    assertThat(row(conversation).endedAt()).isNull();
    desk.time.advance(Duration.ofMinutes(2));
    await().until(() -> row(conversation).stage() == Stage.CLOSED);
    assertThat(row(conversation).endReason()).isEqualTo(EndReason.SYSTEM);
    await().until(() -> bot.told.getLast() instanceof BotTurn.Ended);
  }

  @Test
  void aBotThatEndsTheConversationClosesIt() {
    bot.will(new BotAnswer.Replies(new BotWords(List.of(List.of(new Part.Text("끝"))), null, true)));
    var conversation = hear("1");
    await().until(() -> row(conversation).stage() == Stage.CLOSED);
    assertThat(row(conversation).endReason()).isEqualTo(EndReason.BOT);
  }

  @Test
  void aBotThatAnswersLaterIsWaitedForAndThenTakenAsSilent() {
    bot.will(new BotAnswer.Later(), new BotAnswer.Later());
    var conversation = hear("1");
    await().until(() -> bot.heard().size() == 1);
    assertThat(take("k1", "늦은 답")).isInstanceOf(Posted.Kept.class);
    desk.time.advance(Duration.ofSeconds(11));
    hear("2");
    await().until(() -> bot.heard().size() == 2);
    await().until(() -> thread(conversation).size() == 3);
    desk.time.advance(Duration.ofSeconds(11));
    answered(conversation, 4);
    assertThat(thread(conversation).getLast()).startsWith("BOT 죄송합니다");
  }

  @Test
  void aBotThatPostsItsAnswerAndThenFailsOrIsSilentHasAnswered() {
    for (var answer : List.of(new BotAnswer.Failure("timeout"), nothing())) {
      var conversation = desk.stored(spoken("p" + id, "p" + id++, "x")).conversation();
      answered(conversation, 2);
      bot.asked = () -> take(conversation.toString(), "k", "답");
      bot.will(answer, says("또"));
      desk.stored(spoken("p" + (id - 1), "q" + id, "y"));
      answered(conversation, 4);
      bot.asked = () -> {};
      desk.stored(spoken("p" + (id - 1), "r" + id, "z"));
      answered(conversation, 6);
      assertThat(thread(conversation))
          .containsExactly("CUSTOMER x", "BOT 네", "CUSTOMER y", "BOT 답", "CUSTOMER z", "BOT 또");
      assertThat(row(conversation).stage()).isEqualTo(Stage.BOT);
    }
  }

  @Test
  void anAnswerThatShowsNothingIsSilenceAndAPostThatSaysNothingIsNoAnswer() {
    bot.will(
        new BotAnswer.Replies(
            new BotWords(List.of(List.of(new Part.Unsupported("custom", "{}"))), null, false)),
        new BotAnswer.Later());
    var conversation = hear("1");
    answered(conversation, 2);
    assertThat(thread(conversation).getLast()).startsWith("BOT 죄송합니다");
    hear("2");
    await().until(() -> bot.heard().size() == 2);
    var known = directory.byKey("b_key").orElseThrow();
    var empty =
        new BotPost.Said(
            conversation.toString(),
            null,
            OptionalLong.empty(),
            new BotPost.Dedupe("k", "k", Duration.ofSeconds(10)),
            BotWords.NONE);
    assertThat(Desk.join(new BotInbox(bots, tools).take(known, empty)))
        .isInstanceOf(Posted.Kept.class);
    desk.time.advance(Duration.ofSeconds(11));
    assertThat(handedOver(conversation).reason()).isEqualTo(HandoverReason.BOT_SILENT);
  }

  @Test
  void anAnswerThatCannotBeStoredBringsItToPeople() {
    desk.memory.beforeAppend(batch -> {
      if (batch.messages().toString().contains("poison")) {
        throw new IllegalStateException("told to fail");
      }
    });
    bot.will(says("poison"));
    assertThat(handedOver(hear("1")).reason()).isEqualTo(HandoverReason.BOT_FAILED);
  }

  @Test
  void anErrorBringsItToPeople() {
    bot.asked =
        () -> {
          throw new StackOverflowError("told to fail");
        };
    assertThat(handedOver(hear("1")).reason()).isEqualTo(HandoverReason.BOT_FAILED);
  }

  @Test
  void whoseBotIsGoneComesToPeopleWithoutAWord() {
    var conversation = hear("1");
    answered(conversation, 2);
    account(Map.of("for", "web"));
    desk.time.advance(Duration.ofMinutes(2));
    assertThat(handedOver(conversation).reason()).isEqualTo(HandoverReason.BOT_GONE);
  }

  @Test
  void BT24_aWishWithoutWordsIsOnePostUnderItsKey() {
    var conversation = hear("1");
    answered(conversation, 2);
    var known = directory.byKey("b_key").orElseThrow();
    var wish =
        new BotPost.Said(
            conversation.toString(),
            null,
            OptionalLong.empty(),
            new BotPost.Dedupe("k", "k", Duration.ofSeconds(10)),
            words(HandoverWish.PLAIN));
    var inbox = new BotInbox(bots, tools);
    for (int i = 0; i < 2; i++) {
      var posted = inbox.take(known, wish);
      // Nobody routes here.
      desk.time.advance(Duration.ofSeconds(1));
      assertThat(Desk.join(posted)).isInstanceOf(Posted.Kept.class);
    }
    assertThat(row(conversation).stage()).isEqualTo(Stage.QUEUED);
  }

  private Posted take(String key, String text) {
    return take(desk.conversations().getFirst().id().toString(), key, text);
  }

  private Posted take(String conversation, String key, String text) {
    var known = directory.byKey("b_key").orElseThrow();
    var post =
        new BotPost.Said(
            conversation,
            null,
            OptionalLong.empty(),
            new BotPost.Dedupe(key, key, Duration.ofSeconds(10)),
            words(null, text));
    return Desk.join(new BotInbox(bots, tools).take(known, post));
  }

  @Test
  void BT24_BT25_BT28_aPostUnderAKeyCountsOnceAndAnotherUnderItNot() {
    answered(hear("1"), 2);
    var first = take("k", "답");
    assertThat(take("k", "답")).isEqualTo(first);
    assertThat(take("k", "다른 답")).isInstanceOf(Posted.Mismatch.class);
    desk.time.advance(Duration.ofSeconds(9));
    assertThat(take("k", "답")).isEqualTo(first);
    desk.time.advance(Duration.ofSeconds(21));
    assertThat(take("k", "답")).isNotEqualTo(first).isInstanceOf(Posted.Kept.class);
  }

  @Test
  void BT02_BT06_aBotNamesOnlyConversationsOfItsOwn() {
    hear("1");
    assertThat(take(UUID.randomUUID().toString(), "k", "x")).isInstanceOf(Posted.Unknown.class);
    assertThat(take("1", "k", "x")).isInstanceOf(Posted.Unknown.class);
    account(Map.of("for", "web"));
    assertThat(take("k", "x")).isInstanceOf(Posted.Unknown.class);
    assertThat(directory.byKey("b_other")).isEmpty();
    assertThat(directory.of(new TenantId("card"), Desk.WEB)).isEmpty();
  }

  @Test
  void whoListensSuggestsAndTheCustomerHearsNothing() {
    account(Map.of("listen", "true"));
    bot.will(new BotAnswer.Replies(words(HandoverWish.PLAIN, "연결합니다")), says("이렇게 답하세요"));
    var conversation = hear("1");
    handedOver(conversation);
    desk.assign(conversation, Stage.ACTIVE, KIM);
    bots.moved(LIFE, conversation, Stage.ACTIVE);
    int before = thread(conversation).size();
    hear("보험금은 언제 나와요?");
    await().until(() -> !desk.memory.stores().bots().notes(LIFE, conversation).isEmpty());
    assertThat(desk.memory.stores().bots().notes(LIFE, conversation))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.kind()).isEqualTo(BotNote.Kind.SUGGESTION);
          assertThat(note.parts()).containsExactly(new Part.Text("이렇게 답하세요"));
        });
    assertThat(thread(conversation)).hasSize(before + 1);
    assertThat(((BotTurn.Said) bot.told.getLast()).scene().standby()).isTrue();
  }

  @Test
  void whoDoesNotListenHearsNothingOfACounsellorsConversation() {
    bot.will(new BotAnswer.Replies(words(HandoverWish.PLAIN)));
    var conversation = hear("1");
    handedOver(conversation);
    desk.assign(conversation, Stage.ACTIVE, KIM);
    bots.moved(LIFE, conversation, Stage.ACTIVE);
    hear("비밀");
    Desk.join(desk.replies.end(LIFE, conversation, EndReason.AGENT));
    await().until(() -> bot.told.getLast() instanceof BotTurn.Ended);
    assertThat(bot.heard()).containsExactly("1");
    assertThat(bot.told)
        .filteredOn(BotTurn.HandoverStatus.class::isInstance)
        .extracting(t -> ((BotTurn.HandoverStatus) t).state())
        .containsExactly(
            BotTurn.HandoverStatus.State.ACCEPTED, BotTurn.HandoverStatus.State.COMPLETED);
  }

  @Test
  void whatRoutingGivesToTheBotIsToldWithWhatTheCustomerSaid() {
    account(Map.of("opens", "false"));
    desk.close();
    bots.close();
    desk = new Desk();
    directory = new BotDirectory(desk.memory.stores().channels());
    account(Map.of());
    tools = tools();
    bots = new Bots(tools);
    bots.start(List.of(LIFE));
    var conversation = hear("밤인데요");
    assertThat(row(conversation).stage()).isEqualTo(Stage.QUEUED);
    desk.move(conversation, Stage.BOT);
    bots.moved(LIFE, conversation, Stage.BOT);
    answered(conversation, 2);
    assertThat(bot.heard()).containsExactly("밤인데요");
    assertThat(row(conversation).ownerEpoch()).isEqualTo(2);
  }

  @Test
  void CF64_anAccountWhoseSettingsCannotBeUsedIsNoBotAndStopsNothing() {
    desk.memory
        .stores()
        .channels()
        .save(
            new ChannelAccount(
                LIFE,
                BOT,
                ChannelKind.BOT,
                "봇",
                "rasa",
                "b_key",
                null,
                URI.create("ftp://bot/"),
                Map.of(),
                List.of(),
                List.of(),
                true));
    directory.reload(LIFE);
    assertThat(directory.byKey("b_key")).isEmpty();
    assertThat(directory.answers(LIFE, Desk.KAKAO)).isFalse();
    assertThat(handedOver(hear("hi")).reason()).isEqualTo(HandoverReason.BOT_GONE);
  }

  @Test
  void aChoiceThatIsWrittenCountsAsPressed() {
    var choices =
        new Part.QuickReplies(List.of(new Part.Button("예", Part.ButtonAction.POSTBACK, "/affirm")));
    bot.will(
        new BotAnswer.Replies(
            new BotWords(List.of(List.of(new Part.Text("맞나요?"), choices)), null, false)));
    var conversation = hear("1");
    answered(conversation, 2);
    hear("예");
    answered(conversation, 4);
    assertThat(((BotTurn.Said) bot.told.getLast()).postback()).isEqualTo("/affirm");
  }
}
