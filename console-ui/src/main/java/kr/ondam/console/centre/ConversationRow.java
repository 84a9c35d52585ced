package kr.ondam.console.centre;

import java.time.Instant;
import java.util.Locale;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Stage;
import org.jspecify.annotations.Nullable;

/// A waiting or running conversation as the manager sees it.
///
/// @param queue the queue's name, empty when it stands in none
/// @param customer masked, empty when neither name nor number is known
/// @param tail tells customers without a name apart
/// @param assignee the agent's name, empty while nobody holds it
/// @param waitsSince since when the customer waits for somebody, null when it is the customer's
///   turn
/// @param called whether a manager has been called for it
record ConversationRow(
    ConversationId id,
    String queue,
    String customer,
    String tail,
    ChannelKind channel,
    Stage stage,
    @Nullable AgentId agent,
    String assignee,
    @Nullable Instant waitsSince,
    boolean called) {

  /// Whether every word of the filter stands somewhere in the row.
  boolean matches(String filter) {
    var text = (queue + ' ' + customer + ' ' + assignee).toLowerCase(Locale.ROOT);
    for (var word : filter.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
