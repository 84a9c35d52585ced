package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.PresenceState;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.routing.Attention;
import kr.ondam.routing.Offer;
import kr.ondam.routing.OfferId;
import kr.ondam.routing.OfferState;
import kr.ondam.routing.Queue;
import kr.ondam.routing.QueueEntry;
import kr.ondam.routing.Segment;
import kr.ondam.tenant.CentreId;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows of what routing works with: queues, presences, waiting entries, offers and segments.
final class RoutingRows {
  private RoutingRows() {}

  record AgentKey(String tenantId, UUID agent) implements Serializable {}

  record EntryKey(String tenantId, UUID conversationId) implements Serializable {}

  record SegmentKey(String tenantId, UUID conversationId, int number) implements Serializable {}

  private static kr.ondam.tenant.TenantId tenant(String id) {
    return new kr.ondam.tenant.TenantId(id);
  }

  @Entity(name = "QueueRow")
  @Table(name = "queue")
  @IdClass(TenantRows.NamedKey.class)
  static final class QueueRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id String id = "";
    String name = "";
    String skills = "{}";

    @Column(name = "centre_id")
    @Nullable String centreId;

    @Column(name = "priority_class")
    int priorityClass;

    int weight;

    @Column(name = "routing_keys")
    String routingKeys = "[]";

    @Column(name = "in_force")
    boolean inForce = true;

    static QueueRow of(Queue queue) {
      var row = new QueueRow();
      row.tenantId = queue.tenant().value();
      row.id = queue.id().value();
      row.name = queue.name();
      row.skills = Columns.map(queue.skills());
      var centre = queue.centre();
      row.centreId = centre == null ? null : centre.value();
      row.priorityClass = queue.priorityClass();
      row.weight = queue.weight();
      row.routingKeys = Columns.sorted(queue.routingKeys());
      row.inForce = queue.inForce();
      return row;
    }

