package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import kr.ondam.tenant.TenantId;

/// Makes grants and says how long they last.
final class Grants {
  /// A grant that nobody has answered for so long is taken back; offers last 10 minutes at most.
  static final Duration UNANSWERED = Duration.ofMinutes(11);

  private Grants() {}

  /// What a claim is answered with.
  static CrossTenantGrant of(
      Tracked conversation,
      TenantId grantee,
      Crossing.Claimed claim,
      OverflowAgreement under,
      TenantId owner,
      UUID id,
      Instant at) {
    return new CrossTenantGrant(
        owner,
        id,
        conversation.id,
        grantee,
        claim.agent(),
        claim.agentName(),
        claim.claim(),
        GrantState.GRANTED,
        under.basis(),
        under.contract(),
        under.approver(),
        under.until(),
        at,
        null,
        null,
        null);
  }

  /// Why a conversation was granted, for whoever asks later.
  static RoutingDecision decision(CrossTenantGrant grant, UUID id, String reasons, Instant at) {
    return new RoutingDecision(
        grant.tenant(), id, grant.conversation(), "OVERFLOW", grant.agent(), null, reasons, at);
  }

  /// From when on a grant is taken back by itself.
  static Instant limit(CrossTenantGrant grant) {
    var until = grant.until();
    var end = until == null ? Instant.MAX : until;
    var answer = grant.grantedAt().plus(UNANSWERED);
    return grant.state() == GrantState.GRANTED && answer.isBefore(end) ? answer : end;
  }
}
