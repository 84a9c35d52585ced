package kr.ondam.conversation;

import static kr.ondam.conversation.BotFloor.nothing;
import static kr.ondam.conversation.BotFloor.says;
import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.bot.BotAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What happens to customers whose bot fails, is silent, loops or is gone.
@Timeout(60)
final class BotFailuresTest {
  private final BotFloor floor = new BotFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void BT40_BT41_BT42_BT44_BT46_BT48_BT49_BT50_BT52_BT53_whateverIsNoAnswerBringsItToPeople() {
    for (var reason :
        List.of(
            "unreachable",
            "wrong_type",
            "empty_body",
            "redirect",
            "http_500",
            "timeout",
            "too_large",
            "bad_json",
            "tls",
            "connection_lost")) {
      floor.desk.time.advance(Duration.ofSeconds(61)); // what came before shuts the bot off
      floor.bot.will(new BotAnswer.Failure(reason));
      var conversation = floor.desk.stored(spoken("u-" + reason, reason, "hi")).conversation();
      var handover = floor.handedOver(conversation);
      assertThat(handover.reason()).as(reason).isEqualTo(HandoverReason.BOT_FAILED);
      assertThat(handover.failures()).isEqualTo(1);
    }
  }

  @Test
  void BT50_howAnUnreadableAnswerBeginsIsKeptMaskedOnceAnHour() {
    var failure = new BotAnswer.Failure("bad_json", Duration.ZERO, "{\"id\": 900101-1234567\u0000");
    for (int i = 0; i < 3; i++) {
      floor.bot.will(failure);
      floor.handedOver(floor.hear("u" + i, "hi"));
    }
    floor.bot.will(new BotAnswer.Failure("timeout"));
    floor.handedOver(floor.hear("u9", "hi"));
    assertThat(floor.desk.store.deadLetters(LIFE, 10))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.account()).isEqualTo(BotFloor.BOT);
          assertThat(letter.reason()).isEqualTo("bot_answer/bad_json");
          assertThat(letter.raw()).isEqualTo("{\"id\": 900101-*******");
          assertThat(letter.replayable()).isFalse();
        });
    floor.desk.time.advance(Duration.ofHours(1));
    floor.bot.will(failure);
    floor.handedOver(floor.hear("u10", "hi"));
    assertThat(floor.desk.store.deadLetters(LIFE, 10)).hasSize(2);
  }

  @Test
  void BT50_aSampleThatCannotBeKeptKeepsNobodyFromPeople() {
    floor.bot.asked = () -> floor.desk.memory.down(true);
    floor.bot.will(new BotAnswer.Failure("bad_json", Duration.ZERO, "{"));
    var conversation = floor.hear("1");
    await().until(() -> floor.bot.heard().size() == 1);
    floor.desk.memory.down(false);
    await()
        .until(() -> {
          floor.desk.time.advance(Duration.ofSeconds(1));
          return floor.row(conversation).stage() == Stage.QUEUED;
        });
  }

  @Test
  void BT42_aFirstEmptyAnswerIsPassedOverOnceAndASecondBringsItToPeople() {
    floor.bot.will(nothing(), says("네"), nothing(), nothing());
    var conversation = floor.hear("1");
    floor.answered(conversation, 2);
    assertThat(floor.thread(conversation).getLast()).startsWith("BOT 죄송합니다");
    floor.hear("2");
    floor.answered(conversation, 4);
    floor.hear("3");
    floor.answered(conversation, 6);
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.BOT);
    floor.hear("4");
    var handover = floor.handedOver(conversation);
    assertThat(handover.reason()).isEqualTo(HandoverReason.BOT_SILENT);
    assertThat(handover.failures()).isEqualTo(3);
  }

  @Test
  void BT45_whileABotWantsToBeLeftAloneCustomersGoToPeopleForAMinuteAtMost() {
    floor.bot.will(new BotAnswer.Failure("http_429", Duration.ofHours(1), ""));
    floor.handedOver(floor.hear("hi"));
    var second = floor.desk.stored(spoken("u2", "a", "hi")).conversation();
    assertThat(floor.handedOver(second).reason()).isEqualTo(HandoverReason.BOT_DOWN);
    floor.desk.time.advance(Duration.ofSeconds(61));
    var third = floor.desk.stored(spoken("u3", "b", "hi")).conversation();
    floor.answered(third, 2);
    assertThat(floor.row(third).stage()).isEqualTo(Stage.BOT);
  }

  @Test
  void BT46_afterFiveFailuresTheBotIsNotAskedForAWhileAndSomebodyIsCalled() {
    for (int i = 0; i < 5; i++) {
      floor.bot.will(new BotAnswer.Failure("http_500"));
      floor.handedOver(floor.desk.stored(spoken("f" + i, "f" + i, "hi")).conversation());
    }
    var sixth = floor.desk.stored(spoken("f6", "f6", "hi")).conversation();
    assertThat(floor.handedOver(sixth).reason()).isEqualTo(HandoverReason.BOT_DOWN);
    assertThat(floor.bot.heard()).hasSize(5);
    assertThat(floor.desk.meters.counter("ondam.bot.alarms", "tenant", "life").count())
        .isEqualTo(1);
    floor.desk.time.advance(Duration.ofSeconds(31));
    var seventh = floor.desk.stored(spoken("f7", "f7", "hi")).conversation();
    floor.answered(seventh, 2);
    assertThat(floor.row(seventh).stage()).isEqualTo(Stage.BOT);
  }

  @Test
  void BT46_aBotThatRefusesOurEventsIsStillAskedWhatCustomersSay() {
    sixEndsAreRefused("http_404");
    assertThat(floor.desk.meters.get("ondam.bot.breaker").gauge().value()).isZero();
    var next = floor.hear("next", "hi");
    floor.answered(next, 2);
    assertThat(floor.row(next).stage()).isEqualTo(Stage.BOT);
  }

  @Test
  void BT46_aBotThatFailsOnOurEventsIsLeftAlone() {
    sixEndsAreRefused("http_503");
    assertThat(floor.desk.meters.get("ondam.bot.breaker").gauge().value()).isEqualTo(1);
  }

  private void sixEndsAreRefused(String how) {
    for (int i = 0; i < 6; i++) {
      floor.answered(floor.hear("e" + i, "hi"), 2);
    }
    floor.bot.mentioned = new BotAnswer.Failure(how);
    floor.desk.time.advance(Duration.ofMinutes(32));
    await()
        .until(() ->
            floor.desk.meters.find("ondam.bot.turns").tag("outcome", how).counters().stream()
                    .mapToDouble(Counter::count)
                    .sum()
                >= 5);
  }

  @Test
  void BT33_twoMachinesThatTalkWithEachOtherAreParted() {
    var conversation = floor.hear("0");
    for (int i = 1; i <= 20; i++) {
      floor.hear("" + i);
    }
    assertThat(floor.handedOver(conversation).reason()).isEqualTo(HandoverReason.LOOP);
    assertThat(floor.bot.heard()).hasSize(20);
    assertThat(floor.desk.meters.counter("ondam.bot.alarms", "tenant", "life").count())
        .isEqualTo(1);
  }

  @Test
  void whileNothingCanBeStoredTheAnswerWaitsAndIsNotLost() {
    floor.bot.asked = () -> floor.desk.memory.down(true);
    var conversation = floor.hear("1");
    await().until(() -> floor.bot.heard().size() == 1);
    floor.desk.memory.down(false);
    floor.bot.asked = () -> {};
    await()
        .until(() -> {
          floor.desk.time.advance(Duration.ofSeconds(1));
          return floor.thread(conversation).size() == 2;
        });
    assertThat(floor.bot.heard()).containsExactly("1");
  }

  @Test
  void anAnswerThatCannotBeStoredBringsItToPeople() {
    floor.desk.memory.beforeAppend(batch -> {
      if (batch.messages().toString().contains("poison")) {
        throw new IllegalStateException("told to fail");
      }
    });
    floor.bot.will(says("poison"));
    assertThat(floor.handedOver(floor.hear("1")).reason()).isEqualTo(HandoverReason.BOT_FAILED);
  }

  @Test
  void anErrorBringsItToPeople() {
    floor.bot.asked =
        () -> {
          throw new StackOverflowError("told to fail");
        };
    assertThat(floor.handedOver(floor.hear("1")).reason()).isEqualTo(HandoverReason.BOT_FAILED);
  }

  /// An error leaves the breaker as any failure does: it waits for the end of the try it allowed.
  @Test
  void BT46_anErrorInTheTryOfABotThatFailedDoesNotShutItOffForGood() {
    for (int i = 0; i < 5; i++) {
      floor.bot.will(new BotAnswer.Failure("http_500"));
      floor.handedOver(floor.hear("f" + i, "hi"));
    }
    floor.desk.time.advance(Duration.ofSeconds(31));
    floor.bot.asked =
        () -> {
          throw new StackOverflowError("told to fail");
        };
    floor.handedOver(floor.hear("f6", "hi"));
    floor.bot.asked = () -> {};
    floor.desk.time.advance(Duration.ofSeconds(61));
    var back = floor.hear("f7", "hi");
    floor.answered(back, 2);
    assertThat(floor.row(back).stage()).isEqualTo(Stage.BOT);
  }

  @Test
  void whoseBotIsGoneComesToPeopleWithoutAWord() {
    var conversation = floor.hear("1");
    floor.answered(conversation, 2);
    floor.account(Map.of("for", "web"));
    floor.desk.time.advance(Duration.ofMinutes(2));
    assertThat(floor.handedOver(conversation).reason()).isEqualTo(HandoverReason.BOT_GONE);
  }

  @Test
  void CF64_anAccountWhoseSettingsCannotBeUsedIsNoBotAndStopsNothing() {
    floor.account("ftp://bot/", Map.of());
    assertThat(floor.directory.byKey("b_key")).isEmpty();
    assertThat(floor.directory.answers(LIFE, Desk.KAKAO)).isFalse();
    assertThat(floor.handedOver(floor.hear("hi")).reason()).isEqualTo(HandoverReason.BOT_GONE);
  }
}
