package kr.ondam.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.BotProgress;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Stage;
import kr.ondam.store.BotTables.BotNoteRow;
import kr.ondam.store.BotTables.BotProgressRow;
import kr.ondam.store.BotTables.HandoverRow;
import kr.ondam.store.ConversationRows.ConversationRow;
import kr.ondam.store.RoutingRows.EntryKey;
import kr.ondam.tenant.TenantId;
import org.hibernate.StatelessSession;

/// What bots do, in the database.
final class HibernateBotStore implements BotStore {
  private final Transactions transactions;

  HibernateBotStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<BotNote> notes(TenantId tenant, ConversationId conversation) {
    return transactions.read(
        tenant,
        s ->
            Rows.of(BotNoteRow.class)
                .where("conversationId", conversation.value())
                .orderBy("at", "id")
                .read(s)
                .stream()
                .map(BotNoteRow::note)
                .toList());
  }

  @Override
  public Optional<Handover> lastHandover(TenantId tenant, ConversationId conversation) {
    return transactions.read(
        tenant,
        s ->
            Rows.of(HandoverRow.class)
                .where("conversationId", conversation.value())
                .read(s)
                .stream()
                .map(HandoverRow::handover)
                .max(Comparator.comparing(Handover::epoch)));
  }

  @Override
  public Map<ConversationId, Instant> handoversSince(TenantId tenant, Instant since) {
    return transactions.read(
        tenant,
        s ->
            s
                .createSelectionQuery(
                    "select conversationId, max(at) from HandoverRow where at >= :since"
                        + " group by conversationId",
                    Object[].class)
                .setParameter("since", since)
                .getResultList()
                .stream()
                .collect(
                    Collectors.toMap(
                        row -> new ConversationId((UUID) row[0]), row -> (Instant) row[1])));
  }

  @Override
  public Map<ConversationId, HandoverReason> handedOver(TenantId tenant) {
    return transactions.read(
        tenant,
        s -> {
          Map<ConversationId, HandoverReason> reasons = new HashMap<>();
          for (var row : unfinished(s)) {
            var handover = row.handover();
            reasons.put(handover.conversation(), handover.reason());
          }
          return reasons;
        });
  }

  /// By epoch, so that the last one of a conversation comes last.
  private static List<HandoverRow> unfinished(StatelessSession session) {
    var builder = session.getCriteriaBuilder();
    var query = builder.createQuery(HandoverRow.class);
    var handover = query.from(HandoverRow.class);
    var open = query.subquery(UUID.class);
    var conversation = open.from(ConversationRow.class);
    var stages = BotStore.WITH_PEOPLE.stream().map(Stage::name).toList();
    open.select(conversation.get("id")).where(conversation.get("stage").in(stages));
    query.where(handover.get("conversationId").in(open));
    query.orderBy(builder.asc(handover.get("epoch")));
    return session.createSelectionQuery(query).getResultList();
  }

  @Override
  public BotProgress progress(TenantId tenant, ConversationId conversation) {
    var row =
        transactions.read(
            tenant,
            s ->
                Optional.ofNullable(
                    s.get(
                        BotProgressRow.class, new EntryKey(tenant.value(), conversation.value()))));
    return row.map(BotProgressRow::progress).orElseGet(() -> new BotProgress(conversation, 0, 0));
  }

  @Override
  public List<Conversation> owned(TenantId tenant) {
    return transactions.read(
        tenant,
        s ->
            Rows.of(ConversationRow.class)
                .where("stage", Stage.BOT.name())
                .orderBy("id")
                .read(s)
                .stream()
                .map(ConversationRow::conversation)
                .toList());
  }
}
