package kr.ondam.conversation;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;

/// Files that everybody may send.
final class KnownFiles implements SentFiles {
  private final Map<UUID, Part> known = new HashMap<>();

  /// Those whose copies are still being made.
  final Set<UUID> awaiting = new HashSet<>();

  void know(Part part) {
    var id = part.file();
    if (id != null) {
      known.put(id, part);
    }
  }

  @Override
  public Optional<Part> part(TenantId tenant, IdentityKey customer, boolean byAgent, UUID file) {
    return Optional.ofNullable(known.get(file));
  }

  @Override
  public Optional<Part> keep(
      TenantId tenant, IdentityKey customer, AttachmentId id, String name, byte[] bytes) {
    know(new Part.Image(null, name, id.value()));
    return Optional.ofNullable(known.get(id.value()));
  }

  @Override
  public Ready ready(TenantId tenant, List<Part> parts) {
    boolean awaited =
        parts.stream().flatMap(part -> part.files().stream()).anyMatch(awaiting::contains);
    return new Ready(parts, files(tenant, parts), awaited);
  }

  @Override
  public List<OutboundFile> files(TenantId tenant, List<Part> parts) {
    List<OutboundFile> files = new ArrayList<>();
    for (var part : parts) {
      var id = part.file();
      if (id != null && known.containsKey(id) && !awaiting.contains(id)) {
        byte[] bytes = {1, 2, 3};
        files.add(
            new OutboundFile(
                id, "a.jpg", "image/jpeg", bytes.length, () -> new ByteArrayInputStream(bytes)));
      }
    }
    return files;
  }
}
