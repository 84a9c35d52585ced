package kr.ondam.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.PresenceState;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// The rows of one tenant's routing in memory; it can be told to fail.
final class FakeRoutingStore implements RoutingStore {
  final Map<ConversationId, Conversation> conversations = new LinkedHashMap<>();
  final Map<OfferId, Offer> offers = new LinkedHashMap<>();
  final Map<ConversationId, QueueEntry> entries = new LinkedHashMap<>();
  final List<Segment> segments = new ArrayList<>();
  final List<RoutingDecision> decisions = new ArrayList<>();
  private final Map<AgentId, PresenceState> presences = new HashMap<>();
  private final Map<QueueId, Queue> queues = new LinkedHashMap<>();
  private long epoch;
  private int failures;

  synchronized void failNext(int commits) {
    failures = commits;
  }

  @Override
  public synchronized List<Queue> queues(TenantId tenant) {
    return List.copyOf(queues.values());
  }

  @Override
  public synchronized void save(Queue queue) {
    queues.put(queue.id(), queue);
  }

  @Override
  public synchronized long takeOver(TenantId tenant) {
    return ++epoch;
  }

  @Override
  public synchronized PartitionRows load(TenantId tenant) {
    return new PartitionRows(
        conversations.values().stream().filter(c -> c.stage().open() || c.stage().held()).toList(),
        List.copyOf(entries.values()),
        offers.values().stream().filter(o -> o.state() == OfferState.OPEN).toList(),
        segments.stream().filter(s -> s.endedAt() == null).toList(),
        List.copyOf(presences.values()));
  }

  @Override
  public synchronized void commit(RoutingBatch batch) {
    if (failures > 0) {
      failures--;
      throw new StoreUnavailable("told to fail", new IllegalStateException());
    }
    if (batch.epoch() != epoch) {
      throw new StaleEpoch("epoch: " + batch.epoch() + " (expected: " + epoch + ")");
    }
    batch.changes().forEach(this::apply);
  }

  private void apply(RoutingChange change) {
    switch (change) {
      case RoutingChange.SaveEntry save -> entries.put(save.entry().conversation(), save.entry());
      case RoutingChange.RemoveEntry remove -> entries.remove(remove.conversation());
      case RoutingChange.SaveOffer save -> offers.put(save.offer().id(), save.offer());
      case RoutingChange.MoveStage move -> move(move);
      case RoutingChange.OpenSegment open -> segments.add(open.segment());
      case RoutingChange.EndSegment end -> end(end);
      case RoutingChange.SavePresence save -> presences.put(save.state().agent(), save.state());
      case RoutingChange.Record record -> decisions.add(record.decision());
    }
  }

  private void move(RoutingChange.MoveStage move) {
    var row = conversations.get(move.conversation());
    if (row != null) {
      conversations.put(
          row.id(),
          new Conversation(
              row.tenant(),
              row.id(),
              row.account(),
              row.channel(),
              row.externalUser(),
              row.threadKey(),
              row.customer(),
              move.stage(),
              move.assignee(),
              move.queue(),
              row.openedAt(),
              row.endedAt(),
              row.endReason(),
              row.disposition(),
              row.lastSeq(),
              row.lastMessageAt(),
              row.lastInboundAt(),
              row.lastInboundSeq(),
              row.lastOutboundSeq(),
              row.routingKey(),
              row.attributes()));
    }
  }

  private void end(RoutingChange.EndSegment end) {
    segments.replaceAll(s ->
        s.conversation().equals(end.conversation()) && s.endedAt() == null
            ? new Segment(
                s.tenant(),
                s.conversation(),
                s.number(),
                s.agent(),
                s.queue(),
                s.queuedAt(),
                s.acceptedAt(),
                end.at(),
                end.reason())
            : s);
  }

  @Override
  public synchronized Optional<Offer> offer(TenantId tenant, OfferId offer) {
    return Optional.ofNullable(offers.get(offer));
  }

  @Override
  public synchronized List<RoutingDecision> decisions(
      TenantId tenant, ConversationId conversation) {
    return decisions.stream().filter(d -> d.conversation().equals(conversation)).toList();
  }

  @Override
  public synchronized List<Segment> segments(TenantId tenant, ConversationId conversation) {
    return segments.stream().filter(s -> s.conversation().equals(conversation)).toList();
  }

  @Override
  public synchronized List<Segment> segmentsSince(TenantId tenant, Instant since) {
    return List.copyOf(segments);
  }
}
