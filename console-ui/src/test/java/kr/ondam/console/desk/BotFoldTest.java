package kr.ondam.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Author;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.MessageId;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

final class BotFoldTest {
  private static Message message(long seq, AuthorKind kind, Part part) {
    return new Message(
        new TenantId("life"),
        new ConversationId(new UUID(0, 1)),
        seq,
        new MessageId(new UUID(1, seq)),
        kind == AuthorKind.CUSTOMER ? Direction.IN : Direction.OUT,
        new Author(kind, "x"),
        Instant.EPOCH,
        null,
        List.of(part),
        null,
        Delivery.NONE,
        null);
  }

  private static Message text(long seq, AuthorKind kind) {
    return message(seq, kind, new Part.Text("x"));
  }

  private static Message handover(long seq) {
    var line = new Part.SystemEvent(Part.SystemEvent.HANDED_OVER, Map.of("reason", "BOT"));
    return message(seq, AuthorKind.SYSTEM, line);
  }

  @Test
  void whatWasSaidBeforeTheHandoverIsFolded() {
    var thread =
        List.of(
            text(1, AuthorKind.CUSTOMER),
            text(2, AuthorKind.BOT),
            handover(3),
            text(4, AuthorKind.CUSTOMER));
    assertThat(BotFold.upTo(thread)).isEqualTo(3);
  }

  @Test
  void whatNoBotAnsweredAndWhatACounsellorSaidIsNotFoldedAway() {
    var unanswered =
        List.of(
            text(1, AuthorKind.CUSTOMER),
            text(2, AuthorKind.BOT),
            text(3, AuthorKind.CUSTOMER),
            handover(4));
    assertThat(BotFold.upTo(unanswered)).isEqualTo(3);
    var counselled =
        List.of(
            text(1, AuthorKind.CUSTOMER),
            text(2, AuthorKind.AGENT),
            text(3, AuthorKind.BOT),
            handover(4));
    assertThat(BotFold.upTo(counselled)).isZero();
  }

  @Test
  void aCustomerWhomNoBotAnsweredIsNotFoldedAway() {
    assertThat(BotFold.upTo(List.of(text(1, AuthorKind.CUSTOMER), handover(2)))).isZero();
    assertThat(BotFold.upTo(List.of(text(1, AuthorKind.CUSTOMER), text(2, AuthorKind.AGENT))))
        .isZero();
  }

  @Test
  void everyReasonAndKindOfNoteHasItsWords() {
    var texts = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT);
    for (var reason : HandoverReason.values()) {
      assertThat(texts.containsKey("handover." + reason)).as(reason.name()).isTrue();
    }
    for (var kind : BotNote.Kind.values()) {
      assertThat(texts.containsKey("desk.bot." + kind)).as(kind.name()).isTrue();
    }
  }
}
