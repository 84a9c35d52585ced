package kr.ondam.channel;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A message on its way to a customer.
///
/// @param id ours, the same on every try, so that a provider that checks it sends only once
/// @param files those of the parts that can be read; none until it is about to be sent
public record Outbound(
    UUID id,
    TenantId tenant,
    ChannelAccountId account,
    String externalUser,
    @Nullable String threadKey,
    List<Part> parts,
    List<OutboundFile> files) {
  public Outbound {
    parts = List.copyOf(parts);
    files = List.copyOf(files);
  }

  /// One whose files are not at hand.
  public Outbound(
      UUID id,
      TenantId tenant,
      ChannelAccountId account,
      String externalUser,
      @Nullable String threadKey,
      List<Part> parts) {
    this(id, tenant, account, externalUser, threadKey, parts, List.of());
  }

  /// The same with its files at hand.
  public Outbound with(List<OutboundFile> found) {
    return new Outbound(id, tenant, account, externalUser, threadKey, parts, found);
  }

  /// The same with other parts.
  public Outbound saying(List<Part> others) {
    return new Outbound(id, tenant, account, externalUser, threadKey, others, files);
  }

  /// A file by the id that a part gives; empty when it cannot be read.
  public Optional<OutboundFile> file(UUID fileId) {
    return files.stream().filter(file -> file.id().equals(fileId)).findFirst();
  }
}
