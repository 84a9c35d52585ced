package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import kr.ondam.customer.CustomerEvent;

/// One entry of a customer's history.
public sealed interface HistoryItem {
  Instant at();

  /// An earlier or running consultation with its first messages.
  record Consultation(Conversation conversation, List<Message> beginning) implements HistoryItem {
    @Override
    public Instant at() {
      return conversation.openedAt();
    }
  }

  /// Something that happened elsewhere.
  record Elsewhere(CustomerEvent event) implements HistoryItem {
    @Override
    public Instant at() {
      return event.at();
    }
  }
}