    Queue queue() {
      var centre = centreId;
      return new Queue(
          tenant(tenantId),
          new QueueId(id),
          name,
          Columns.levels(skills),
          centre == null ? null : new CentreId(centre),
          priorityClass,
          weight,
          new HashSet<>(Columns.list(routingKeys)),
          inForce);
    }
  }

  @Entity(name = "PresenceRow")
  @Table(name = "presence")
  @IdClass(AgentKey.class)
  static final class PresenceRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID agent = Columns.NO_ID;
    String presence = "";
    Instant since = Instant.EPOCH;

    static PresenceRow of(PresenceState state) {
      var row = new PresenceRow();
      row.tenantId = state.tenant().value();
      row.agent = state.agent().value();
      row.presence = state.presence().name();
      row.since = state.since();
      return row;
    }

    PresenceState state() {
      return new PresenceState(
          tenant(tenantId), new AgentId(agent), Presence.valueOf(presence), since);
    }
  }

  @Entity(name = "EntryRow")
  @Table(name = "queue_entry")
  @IdClass(EntryKey.class)
  static final class EntryRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    @Column(name = "queue_id")
    String queueId = "";

    @Column(name = "waiting_since")
    Instant waitingSince = Instant.EPOCH;

    @Column(name = "entry_order")
    long entryOrder;

    boolean front;
    String excluded = "{}";

    @Column(name = "waits_since")
    @Nullable Instant waitsSince;

    boolean overdue;

    @Column(name = "parked_until")
    @Nullable Instant parkedUntil;

    @Column(name = "held_for")
    @Nullable UUID heldFor;

    @Column(name = "held_until")
    @Nullable Instant heldUntil;

    String attention = Attention.NONE.name();

    static EntryRow of(QueueEntry entry) {
      var row = new EntryRow();
      row.tenantId = entry.tenant().value();
      row.conversationId = entry.conversation().value();
      row.queueId = entry.queue().value();
      row.waitingSince = entry.waitingSince();
      row.entryOrder = entry.order();
      row.front = entry.front();
      Map<String, String> excluded = new HashMap<>();
      entry.excluded().forEach((agent, until) -> excluded.put(agent.toString(), until.toString()));
      row.excluded = Columns.map(excluded);
      row.waitsSince = entry.waitsSince();
      row.overdue = entry.overdue();
      row.parkedUntil = entry.parkedUntil();
      var keeper = entry.heldFor();
      row.heldFor = keeper == null ? null : keeper.value();
      row.heldUntil = entry.heldUntil();
      row.attention = entry.attention().name();
      return row;
    }

    QueueEntry entry() {
      Map<AgentId, Instant> agents = new HashMap<>();
      Columns.map(excluded)
          .forEach((agent, until) ->
              agents.put(new AgentId(UUID.fromString(agent)), Instant.parse(until)));
      var keeper = heldFor;
      var since = waitsSince;
      return new QueueEntry(
          tenant(tenantId),
          new ConversationId(conversationId),
          new QueueId(queueId),
          waitingSince,
          entryOrder,
          front,
          agents,
          since == null ? waitingSince : since,
          overdue,
          parkedUntil,
          keeper == null ? null : new AgentId(keeper),
          heldUntil,
          Attention.valueOf(attention));
    }
  }

  @Entity(name = "OfferRow")
  @Table(name = "offer")
  @IdClass(TenantRows.NumberedKey.class)
  static final class OfferRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    @Column(name = "queue_id")
    String queueId = "";

    UUID agent = Columns.NO_ID;

    @Column(name = "offered_at")
    Instant offeredAt = Instant.EPOCH;

    @Column(name = "expires_at")
    Instant expiresAt = Instant.EPOCH;

    String state = "";

    @Column(name = "transferred_by")
    @Nullable UUID transferredBy;

    static OfferRow of(Offer offer) {
      var row = new OfferRow();
      row.tenantId = offer.tenant().value();
      row.id = offer.id().value();
      row.conversationId = offer.conversation().value();
      row.queueId = offer.queue().value();
      row.agent = offer.agent().value();
      row.offeredAt = offer.offeredAt();
      row.expiresAt = offer.expiresAt();
      row.state = offer.state().name();
      var sender = offer.transferredBy();
      row.transferredBy = sender == null ? null : sender.value();
      return row;
    }

    Offer offer() {
      var sender = transferredBy;
      return new Offer(
          tenant(tenantId),
          new OfferId(id),
          new ConversationId(conversationId),
          new QueueId(queueId),
          new AgentId(agent),
          offeredAt,
          expiresAt,
          OfferState.valueOf(state),
          sender == null ? null : new AgentId(sender));
    }
  }

  @Entity(name = "SegmentRow")
  @Table(name = "segment")
  @IdClass(SegmentKey.class)
  static final class SegmentRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    @Id int number;
    UUID agent = Columns.NO_ID;

    @Column(name = "queue_id")
    String queueId = "";

    @Column(name = "queued_at")
    Instant queuedAt = Instant.EPOCH;

    @Column(name = "accepted_at")
    Instant acceptedAt = Instant.EPOCH;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    @Column(name = "end_reason")
    @Nullable String endReason;

    static SegmentRow of(Segment segment) {
      var row = new SegmentRow();
      row.tenantId = segment.tenant().value();
      row.conversationId = segment.conversation().value();
      row.number = segment.number();
      row.agent = segment.agent().value();
      row.queueId = segment.queue().value();
      row.queuedAt = segment.queuedAt();
      row.acceptedAt = segment.acceptedAt();
      row.endedAt = segment.endedAt();
      row.endReason = segment.endReason();
      return row;
    }

    Segment segment() {
      return new Segment(
          tenant(tenantId),
          new ConversationId(conversationId),
          number,
          new AgentId(agent),
          new QueueId(queueId),
          queuedAt,
          acceptedAt,
          endedAt,
          endReason);
    }
  }
}
