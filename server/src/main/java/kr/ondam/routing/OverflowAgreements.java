package kr.ondam.routing;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.ondam.tenant.TenantId;

/// All agreements of the group about overflow between its tenants.
public final class OverflowAgreements {
  /// Nothing crosses.
  public static final OverflowAgreements NONE = new OverflowAgreements(List.of());

  private final List<OverflowAgreement> all;

  public OverflowAgreements(List<OverflowAgreement> all) {
    this.all = List.copyOf(all);
  }

  /// The agreement under which a conversation of `from` may go to an agent of `to` now.
  Optional<OverflowAgreement> between(TenantId from, TenantId to, Instant at) {
    return all.stream()
        .filter(one -> one.from().equals(from) && one.to().equals(to) && one.holds(at))
        .findFirst();
  }

  /// Whether conversations of a tenant were ever allowed to leave it.
  boolean crosses(TenantId from) {
    return all.stream().anyMatch(one -> one.from().equals(from));
  }

  /// Tenants whose agents may take conversations of a tenant now.
  Set<TenantId> lenders(TenantId from, Instant at) {
    Set<TenantId> lenders = new LinkedHashSet<>();
    all.stream()
        .filter(one -> one.from().equals(from) && one.holds(at))
        .forEach(one -> lenders.add(one.to()));
    return lenders;
  }

  /// Everybody a tenant has, or had, an agreement with, in either direction.
  Set<TenantId> partners(TenantId tenant) {
    Set<TenantId> partners = new LinkedHashSet<>();
    for (var one : all) {
      if (one.from().equals(tenant)) {
        partners.add(one.to());
      } else if (one.to().equals(tenant)) {
        partners.add(one.from());
      }
    }
    return partners;
  }
}
