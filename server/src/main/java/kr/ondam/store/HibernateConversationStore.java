package kr.ondam.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationPage;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.ExternalId;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.LaneView;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Note;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.conversation.PartlySent;
import kr.ondam.conversation.Reference;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.customer.IdentityKey;
import kr.ondam.store.ConversationRows.ConversationRow;
import kr.ondam.store.ConversationRows.DispositionRow;
import kr.ondam.store.ConversationRows.MessageRow;
import kr.ondam.store.CustomerRows.IdentityRow;
import kr.ondam.store.DeliveryRows.NoteRow;
import kr.ondam.store.DeliveryRows.ReferenceRow;
import kr.ondam.store.TenantRows.NumberedKey;
import kr.ondam.tenant.TenantId;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Conversations in the database.
final class HibernateConversationStore implements ConversationStore {
  private static final String CLASSIFY =
      "update conversation set disposition = ? where tenant_id = ? and id = ? and ended_at is not null";

  private final Transactions transactions;
  private final OutboundRows outbounds;
  private final LetterRows letters;

  HibernateConversationStore(Transactions transactions) {
    this.transactions = transactions;
    outbounds = new OutboundRows(transactions);
    letters = new LetterRows(transactions);
  }

  @Override
  public LaneView view(
      TenantId tenant, Collection<IdentityKey> identities, Collection<ExternalId> externalIds) {
    return transactions.read(
        tenant,
        session ->
            new LaneView(
                customers(session, identities),
                open(session, identities),
                known(session, externalIds),
                references(session, identities)));
  }

  private static List<String> accounts(Collection<IdentityKey> identities) {
    return identities.stream().map(i -> i.account().value()).distinct().toList();
  }

  private static List<String> users(Collection<IdentityKey> identities) {
    return identities.stream().map(IdentityKey::externalUser).distinct().toList();
  }

  private static Map<IdentityKey, CustomerId> customers(
      StatelessSession session, Collection<IdentityKey> identities) {
    Map<IdentityKey, CustomerId> customers = new HashMap<>();
    if (!identities.isEmpty()) {
      session
          .createSelectionQuery(
              "from IdentityRow where accountId in :accounts and externalUser in :users",
              IdentityRow.class)
          .setParameterList("accounts", accounts(identities))
          .setParameterList("users", users(identities))
          .getResultList()
          .forEach(row -> customers.put(row.key(), new CustomerId(row.customerId)));
      customers.keySet().retainAll(identities);
    }
    return customers;
  }

  private static Map<IdentityKey, Conversation> open(
      StatelessSession session, Collection<IdentityKey> identities) {
    Map<IdentityKey, Conversation> open = new HashMap<>();
    if (!identities.isEmpty()) {
      var keys =
          identities.stream()
              .map(i -> ConversationRow.openKey(i.account().value(), i.externalUser()))
              .toList();
      session
          .createSelectionQuery(
              "from ConversationRow where openKey in :keys", ConversationRow.class)
          .setParameterList("keys", keys)
          .getResultList()
          .forEach(row -> open.put(row.conversation().identity(), row.conversation()));
    }
    return open;
  }

  private static Map<ExternalId, Message> known(
      StatelessSession session, Collection<ExternalId> externalIds) {
    Map<ExternalId, Message> known = new HashMap<>();
    if (!externalIds.isEmpty()) {
      for (MessageRow row :
          session
              .createSelectionQuery(
                  "from MessageRow where accountId in :accounts and externalId in :ids",
                  MessageRow.class)
              .setParameterList(
                  "accounts",
                  externalIds.stream().map(e -> e.account().value()).distinct().toList())
              .setParameterList("ids", externalIds.stream().map(ExternalId::value).toList())
              .getResultList()) {
        var account = row.accountId;
        var external = row.externalId;
        if (account != null && external != null) {
          known.put(new ExternalId(new ChannelAccountId(account), external), row.message());
        }
      }
      known.keySet().retainAll(externalIds);
    }
    return known;
  }

  private static Map<IdentityKey, Reference> references(
      StatelessSession session, Collection<IdentityKey> identities) {
    Map<IdentityKey, Reference> references = new HashMap<>();
    if (!identities.isEmpty()) {
      ReferenceRow.waiting(session, accounts(identities), users(identities))
          .forEach(row -> references.put(row.reference().identity(), row.reference()));
      references.keySet().retainAll(identities);
    }
    return references;
  }

  @Override
  public void append(LaneBatch batch) {
    transactions.commit(batch.tenant(), session -> new LaneWrites(session, batch).write());
  }

  @Override
  public void keep() {
    transactions.keep();
  }

