package kr.ondam.conversation;

import java.util.List;
import kr.ondam.customer.CustomerId;
import kr.ondam.tenant.TenantId;

/// What a customer consulted about before, on any channel of the tenant. Customers with the same
/// phone number count as the same person.
public final class History {
  /// Newest first, at most `limit` (1 to 200), without the given conversation.
  public List<HistoryItem> of(
      TenantId tenant, CustomerId customer, ConversationId without, int limit) {
    throw new UnsupportedOperationException("being built: " + tenant + customer + without + limit);
  }
}
