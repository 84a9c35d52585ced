package kr.ondam.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.BotProgress;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Stage;
import kr.ondam.tenant.TenantId;

/// What bots do, in memory.
final class MemoryBotStore implements BotStore {
  private final MemoryTables tables;

  MemoryBotStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<BotNote> notes(TenantId tenant, ConversationId conversation) {
    return tables.ledger.run(() ->
        tables.botNotes.under(tenant).stream()
            .filter(note -> note.conversation().equals(conversation))
            .sorted(Comparator.comparing(BotNote::at))
            .toList());
  }

  @Override
  public Optional<Handover> lastHandover(TenantId tenant, ConversationId conversation) {
    return tables.ledger.run(() ->
        tables.handovers.under(tenant, conversation).stream()
            .max(Comparator.comparing(Handover::epoch)));
  }

  @Override
  public Map<ConversationId, Instant> handoversSince(TenantId tenant, Instant since) {
    return tables.ledger.run(() ->
        tables.handovers.under(tenant).stream()
            .filter(handover -> !handover.at().isBefore(since))
            .collect(
                Collectors.toMap(
                    Handover::conversation, Handover::at, (a, b) -> a.isAfter(b) ? a : b)));
  }

  @Override
  public Map<ConversationId, HandoverReason> handedOver(TenantId tenant) {
    return tables.ledger.run(() ->
        tables.handovers.under(tenant).stream()
            .filter(handover ->
                tables
                    .conversations
                    .find(tenant, handover.conversation())
                    .filter(conversation -> WITH_PEOPLE.contains(conversation.stage()))
                    .isPresent())
            .sorted(Comparator.comparing(Handover::epoch))
            .collect(
                Collectors.toMap(Handover::conversation, Handover::reason, (_, last) -> last)));
  }

  @Override
  public BotProgress progress(TenantId tenant, ConversationId conversation) {
    return tables.ledger.run(() ->
        tables
            .botProgress
            .find(tenant, conversation)
            .orElseGet(() -> new BotProgress(conversation, 0, 0)));
  }

  @Override
  public List<Conversation> owned(TenantId tenant) {
    return tables.ledger.run(() ->
        tables.conversations.under(tenant).stream().filter(c -> c.stage() == Stage.BOT).toList());
  }
}
