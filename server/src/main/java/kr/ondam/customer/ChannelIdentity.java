package kr.ondam.customer;

import java.time.Instant;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.tenant.TenantId;

/// One address of a customer on one channel account; unique by account and external user.
public record ChannelIdentity(
    TenantId tenant,
    ChannelAccountId account,
    String externalUser,
    CustomerId customer,
    Instant since) {
  public IdentityKey key() {
    return new IdentityKey(account, externalUser);
  }
}
