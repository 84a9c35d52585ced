package kr.ondam.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import kr.ondam.agent.AgentId;
import org.jspecify.annotations.Nullable;

/// A conversation while a batch is being planned: what is stored plus what the batch adds.
final class Strand {
  /// More is not kept of what providers tell of a customer, in characters.
  private static final int MOST_ATTRIBUTES = 13_000;

  private final Conversation before;
  private final boolean opened;
  private Conversation now;
  private boolean moved;
  private @Nullable Ending ending;

  private Strand(Conversation conversation, boolean opened) {
    before = conversation;
    now = conversation;
    this.opened = opened;
  }

  static Strand stored(Conversation conversation) {
    return new Strand(conversation, false);
  }

  static Strand fresh(Conversation conversation) {
    return new Strand(conversation, true);
  }

  Conversation now() {
    return now;
  }

  boolean opened() {
    return opened;
  }

  boolean over() {
    return now.endedAt() != null;
  }

  @Nullable Ending ending() {
    return opened ? null : ending;
  }

  boolean heldBy(AgentId agent) {
    return agent.equals(now.assignee());
  }

  /// Takes the next seq for a message of this direction.
  long number(Direction direction, Instant at, @Nullable String threadKey) {
    long seq = now.lastSeq() + 1;
    boolean in = direction == Direction.IN;
    now =
        with(
            seq,
            at,
            in ? at : now.lastInboundAt(),
            in ? seq : now.lastInboundSeq(),
            direction == Direction.OUT ? seq : now.lastOutboundSeq(),
            threadKey == null ? now.threadKey() : threadKey,
            now.routingKey(),
            now.attributes());
    moved = true;
    return seq;
  }

  /// Answers whether the routing key is a new one.
  boolean refer(String routingKey) {
    if (routingKey.equals(now.routingKey())) {
      return false;
    }
    tell(routingKey, now.attributes());
    return true;
  }

  /// Takes in what is told of why the customer came; the latest of a name counts.
  void know(Map<String, String> attributes) {
    Map<String, String> all = new HashMap<>(now.attributes());
    attributes.forEach((name, value) -> {
      var had = all.put(name, value);
      if (length(all) > MOST_ATTRIBUTES) {
        all.compute(name, (_, _) -> had);
      }
    });
    if (!all.equals(now.attributes())) {
      tell(now.routingKey(), Map.copyOf(all));
    }
  }

  private void tell(@Nullable String routingKey, Map<String, String> attributes) {
    now =
        with(
            now.lastSeq(),
            now.lastMessageAt(),
            now.lastInboundAt(),
            now.lastInboundSeq(),
            now.lastOutboundSeq(),
            now.threadKey(),
            routingKey,
            attributes);
    moved = true;
  }

  private static int length(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(a -> a.getKey().length() + a.getValue().length())
        .sum();
  }

  /// What a bot had is closed at once, because no partition knows it.
  void end(Instant at, EndReason reason, @Nullable String disposition) {
    ending = new Ending(now.id(), at, reason, disposition);
    boolean bots = now.owner() == Owner.BOT;
    now = ended(bots ? now.ownerEpoch() + 1 : now.ownerEpoch(), at, reason, disposition);
  }

  private Conversation ended(
      long ownerEpoch, Instant at, EndReason reason, @Nullable String disposition) {
    var c = now;
    return new Conversation(
        c.tenant(),
        c.id(),
        c.account(),
        c.channel(),
        c.externalUser(),
        c.threadKey(),
        c.customer(),
        c.owner() == Owner.BOT ? Stage.CLOSED : c.stage(),
        c.assignee(),
        c.queue(),
        c.openedAt(),
        at,
        reason,
        disposition,
        c.lastSeq(),
        c.lastMessageAt(),
        c.lastInboundAt(),
        c.lastInboundSeq(),
        c.lastOutboundSeq(),
        c.routingKey(),
        c.attributes(),
        ownerEpoch);
  }

  /// Takes a conversation from its bot; from then on it waits for people.
  void handOver() {
    var c = now;
    now =
        new Conversation(
            c.tenant(),
            c.id(),
            c.account(),
            c.channel(),
            c.externalUser(),
            c.threadKey(),
            c.customer(),
            Stage.QUEUED,
            null,
            c.queue(),
            c.openedAt(),
            c.endedAt(),
            c.endReason(),
            c.disposition(),
            c.lastSeq(),
            c.lastMessageAt(),
            c.lastInboundAt(),
            c.lastInboundSeq(),
            c.lastOutboundSeq(),
            c.routingKey(),
            c.attributes(),
            c.ownerEpoch() + 1);
  }

  /// The change of a stored conversation, null when there is none.
  @Nullable Progress progress() {
    if (opened || !moved) {
      return null;
    }
    return new Progress(
        now.id(),
        now.lastSeq(),
        now.lastMessageAt(),
        now.lastInboundAt(),
        now.lastInboundSeq(),
        now.lastOutboundSeq(),
        changed(before.threadKey(), now.threadKey()),
        changed(before.routingKey(), now.routingKey()),
        before.attributes().equals(now.attributes()) ? null : now.attributes());
  }

  private static @Nullable String changed(@Nullable String before, @Nullable String now) {
    return Objects.equals(before, now) ? null : now;
  }

  private Conversation with(
      long lastSeq,
      Instant lastMessageAt,
      Instant lastInboundAt,
      long lastInboundSeq,
      long lastOutboundSeq,
      @Nullable String threadKey,
      @Nullable String routingKey,
      Map<String, String> attributes) {
    var c = now;
    return new Conversation(
        c.tenant(),
        c.id(),
        c.account(),
        c.channel(),
        c.externalUser(),
        threadKey,
        c.customer(),
        c.stage(),
        c.assignee(),
        c.queue(),
        c.openedAt(),
        c.endedAt(),
        c.endReason(),
        c.disposition(),
        lastSeq,
        lastMessageAt,
        lastInboundAt,
        lastInboundSeq,
        lastOutboundSeq,
        routingKey,
        attributes,
        c.ownerEpoch());
  }
}
