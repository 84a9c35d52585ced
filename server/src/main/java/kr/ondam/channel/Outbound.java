package kr.ondam.channel;

import java.util.List;
import java.util.UUID;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A message on its way to a customer.
///
/// @param id ours, the same on every try, so that a provider that checks it sends only once
public record Outbound(
    UUID id,
    TenantId tenant,
    ChannelAccountId account,
    String externalUser,
    @Nullable String threadKey,
    List<Part> parts) {
  public Outbound {
    parts = List.copyOf(parts);
  }
}
