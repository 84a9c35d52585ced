package kr.ondam.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.BotProgress;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.Stage;
import kr.ondam.store.BotTables.BotNoteRow;
import kr.ondam.store.BotTables.BotProgressRow;
import kr.ondam.store.BotTables.HandoverRow;
import kr.ondam.store.ConversationRows.ConversationRow;
import kr.ondam.store.RoutingRows.EntryKey;
import kr.ondam.tenant.TenantId;

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
