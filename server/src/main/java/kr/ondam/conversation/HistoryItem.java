package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.HistoryPosition;

/// One entry of a customer's history.
public sealed interface HistoryItem {
  Instant at();

  /// Where it stands in the history.
  HistoryPosition position();

  /// An earlier or running consultation with its first messages.
  record Consultation(Conversation conversation, List<Message> beginning) implements HistoryItem {
    @Override
    public Instant at() {
      return conversation.openedAt();
    }

    @Override
    public HistoryPosition position() {
      return new HistoryPosition(conversation.openedAt(), conversation.id().value());
    }
  }

  /// Something that happened elsewhere.
  record Elsewhere(CustomerEvent event) implements HistoryItem {
    @Override
    public Instant at() {
      return event.at();
    }

    @Override
    public HistoryPosition position() {
      return new HistoryPosition(event.at(), event.id());
    }
  }
}
