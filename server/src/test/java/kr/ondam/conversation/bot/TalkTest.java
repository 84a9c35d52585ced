package kr.ondam.conversation.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Owner;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

/// Which of the customer's messages has an answer.
final class TalkTest {
  private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");

  private final Talk talk =
      new Talk(new TenantId("life"), new ConversationId(new UUID(0, 1)), Owner.BOT, NOW);

  @Test
  void aLateGreetingAnswersNothing() {
    talk.greet("start");
    talk.ask("m1", 1);
    assertThat(talk.asked("start")).isZero();
    assertThat(talk.asked("unknown")).isZero();
    assertThat(talk.asked("m1")).isEqualTo(1);
    assertThat(talk.asked(null)).isEqualTo(1);
  }

  @Test
  void whatIsPromisedIsWaitedForAlsoWhenALaterMessageIsAnsweredFirst() {
    talk.ask("m1", 1);
    talk.promised(1);
    talk.ask("m2", 2);
    talk.answered(2, true, NOW);
    assertThat(talk.waitsFor(1)).isTrue();
    assertThat(talk.waitsFor(2)).isFalse();
    talk.posted(1, true, NOW);
    assertThat(talk.waitsFor(1)).isFalse();
  }

  @Test
  void aPostThatNamesNoQuestionAnswersAllThatWereAsked() {
    talk.promised(1);
    talk.promised(2);
    talk.posted(2, false, NOW);
    assertThat(talk.waitsFor(1)).isFalse();
    assertThat(talk.waitsFor(2)).isFalse();
  }

  @Test
  void anAnswerThatCameBeforeItsPromiseCounts() {
    talk.posted(1, true, NOW);
    talk.promised(1);
    assertThat(talk.waitsFor(1)).isFalse();
  }

  @Test
  void BT33_whatWasSaidBeforeTheBotHadItIsNoLoop() {
    talk.replayed(30);
    for (int seq = 1; seq <= 30; seq++) {
      assertThat(talk.loops(seq, NOW)).isFalse();
    }
    for (int seq = 31; seq <= 50; seq++) {
      assertThat(talk.loops(seq, NOW)).isFalse();
    }
    assertThat(talk.loops(51, NOW)).isTrue();
  }
}
