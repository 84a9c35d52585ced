package kr.ondam.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.Upload;
import kr.ondam.conversation.UploadStore;
import kr.ondam.customer.IdentityKey;
import kr.ondam.store.AttachmentRows.UploadRow;
import kr.ondam.store.TenantRows.NumberedKey;
import kr.ondam.tenant.TenantId;

/// Files that wait for their message, in the database.
final class HibernateUploadStore implements UploadStore {
  private final Transactions transactions;

  HibernateUploadStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(Upload upload) {
    transactions.write(upload.tenant(), s -> s.insert(UploadRow.of(upload)));
  }

  @Override
  public Optional<Upload> find(TenantId tenant, AttachmentId id) {
    return transactions.read(
        tenant,
        s -> Optional.ofNullable(s.get(UploadRow.class, key(tenant, id))).map(UploadRow::upload));
  }

  @Override
  public List<Upload> waiting(TenantId tenant, IdentityKey owner, boolean byAgent) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from UploadRow where tenantId = :tenant and accountId = :account"
                        + " and externalUser = :user and byAgent = :agent order by createdAt, id",
                    UploadRow.class)
                .setParameter("tenant", tenant.value())
                .setParameter("account", owner.account().value())
                .setParameter("user", owner.externalUser())
                .setParameter("agent", byAgent)
                .getResultList()
                .stream()
                .map(UploadRow::upload)
                .toList());
  }

  @Override
  public long bytes(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            s.createSelectionQuery(
                    "select coalesce(sum(bytes), 0L) from UploadRow where tenantId = :tenant",
                    Long.class)
                .setParameter("tenant", tenant.value())
                .getSingleResult());
  }

  @Override
  public List<Upload> before(TenantId tenant, boolean byAgent, Instant before, int most) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from UploadRow where tenantId = :tenant and byAgent = :agent"
                        + " and createdAt < :before order by createdAt, id",
                    UploadRow.class)
                .setParameter("tenant", tenant.value())
                .setParameter("agent", byAgent)
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(UploadRow::upload)
                .toList());
  }

  @Override
  public boolean date(TenantId tenant, AttachmentId id, Instant createdAt) {
    return transactions.write(
        tenant,
        s ->
            s.createMutationQuery(
                        "update UploadRow set createdAt = :at where tenantId = :tenant and id = :id")
                    .setParameter("at", createdAt)
                    .setParameter("tenant", tenant.value())
                    .setParameter("id", id.value())
                    .executeUpdate()
                > 0);
  }

  @Override
  public boolean remove(TenantId tenant, AttachmentId id) {
    return transactions.write(
        tenant,
        s -> {
          var row = s.get(UploadRow.class, key(tenant, id));
          if (row != null) {
            s.delete(row);
          }
          return row != null;
        });
  }

  private static NumberedKey key(TenantId tenant, AttachmentId id) {
    return new NumberedKey(tenant.value(), id.value());
  }
}
