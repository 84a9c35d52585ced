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
  private static final Comparator<Upload> OLDEST =
      Comparator.comparing(Upload::createdAt).thenComparing(u -> u.id().toString());

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
  public List<Upload> waiting(TenantId tenant, IdentityKey owner, boolean byAgent) {
    return tables.ledger.run(() ->
        tables.uploads.under(tenant).stream()
            .filter(u -> u.owner().equals(owner) && u.byAgent() == byAgent)
            .sorted(OLDEST)
            .toList());
  }

  @Override
  public long bytes(TenantId tenant) {
    return tables.ledger.run(
        () -> tables.uploads.under(tenant).stream().mapToLong(Upload::bytes).sum());
  }

  @Override
  public List<Upload> before(TenantId tenant, boolean byAgent, Instant before, int most) {
    return tables.ledger.run(() ->
        tables.uploads.under(tenant).stream()
            .filter(u -> u.byAgent() == byAgent && u.createdAt().isBefore(before))
            .sorted(OLDEST)
            .limit(most)
            .toList());
  }

  @Override
  public boolean date(TenantId tenant, AttachmentId id, Instant createdAt) {
    return tables.ledger.run(() -> {
      var upload = tables.uploads.find(tenant, id);
      upload.ifPresent(u -> tables.uploads.put(u.dated(createdAt), tenant, id));
      return upload.isPresent();
    });
  }

  @Override
  public boolean remove(TenantId tenant, AttachmentId id) {
    return tables.ledger.run(() -> tables.uploads.remove(tenant, id));
  }
}
