package kr.ondam.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.tenant.TenantId;

/// What a customer consulted about before, on any channel of the tenant. Customers with the same
/// phone number count as the same person.
public final class History {
  private static final int BEGINNING = 3;

  private final ConversationStore conversations;
  private final CustomerStore customers;

  public History(ConversationStore conversations, CustomerStore customers) {
    this.conversations = conversations;
    this.customers = customers;
  }

  /// Newest first, at most `limit` (1 to 200), without the given conversation. Empty for a customer
  /// of another tenant.
  public List<HistoryItem> of(
      TenantId tenant, CustomerId customer, ConversationId without, int limit) {
    if (limit < 1 || limit > 200) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to 200)");
    }
    var person = person(tenant, customer);
    List<HistoryItem> items = new ArrayList<>();
    if (person.isEmpty()) {
      return items;
    }
    for (var c : conversations.history(tenant, person, null, limit + 1)) {
      if (!c.id().equals(without)) {
        items.add(
            new HistoryItem.Consultation(c, conversations.messages(tenant, c.id(), 0, BEGINNING)));
      }
    }
    for (var one : person) {
      customers.events(tenant, one, limit).forEach(e -> items.add(new HistoryItem.Elsewhere(e)));
    }
    items.sort(Comparator.comparing(HistoryItem::at).reversed());
    return List.copyOf(items.subList(0, Math.min(limit, items.size())));
  }

  private Set<CustomerId> person(TenantId tenant, CustomerId customer) {
    Set<CustomerId> same = new LinkedHashSet<>();
    var found = customers.find(tenant, customer);
    if (found.isPresent()) {
      same.add(customer);
      String phone = found.get().phone();
      if (phone != null) {
        customers.byPhone(tenant, phone).forEach(c -> same.add(c.id()));
      }
    }
    return same;
  }
}
