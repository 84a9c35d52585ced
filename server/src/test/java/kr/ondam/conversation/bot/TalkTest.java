package kr.ondam.conversation.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Author;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.Owner;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

/// Which of the customer's messages has an answer.
final class TalkTest {
  private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");

  private final Talk talk =
      new Talk(new TenantId("life"), new ConversationId(new UUID(0, 1)), Owner.BOT, NOW);

  private static Message said(Part... parts) {
    return new Message(
        new TenantId("life"),
        new ConversationId(new UUID(0, 1)),
        1,
        new MessageId(new UUID(0, 2)),
        Direction.IN,
        new Author(AuthorKind.CUSTOMER, "c"),
        NOW,
        null,
        List.of(parts),
        null,
        Delivery.NONE,
        null);
  }

  @Test
  void aChoiceIsPressedByItsWordsOrByTheNumberItHad() {
    var yes = new Part.Button("예", Part.ButtonAction.POSTBACK, "submit:{}");
    talk.offered(List.of(List.of(new Part.QuickReplies(List.of(yes)))));
    assertThat(talk.pressed(said(new Part.Text("예")))).isEqualTo("submit:{}");
    assertThat(talk.pressed(said(new Part.Text("1")))).isNull();
    var chosen = new Part.FormReply(List.of(new Part.Answer(Choices.NAME, "예", "submit:{}")));
    assertThat(talk.pressed(said(new Part.Text("1"), chosen))).isEqualTo("submit:{}");
  }

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
