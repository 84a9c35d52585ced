package kr.ondam.routing;

import java.time.Instant;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What a lender's partition knows of a conversation of another tenant. Touched only by the
/// partition's thread.
final class Guest {
  final TenantId owner;
  final ConversationId conversation;
  Loan.Wanted wanted;

  /// The latest claim made for it, 0 for none.
  long claim;

  /// When that claim was made, null while none waits for its answer.
  @Nullable Instant claimedAt;

  @Nullable Loan loan;

  Guest(TenantId owner, ConversationId conversation, Loan.Wanted wanted) {
    this.owner = owner;
    this.conversation = conversation;
    this.wanted = wanted;
  }

  /// Whether an agent has been asked or has it.
  boolean lent() {
    return loan != null && loan.live();
  }
}
