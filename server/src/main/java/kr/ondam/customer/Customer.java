package kr.ondam.customer;

import java.time.Instant;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A person who writes to one tenant. The same person at two tenants is two customers.
///
/// @param phone in the form of [PhoneNumber], null when unknown
/// @param grade 1 VVIP to 5 응대주의; 4 is the ordinary customer
/// @param memo what agents wrote about the customer, at most 2000 characters
/// @param traits what other systems know
public record Customer(
    TenantId tenant,
    CustomerId id,
    @Nullable String name,
    @Nullable String phone,
    int grade,
    String memo,
    Traits traits,
    Instant createdAt) {
  public static final int ORDINARY_GRADE = 4;

  public Customer {
    if (grade < 1 || grade > 5) {
      throw new IllegalArgumentException("grade: " + grade + " (expected: 1 to 5)");
    }
  }
}
