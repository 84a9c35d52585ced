package kr.ondam.customer;

import java.time.Instant;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A browser that may write on a web chat account: who it is said to be, and the hash of the token
/// it proves itself with. The first message makes a [Customer] of it.
///
/// @param name 1 to 40 characters, not proved
/// @param phone in the form of [PhoneNumber], null when not given; not proved
/// @param tokenHash SHA-256 of the token in lower-case hex; the token itself is kept nowhere
/// @param consentedAt when the customer agreed to the use of personal data
/// @param expiresAt from when on the token is worth nothing
public record Visitor(
    TenantId tenant,
    UUID id,
    ChannelAccountId account,
    String name,
    @Nullable String phone,
    String tokenHash,
    Instant consentedAt,
    Instant expiresAt) {
  public Visitor {
    if (name.isBlank() || name.length() > 40) {
      throw new IllegalArgumentException("visitor name (expected: 1 to 40 characters)");
    }
  }

  /// The visitor's name on its account, as conversations know it.
  public IdentityKey identity() {
    return new IdentityKey(account, id.toString());
  }
}
