package kr.ondam.routing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState.ConversationState;
import kr.ondam.rules.Place;
import org.jspecify.annotations.Nullable;

/// Makes the entry of a waiting conversation from what the engine knows about it.
final class Entries {
  private Entries() {}

  static QueueEntry of(Tracked conversation, ConversationState state, Book book) {
    Map<AgentId, Instant> excluded = new HashMap<>();
    state
        .excluded()
        .forEach(
            (agent, until) -> excluded.put(book.agents.id(agent), Instant.ofEpochMilli(until)));
    long heldFor = state.heldFor();
    long heldUntil = state.heldUntil();
    if (state.place() instanceof Place.Parked parked) {
      heldFor = parked.sticky().agent();
      heldUntil = parked.until() + parked.sticky().holdMillis();
    }
    boolean kept = heldFor != Partition.NOBODY;
    return new QueueEntry(
        book.tenant,
        conversation.id,
        conversation.queue,
        conversation.waitingSince,
        conversation.order,
        conversation.front,
        excluded,
        Instant.ofEpochMilli(state.waitsSince()),
        state.overdue(),
        conversation.parkedUntil,
        kept ? book.agents.id(heldFor) : null,
        kept ? Instant.ofEpochMilli(heldUntil) : null,
        conversation.attention);
  }

  /// The entry of a conversation the engine does not know any more.
  static QueueEntry of(Tracked conversation, Book book) {
    @Nullable Instant nothing = null;
    return new QueueEntry(
        book.tenant,
        conversation.id,
        conversation.queue,
        conversation.waitingSince,
        conversation.order,
        conversation.front,
        Map.of(),
        conversation.waitingSince,
        true,
        nothing,
        null,
        null,
        conversation.attention);
  }
}
