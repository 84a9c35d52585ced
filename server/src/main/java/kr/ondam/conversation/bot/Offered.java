package kr.ondam.conversation.bot;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.Part;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;

/// Finds in the store what choices a bot offered before this process began.
final class Offered {
  private static final int LOOKED_AT = 20;

  private final ConversationStore conversations;

  Offered(ConversationStore conversations) {
    this.conversations = conversations;
  }

  /// Lets the talk know, if it does not, what the bot offered last before a message. Reads the
  /// store.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when that is not known now
  void recall(Talk talk, long seq) {
    if (talk.knowsChoices()) {
      return;
    }
    long after = Math.max(0, seq - 1 - LOOKED_AT);
    talk.offered(last(conversations.messages(talk.tenant, talk.id, after, LOOKED_AT), seq));
  }

  /// An answer of a bot may be several messages in a row.
  private static List<List<Part>> last(List<Message> page, long seq) {
    List<List<Part>> offered = new ArrayList<>();
    for (var message : page.reversed()) {
      boolean said = message.author().kind() == AuthorKind.BOT;
      if (message.seq() < seq && message.direction() == Direction.OUT && said) {
        offered.addFirst(message.parts());
      } else if (message.seq() < seq && !offered.isEmpty()) {
        break;
      }
    }
    return offered;
  }
}
