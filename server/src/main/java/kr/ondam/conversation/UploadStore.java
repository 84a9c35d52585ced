package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;

/// The files that wait for their message. One ends when its message is stored, by the conversation
/// store.
public interface UploadStore {
  void add(Upload upload);

  Optional<Upload> find(TenantId tenant, AttachmentId id);

  /// Those that one side of a customer's conversations has handed in, the oldest first.
  List<Upload> waiting(TenantId tenant, IdentityKey owner, boolean byAgent);

  /// The size of all that wait in a tenant, in bytes.
  long bytes(TenantId tenant);

  /// At most `most` of those that agents, or else customers, handed in before an instant, the
  /// oldest first.
  List<Upload> before(TenantId tenant, boolean byAgent, Instant before, int most);

  /// Gives one another date; answers whether it was still there.
  boolean date(TenantId tenant, AttachmentId id, Instant createdAt);

  /// Answers whether it was still there.
  boolean remove(TenantId tenant, AttachmentId id);
}