  @Override
  public Optional<Conversation> find(TenantId tenant, ConversationId conversation) {
    var key = new NumberedKey(tenant.value(), conversation.value());
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(s.get(ConversationRow.class, key))
                .map(ConversationRow::conversation));
  }

  @Override
  public ConversationPage list(
      TenantId tenant, ConversationFilter filter, @Nullable ConversationId before, int limit) {
    var query = new ConversationQuery(filter, before);
    List<Conversation> found =
        transactions.read(
            tenant,
            s ->
                query.on(s).setMaxResults(limit + 1).getResultList().stream()
                    .map(ConversationRow::conversation)
                    .toList());
    if (found.size() <= limit) {
      return new ConversationPage(found, null);
    }
    var page = found.subList(0, limit);
    return new ConversationPage(List.copyOf(page), page.getLast().id());
  }

  @Override
  public List<Message> messages(
      TenantId tenant, ConversationId conversation, long afterSeq, int limit) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from MessageRow where conversationId = :id and seq > :after order by seq",
                    MessageRow.class)
                .setParameter("id", conversation.value())
                .setParameter("after", afterSeq)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(MessageRow::message)
                .toList());
  }

  @Override
  public Optional<Message> byClientId(
      TenantId tenant, ConversationId conversation, String clientId) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "select m from MessageRow m join ClientMessageRow c"
                        + " on c.conversationId = m.conversationId and c.seq = m.seq"
                        + " where c.conversationId = :id and c.clientId = :client",
                    MessageRow.class)
                .setParameter("id", conversation.value())
                .setParameter("client", clientId)
                .getResultList()
                .stream()
                .findFirst()
                .map(MessageRow::message));
  }

  @Override
  public List<Conversation> history(
      TenantId tenant,
      Collection<CustomerId> customers,
      @Nullable HistoryPosition before,
      int limit) {
    if (customers.isEmpty()) {
      return List.of();
    }
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from ConversationRow where customerId in :customers"
                        + " and (openedAt < :at or openedAt = :at and id < :id)"
                        + " order by openedAt desc, id desc",
                    ConversationRow.class)
                .setParameterList("customers", customers.stream().map(CustomerId::value).toList())
                .setParameter("at", before == null ? Columns.END_OF_TIME : before.at())
                .setParameter("id", before == null ? Columns.NO_ID : before.id())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(ConversationRow::conversation)
                .toList());
  }

  @Override
  public List<Note> notes(TenantId tenant, ConversationId conversation) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from NoteRow where conversationId = :id order by at, id", NoteRow.class)
                .setParameter("id", conversation.value())
                .getResultList()
                .stream()
                .map(NoteRow::note)
                .toList());
  }

  @Override
  public Optional<Conversation> latestOf(TenantId tenant, IdentityKey identity) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "from ConversationRow where accountId = :account and externalUser = :user"
                        + " order by case when openKey is null then 1 else 0 end, id desc",
                    ConversationRow.class)
                .setParameter("account", identity.account().value())
                .setParameter("user", identity.externalUser())
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst()
                .map(ConversationRow::conversation));
  }

  @Override
  public boolean classify(TenantId tenant, ConversationId conversation, String disposition) {
    // Hibernate would go through a temporary table, because the entity has two tables.
    return transactions.write(
        tenant,
        session ->
            session.doReturningWork(connection -> {
              try (var statement = connection.prepareStatement(CLASSIFY)) {
                statement.setString(1, disposition);
                statement.setString(2, tenant.value());
                statement.setObject(3, conversation.value());
                return statement.executeUpdate() == 1;
              }
            }));
  }

  @Override
  public List<OutboundRow> waitingOutbounds() {
    return outbounds.waiting();
  }

  @Override
  public Optional<Message> settle(OutboundRow row, Delivery delivery, @Nullable String failure) {
    return outbounds.settle(row, delivery, failure);
  }

  @Override
  public PartlySent partlySent(TenantId tenant, ConversationId conversation, long seq) {
    return outbounds.partlySent(tenant, conversation, seq);
  }

  @Override
  public Optional<Message> complain(OutboundRow row, Delivery delivery, String failure) {
    return outbounds.complain(row, delivery, failure);
  }

  @Override
  public void postpone(OutboundRow row, int tries, int answered, Instant dueAt) {
    outbounds.postpone(row, tries, answered, dueAt);
  }

  @Override
  public Optional<Message> hold(OutboundRow row, String why) {
    return outbounds.hold(row, why);
  }

  @Override
  public boolean calling(OutboundRow row, int tries, int answered) {
    return outbounds.calling(row, tries, answered);
  }

  @Override
  public List<Message> advance(
      TenantId tenant, ConversationId conversation, long seq, Delivery delivery) {
    return outbounds.advance(tenant, conversation, seq, delivery);
  }

  @Override
  public List<DeadLetter> deadLetters(TenantId tenant, int limit) {
    return letters.latest(tenant, limit);
  }

  @Override
  public void addDeadLetter(DeadLetter letter) {
    letters.add(letter);
  }

  @Override
  public boolean removeDeadLetter(TenantId tenant, UUID id) {
    return letters.remove(tenant, id);
  }

  @Override
  public List<Disposition> dispositions(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            Rows.of(DispositionRow.class).orderBy("code").read(s).stream()
                .map(DispositionRow::disposition)
                .toList());
  }

  @Override
  public void save(Disposition disposition) {
    transactions.change(
        disposition.tenant(), session -> session.upsert(DispositionRow.of(disposition)));
  }

  @Override
  public int removeReferences(TenantId tenant, Instant before, int most) {
    return transactions.write(tenant, s -> ReferenceRow.removeBefore(s, before, most));
  }

  @Override
  public long messageCount(TenantId tenant, ChannelAccountId account) {
    return transactions.read(
        tenant,
        s ->
            s.createSelectionQuery(
                    "select count(*) from MessageRow where accountId = :account", Long.class)
                .setParameter("account", account.value())
                .getSingleResult());
  }
}
