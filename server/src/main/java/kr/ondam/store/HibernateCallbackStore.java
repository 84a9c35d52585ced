package kr.ondam.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.kakao.skill.Callback;
import kr.ondam.channel.kakao.skill.CallbackStore;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.store.SkillRows.CallbackKey;
import kr.ondam.store.SkillRows.SkillCallbackRow;
import kr.ondam.tenant.TenantId;
import org.hibernate.StatelessSession;

/// One-time addresses over a database.
final class HibernateCallbackStore implements CallbackStore {
  private final Transactions transactions;

  HibernateCallbackStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void keep(TenantId tenant, ChannelAccountId account, Callback callback) {
    var row = SkillCallbackRow.of(tenant.value(), account.value(), callback);
    try {
      transactions.change(
          tenant,
          s -> {
            var key = new CallbackKey(row.tenantId, row.accountId, row.id);
            if (s.get(SkillCallbackRow.class, key) == null) {
              s.insert(row);
            }
          });
    } catch (DuplicateRow _) {
      // The same call came twice at once.
    }
  }

  @Override
  public Optional<Callback> take(
      TenantId tenant, ChannelAccountId account, String externalUser, Instant oldest) {
    return transactions.write(
        tenant,
        s -> {
          for (var row :
              s.createSelectionQuery(
                      "from SkillCallbackRow where accountId = :account and externalUser = :user"
                          + " and used = false and receivedAt >= :oldest"
                          + " order by receivedAt desc, id",
                      SkillCallbackRow.class)
                  .setParameter("account", account.value())
                  .setParameter("user", externalUser)
                  .setParameter("oldest", oldest)
                  .getResultList()) {
            if (mark(s, row, true) == 1) {
              return Optional.of(row.callback());
            }
          }
          return Optional.empty();
        });
  }

  /// Answers 1 unless somebody else was faster.
  private static int mark(StatelessSession s, SkillCallbackRow row, boolean used) {
    return s.createMutationQuery(
            "update SkillCallbackRow set used = :used"
                + " where accountId = :account and id = :id and used <> :used")
        .setParameter("used", used)
        .setParameter("account", row.accountId)
        .setParameter("id", row.id)
        .executeUpdate();
  }

  @Override
  public void giveBack(TenantId tenant, ChannelAccountId account, Callback callback) {
    var row = SkillCallbackRow.of(tenant.value(), account.value(), callback);
    transactions.change(tenant, s -> mark(s, row, false));
  }

  @Override
  public int removeBefore(TenantId tenant, Instant before, int most) {
    return transactions.write(
        tenant,
        s -> {
          List<SkillCallbackRow> old =
              s.createSelectionQuery(
                      "from SkillCallbackRow where receivedAt < :before order by receivedAt",
                      SkillCallbackRow.class)
                  .setParameter("before", before)
                  .setMaxResults(most)
                  .getResultList();
          old.forEach(s::delete);
          return old.size();
        });
  }
}
