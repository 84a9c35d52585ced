package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.routing.Arrival;
import kr.ondam.routing.RoutingDecision;
import kr.ondam.routing.RoutingEvent;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows of what routing keeps to be explained and run again: decisions, arrivals and events.
final class RoutingRecordRows {
  private RoutingRecordRows() {}

  @Entity(name = "DecisionRow")
  @Table(name = "routing_decision")
  @IdClass(TenantRows.NumberedKey.class)
  static final class DecisionRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    String kind = "";
    UUID agent = Columns.NO_ID;

    @Column(name = "decided_by")
    @Nullable UUID decidedBy;

    String explanation = "{}";
    Instant at = Instant.EPOCH;

    static DecisionRow of(RoutingDecision decision) {
      var row = new DecisionRow();
      row.tenantId = decision.tenant().value();
      row.id = decision.id();
      row.conversationId = decision.conversation().value();
      row.kind = decision.kind();
      row.agent = decision.agent().value();
      row.decidedBy = decision.by();
      row.explanation = decision.explanation();
      row.at = decision.at();
      return row;
    }

    RoutingDecision decision() {
      return new RoutingDecision(
          new kr.ondam.tenant.TenantId(tenantId),
          id,
          new ConversationId(conversationId),
          kind,
          new AgentId(agent),
          decidedBy,
          explanation,
          at);
    }
  }

  @Entity(name = "ArrivalRow")
  @Table(name = "routing_arrival")
  @IdClass(RoutingRows.EntryKey.class)
  static final class ArrivalRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    Instant at = Instant.EPOCH;
    String centre = "";
    String facts = "{}";

    @Column(name = "boost_millis")
    long boostMillis;

    @Column(name = "boost_lost")
    boolean boostLost;

    String rules = "";
    String reasons = "{}";

    static ArrivalRow of(Arrival arrival) {
      var row = new ArrivalRow();
      row.tenantId = arrival.tenant().value();
      row.conversationId = arrival.conversation().value();
      row.at = arrival.at();
      row.centre = arrival.centre();
      row.facts = Columns.map(arrival.facts());
      row.boostMillis = arrival.boostMillis();
      row.boostLost = arrival.boostLost();
      row.rules = arrival.rules();
      row.reasons = arrival.reasons();
      return row;
    }

    Arrival arrival() {
      return new Arrival(
          new kr.ondam.tenant.TenantId(tenantId),
          new ConversationId(conversationId),
          at,
          centre,
          Columns.map(facts),
          boostMillis,
          boostLost,
          rules,
          reasons);
    }
  }

  record EventKey(String tenantId, long seq) implements Serializable {}

  @Entity(name = "EventRow")
  @Table(name = "routing_event")
  @IdClass(EventKey.class)
  static final class EventRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id long seq;
    Instant at = Instant.EPOCH;
    String kind = "";
    String body = "{}";
    String rules = "";

    static EventRow of(RoutingEvent event) {
      var row = new EventRow();
      row.tenantId = event.tenant().value();
      row.seq = event.seq();
      row.at = event.at();
      row.kind = event.kind();
      row.body = event.body();
      row.rules = event.rules();
      return row;
    }

    RoutingEvent event() {
      return new RoutingEvent(new kr.ondam.tenant.TenantId(tenantId), seq, at, kind, body, rules);
    }
  }
}
