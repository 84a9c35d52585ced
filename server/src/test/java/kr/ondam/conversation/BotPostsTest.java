package kr.ondam.conversation;

import static kr.ondam.conversation.BotFloor.nothing;
import static kr.ondam.conversation.BotFloor.post;
import static kr.ondam.conversation.BotFloor.says;
import static kr.ondam.conversation.BotFloor.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.channel.bot.BotWords;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.bot.Posted;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What bots answer later or send by themselves.
@Timeout(60)
final class BotPostsTest {
  private final BotFloor floor = new BotFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void aBotThatAnswersLaterIsWaitedForAndThenTakenAsSilent() {
    floor.bot.will(new BotAnswer.Later(), new BotAnswer.Later());
    var conversation = floor.hear("1");
    await().until(() -> floor.bot.heard().size() == 1);
    assertThat(floor.take("k1", "늦은 답")).isInstanceOf(Posted.Kept.class);
    floor.desk.time.advance(Duration.ofSeconds(11));
    floor.hear("2");
    await().until(() -> floor.bot.heard().size() == 2);
    await().until(() -> floor.thread(conversation).size() == 3);
    floor.desk.time.advance(Duration.ofSeconds(11));
    floor.answered(conversation, 4);
    assertThat(floor.thread(conversation).getLast()).startsWith("BOT 죄송합니다");
  }

  @Test
  void aBotThatPostsItsAnswerAndThenFailsOrIsSilentHasAnswered() {
    for (var answer : List.of(new BotAnswer.Failure("timeout"), nothing())) {
      var user = answer.getClass().getSimpleName();
      var conversation = floor.hear(user, "x");
      floor.answered(conversation, 2);
      floor.bot.asked = () -> floor.take(conversation.toString(), "k", "답");
      floor.bot.will(answer, says("또"));
      floor.hear(user, "y");
      floor.answered(conversation, 4);
      floor.bot.asked = () -> {};
      floor.hear(user, "z");
      floor.answered(conversation, 6);
      assertThat(floor.thread(conversation))
          .containsExactly("CUSTOMER x", "BOT 네", "CUSTOMER y", "BOT 답", "CUSTOMER z", "BOT 또");
      assertThat(floor.row(conversation).stage()).isEqualTo(Stage.BOT);
    }
  }

  @Test
  void anAnswerThatShowsNothingIsSilenceAndAPostThatSaysNothingIsNoAnswer() {
    floor.bot.will(
        new BotAnswer.Replies(
            new BotWords(List.of(List.of(new Part.Unsupported("custom", "{}"))), null, false)),
        new BotAnswer.Later());
    var conversation = floor.hear("1");
    floor.answered(conversation, 2);
    assertThat(floor.thread(conversation).getLast()).startsWith("BOT 죄송합니다");
    floor.hear("2");
    await().until(() -> floor.bot.heard().size() == 2);
    var empty = post(conversation.toString(), null, "k", BotWords.NONE);
    assertThat(floor.take(empty)).isInstanceOf(Posted.Kept.class);
    floor.desk.time.advance(Duration.ofSeconds(11));
    assertThat(floor.handedOver(conversation).reason()).isEqualTo(HandoverReason.BOT_SILENT);
  }

  @Test
  void BT24_aWishWithoutWordsIsOnePostUnderItsKey() {
    var conversation = floor.hear("1");
    floor.answered(conversation, 2);
    var known = floor.directory.byKey("b_key").orElseThrow();
    var wish = post(conversation.toString(), null, "k", words(HandoverWish.PLAIN));
    for (int i = 0; i < 2; i++) {
      var posted = floor.inbox().take(known, wish);
      // Nobody routes here.
      floor.desk.time.advance(Duration.ofSeconds(1));
      assertThat(Desk.join(posted)).isInstanceOf(Posted.Kept.class);
    }
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void BT60_aBotHearsThatNobodyIsOnDuty() {
    var conversation = floor.hear("1");
    floor.answered(conversation, 2);
    var wish = post(conversation.toString(), null, "k", words(HandoverWish.PLAIN));
    var posted = floor.inbox().take(floor.directory.byKey("b_key").orElseThrow(), wish);
    floor.bots().moved(Desk.LIFE, conversation, Stage.AFTER_HOURS);
    assertThat(Desk.join(posted))
        .isEqualTo(new Posted.Kept(conversation.toString(), Stage.AFTER_HOURS));
  }

  @Test
  void BT24_BT25_BT28_aPostUnderAKeyCountsOnceAndAnotherUnderItNot() {
    floor.answered(floor.hear("1"), 2);
    var first = floor.take("k", "답");
    assertThat(floor.take("k", "답")).isEqualTo(first);
    assertThat(floor.take("k", "다른 답")).isInstanceOf(Posted.Mismatch.class);
    floor.desk.time.advance(Duration.ofSeconds(9));
    assertThat(floor.take("k", "답")).isEqualTo(first);
    floor.desk.time.advance(Duration.ofSeconds(21));
    assertThat(floor.take("k", "답")).isNotEqualTo(first).isInstanceOf(Posted.Kept.class);
  }

  @Test
  void BT02_BT06_aBotNamesOnlyConversationsOfItsOwn() {
    floor.hear("1");
    assertThat(floor.take(UUID.randomUUID().toString(), "k", "x"))
        .isInstanceOf(Posted.Unknown.class);
    assertThat(floor.take("1", "k", "x")).isInstanceOf(Posted.Unknown.class);
    floor.account(Map.of("for", "web"));
    assertThat(floor.take("k", "x")).isInstanceOf(Posted.Unknown.class);
    assertThat(floor.directory.byKey("b_other")).isEmpty();
    assertThat(floor.directory.of(new TenantId("card"), Desk.WEB)).isEmpty();
  }

  /// The bot's answer is on its way into the store when its time is over, or when its turn fails:
  /// the customer hears the answer and no excuse, and stays with the bot.
  @Test
  void anAnswerThatIsJustBeingStoredIsNeitherOverdueNorAFailure() throws Exception {
    var arrived = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    floor.desk.memory.beforeAppend(batch -> {
      if (batch.messages().toString().contains("늦은 답")) {
        arrived.countDown();
        Desk.await(gate);
      }
    });
    floor.bot.will(new BotAnswer.Later());
    var conversation = floor.hear("1");
    await().until(() -> floor.bot.heard().size() == 1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var posted = threads.submit(() -> floor.take("k", "늦은 답"));
      Desk.await(arrived);
      floor.desk.time.advance(Duration.ofSeconds(11));
      gate.countDown();
      assertThat(posted.get()).isInstanceOf(Posted.Kept.class);
    }
    floor.desk.time.advance(Duration.ofSeconds(2));
    floor.hear("2");
    floor.answered(conversation, 4);
    assertThat(floor.thread(conversation))
        .containsExactly("CUSTOMER 1", "BOT 늦은 답", "CUSTOMER 2", "BOT 네");
  }
}
