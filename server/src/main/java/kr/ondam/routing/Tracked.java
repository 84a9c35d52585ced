package kr.ondam.routing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import org.jspecify.annotations.Nullable;

/// What a partition knows of one unfinished conversation. Touched only by the partition's thread.
final class Tracked {
  final ConversationId id;
  final ChannelKind channel;
  final Instant waitingSince;
  final long order;
  QueueId queue;
  Stage stage;
  @Nullable AgentId assignee;
  boolean front;
  int segments;
  private final Map<AgentId, Instant> excluded = new HashMap<>();
  private @Nullable Offer offer;

  Tracked(
      ConversationId id,
      ChannelKind channel,
      Instant waitingSince,
      long order,
      QueueId queue,
      Stage stage) {
    this.id = id;
    this.channel = channel;
    this.waitingSince = waitingSince;
    this.order = order;
    this.queue = queue;
    this.stage = stage;
  }

  void exclude(AgentId agent, Instant until) {
    excluded.put(agent, until);
  }

  Map<AgentId, Instant> excluded() {
    return excluded;
  }

  Optional<Offer> offer() {
    return Optional.ofNullable(offer);
  }

  void offer(@Nullable Offer open) {
    offer = open;
  }

  /// Whose slot it takes, null when nobody's.
  @Nullable AgentId holder() {
    var open = offer;
    return open != null ? open.agent() : stage.held() ? assignee : null;
  }
}
