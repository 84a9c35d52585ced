package kr.ondam.routing;

import java.time.Instant;
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

  /// Name of its centre, empty for none.
  String centre = "";

  /// 가점
  long boostMillis;

  /// 순위 of its queue in its centre, 0 is served first.
  int priorityClass;

  /// 가중 of its queue, in thousandths.
  int weight = 1000;

  Attention attention = Attention.NONE;

  /// Whether it rests because the customer is silent.
  boolean resting;

  /// Whether the customer has not answered the agent yet.
  boolean silent;

  /// When it begins to wait, null when it is not out of hours.
  @Nullable Instant parkedUntil;

  /// Whether a bot may still be given it (챗봇).
  boolean bot;

  /// Where it is while an agent of another tenant is asked or has it, null otherwise.
  @Nullable CrossTenantGrant grant;

  /// How it came, null where no rules were asked.
  @Nullable Arrival arrival;

  /// The transfer that was not taken just now, null otherwise.
  @Nullable Offer untaken;

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

  /// The urgency without the class (routing.md 4.4).
  long urgency(Instant now) {
    return 1000 * boostMillis + weight * (now.toEpochMilli() - waitingSince.toEpochMilli());
  }

  Optional<Offer> offer() {
    return Optional.ofNullable(offer);
  }

  void offer(@Nullable Offer open) {
    offer = open;
  }
}
