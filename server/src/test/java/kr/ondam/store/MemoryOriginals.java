package kr.ondam.store;

import java.util.Optional;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.Originals;
import kr.ondam.tenant.TenantId;

/// Originals of messages in memory.
final class MemoryOriginals implements Originals {
  private final MemoryTables tables;

  MemoryOriginals(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<String> of(TenantId tenant, ConversationId conversation, long seq) {
    return tables.ledger.run(
        () -> tables.messages.find(tenant, conversation, seq).map(Incoming::raw));
  }
}
