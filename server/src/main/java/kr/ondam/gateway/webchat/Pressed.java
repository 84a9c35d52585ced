package kr.ondam.gateway.webchat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kr.ondam.channel.Part;
import kr.ondam.channel.webchat.VisibleText;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Direction;
import kr.ondam.customer.Visitor;

/// Finds the choice that a visitor pressed in what was said to them, however long ago: only a value
/// that was offered is one.
final class Pressed {
  private static final int PAGE = 200;
  private static final int LOOKED_AT = 1000;

  private final ConversationStore conversations;

  Pressed(ConversationStore conversations) {
    this.conversations = conversations;
  }

  /// The choice as it is kept with the message; empty when the visitor's latest conversation, over
  /// or not, offered no such value. Reads the store.
  ///
  /// @param label what the visitor said by pressing
  Optional<Part.FormReply> choice(Visitor visitor, String label, String value) {
    return conversations
        .latestOf(visitor.tenant(), visitor.identity())
        .flatMap(conversation -> offered(conversation, label, value))
        .map(Choices::answer);
  }

  /// The newest one; one that is called the same goes before one that only means the same.
  private Optional<Part.Button> offered(Conversation in, String label, String value) {
    Optional<Part.Button> meant = Optional.empty();
    long end = in.lastSeq();
    for (long last = end; last > 0 && end - last < LOOKED_AT; last -= PAGE) {
      long after = Math.max(0, last - PAGE);
      var page = conversations.messages(in.tenant(), in.id(), after, (int) (last - after));
      for (var message : page.reversed()) {
        if (message.direction() == Direction.OUT) {
          var same = of(message.parts(), value);
          var called =
              same.stream().filter(b -> b.label().strip().equals(label.strip())).findFirst();
          if (called.isPresent()) {
            return called;
          }
          meant = meant.or(() -> same.stream().findFirst());
        }
      }
    }
    return meant;
  }

  private static List<Part.Button> of(List<Part> parts, String value) {
    return parts.stream()
        .flatMap(Pressed::buttons)
        .filter(button -> button.action() == Part.ButtonAction.POSTBACK)
        .filter(button -> VisibleText.of(button.value()).equals(value))
        .toList();
  }

  private static Stream<Part.Button> buttons(Part part) {
    return switch (part) {
      case Part.QuickReplies(var items) -> items.stream();
      case Part.Card card -> card.buttons().stream();
      case Part.Carousel(var cards) -> cards.stream().flatMap(card -> card.buttons().stream());
      default -> Stream.of();
    };
  }
}
