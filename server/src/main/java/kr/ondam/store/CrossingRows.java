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
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.ConversationId;
import kr.ondam.routing.CrossTenantGrant;
import kr.ondam.routing.GrantState;
import kr.ondam.routing.Loan;
import kr.ondam.routing.OfferId;
import kr.ondam.routing.OfferState;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows of what crosses from one tenant to another: the owner's grants and the lender's loans.
final class CrossingRows {
  private CrossingRows() {}

  record LoanKey(String tenantId, UUID offerId) implements Serializable {}

  private static kr.ondam.tenant.TenantId tenant(String id) {
    return new kr.ondam.tenant.TenantId(id);
  }

  @Entity(name = "GrantRow")
  @Table(name = "cross_tenant_grant")
  @IdClass(TenantRows.NumberedKey.class)
  static final class GrantRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    String grantee = "";
    UUID agent = Columns.NO_ID;

    @Column(name = "agent_name")
    String agentName = "";

    long claim;
    String state = "";
    @Nullable Boolean live;
    String basis = "";
    String contract = "";
    String approver = "";

    @Column(name = "valid_until")
    @Nullable Instant validUntil;

    @Column(name = "granted_at")
    Instant grantedAt = Instant.EPOCH;

    @Column(name = "accepted_at")
    @Nullable Instant acceptedAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    @Column(name = "end_reason")
    @Nullable String endReason;

    static GrantRow of(CrossTenantGrant grant) {
      var row = new GrantRow();
      row.tenantId = grant.tenant().value();
      row.id = grant.id();
      row.conversationId = grant.conversation().value();
      row.grantee = grant.grantee().value();
      row.agent = grant.agent().value();
      row.agentName = grant.agentName();
      row.claim = grant.claim();
      row.state = grant.state().name();
      row.live = grant.state() == GrantState.ENDED ? null : Boolean.TRUE;
      row.basis = grant.basis();
      row.contract = grant.contract();
      row.approver = grant.approver();
      row.validUntil = grant.until();
      row.grantedAt = grant.grantedAt();
      row.acceptedAt = grant.acceptedAt();
      row.endedAt = grant.endedAt();
      row.endReason = grant.endReason();
      return row;
    }

    CrossTenantGrant grant() {
      return new CrossTenantGrant(
          tenant(tenantId),
          id,
          new ConversationId(conversationId),
          tenant(grantee),
          new AgentId(agent),
          agentName,
          claim,
          GrantState.valueOf(state),
          basis,
          contract,
          approver,
          validUntil,
          grantedAt,
          acceptedAt,
          endedAt,
          endReason);
    }
  }

  @Entity(name = "LoanRow")
  @Table(name = "loan")
  @IdClass(LoanKey.class)
  static final class LoanRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "offer_id")
    UUID offerId = Columns.NO_ID;

    String owner = "";

    @Column(name = "conversation_id")
    UUID conversationId = Columns.NO_ID;

    long claim;
    String channel = "";
    String queue = "";
    String skills = "{}";

    @Column(name = "priority_class")
    int priorityClass;

    int weight;

    @Column(name = "boost_millis")
    long boostMillis;

    @Column(name = "waiting_since")
    Instant waitingSince = Instant.EPOCH;

    @Column(name = "entry_order")
    long entryOrder;

    UUID agent = Columns.NO_ID;

    @Column(name = "offered_at")
    Instant offeredAt = Instant.EPOCH;

    @Column(name = "expires_at")
    Instant expiresAt = Instant.EPOCH;

    String state = "";
    @Nullable Boolean live;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    static LoanRow of(Loan loan) {
      var row = new LoanRow();
      row.tenantId = loan.tenant().value();
      row.offerId = loan.offer().value();
      row.owner = loan.owner().value();
      row.conversationId = loan.conversation().value();
      row.claim = loan.claim();
      var wanted = loan.wanted();
      row.channel = wanted.channel().name();
      row.queue = wanted.queue();
      row.skills = Columns.map(wanted.skills());
      row.priorityClass = wanted.priorityClass();
      row.weight = wanted.weight();
      row.boostMillis = wanted.boostMillis();
      row.waitingSince = wanted.waitingSince();
      row.entryOrder = wanted.order();
      row.agent = loan.agent().value();
      row.offeredAt = loan.offeredAt();
      row.expiresAt = loan.expiresAt();
      row.state = loan.state().name();
      row.live = loan.live() ? Boolean.TRUE : null;
      row.endedAt = loan.endedAt();
      return row;
    }

    Loan loan() {
      return new Loan(
          tenant(tenantId),
          new OfferId(offerId),
          tenant(owner),
          new ConversationId(conversationId),
          claim,
          new Loan.Wanted(
              ChannelKind.valueOf(channel),
              queue,
              Columns.levels(skills),
              priorityClass,
              weight,
              boostMillis,
              waitingSince,
              entryOrder),
          new AgentId(agent),
          offeredAt,
          expiresAt,
          OfferState.valueOf(state),
          endedAt);
    }
  }
}
