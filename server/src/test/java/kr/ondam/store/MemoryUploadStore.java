package kr.ondam.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.Upload;
import kr.ondam.conversation.UploadStore;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;

/// Files that wait for their message, in memory.
final class MemoryUploadStore implements UploadStore {
  private final MemoryTables tables;

  MemoryUploadStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void add(Upload upload) {
    tables.ledger.run(() -> {
      tables.accounts.require(upload.tenant(), upload.owner().account());
      tables.uploads.insert(upload, upload.tenant(), upload.id());
      return true;
    });
  }

  @Override
  public Optional<Upload> find(TenantId tenant, AttachmentId id) {
    return tables.ledger.run(() -> tables.uploads.find(tenant, id));
  }

  @Override
  public int waiting(TenantId tenant, IdentityKey owner, boolean byAgent) {
    return tables.ledger.run(() ->
        (int)
            tables.uploads.under(tenant).stream()
                .filter(u -> u.owner().equals(owner) && u.byAgent() == byAgent)
                .count());
  }

  @Override
  public List<Upload> before(TenantId tenant, Instant before, int most) {
    return tables.ledger.run(() ->
        tables.uploads.under(tenant).stream()
            .filter(u -> u.createdAt().isBefore(before))
            .sorted(Comparator.comparing(Upload::createdAt).thenComparing(u -> u.id().toString()))
            .limit(most)
            .toList());
  }

  @Override
  public boolean remove(TenantId tenant, AttachmentId id) {
    return tables.ledger.run(() -> tables.uploads.remove(tenant, id));
  }
}
