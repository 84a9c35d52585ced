package kr.ondam.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

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

  /// The newest, at most `limit` (1 to 200), without the given conversation. Empty for a customer
  /// of another tenant.
  public List<HistoryItem> of(
      TenantId tenant, CustomerId customer, ConversationId without, int limit) {
    return page(tenant, customer, without, null, limit).items();
  }

  /// A page of at most `limit` (1 to 200) items that stand after `before`, newest first; from the
  /// beginning when that is null.
  public HistoryPage page(
      TenantId tenant, CustomerId customer, @Nullable HistoryPosition before, int limit) {
    return page(tenant, customer, null, before, limit);
  }

  private HistoryPage page(
      TenantId tenant,
      CustomerId customer,
      @Nullable ConversationId without,
      @Nullable HistoryPosition before,
      int limit) {
    if (limit < 1 || limit > 200) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to 200)");
    }
    var person = person(tenant, customer);
    // One more than asked for tells whether there is another page; one more may be left out.
    List<HistoryItem> items = new ArrayList<>();
    conversations.history(tenant, person, before, limit + 2).stream()
        .filter(c -> !c.id().equals(without))
        .forEach(c -> items.add(new HistoryItem.Consultation(c, List.of())));
    for (var one : person) {
      customers.events(tenant, one, before, limit + 1).stream()
          .map(HistoryItem.Elsewhere::new)
          .forEach(items::add);
    }
    items.sort(Comparator.comparing(HistoryItem::position, HistoryPosition.NEWEST_FIRST));
    var shown = items.stream().limit(limit).map(item -> withBeginning(tenant, item)).toList();
    return new HistoryPage(shown, items.size() > limit ? shown.getLast().position() : null);
  }

  private HistoryItem withBeginning(TenantId tenant, HistoryItem item) {
    return switch (item) {
      case HistoryItem.Consultation(var c, var _) ->
          new HistoryItem.Consultation(c, conversations.messages(tenant, c.id(), 0, BEGINNING));
      case HistoryItem.Elsewhere elsewhere -> elsewhere;
    };
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
