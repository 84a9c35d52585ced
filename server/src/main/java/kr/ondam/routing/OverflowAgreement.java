package kr.ondam.routing;

import java.time.Instant;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What an administrator of the group has allowed in writing: conversations of one tenant may go to
/// agents of another when the rules say 범위: 그룹 (reliability-security.md K-29). Without one, nothing
/// crosses.
///
/// @param from whose conversations
/// @param to whose agents
/// @param basis the legal ground, such as 위탁 or 동의; 1 to 40 characters
/// @param contract number of the contract or consent; 1 to 100 characters
/// @param approver who approved it; 1 to 100 characters
/// @param until from when on it holds no more; null for no end
public record OverflowAgreement(
    TenantId from,
    TenantId to,
    String basis,
    String contract,
    String approver,
    @Nullable Instant until) {
  public OverflowAgreement {
    if (from.equals(to)) {
      throw new IllegalArgumentException("to: " + to + " (expected: another tenant than " + from);
    }
    length("basis", basis, 40);
    length("contract", contract, 100);
    length("approver", approver, 100);
  }

  boolean holds(Instant at) {
    return until == null || at.isBefore(until);
  }

  private static void length(String name, String value, int most) {
    if (value.isBlank() || value.length() > most) {
      throw new IllegalArgumentException(
          name + ": '" + value + "' (expected: 1 to " + most + " characters)");
    }
  }
}
