package kr.ondam.conversation;

import java.util.List;
import java.util.Optional;
import kr.ondam.tenant.TenantId;

/// Reads what lanes stored about bots. Every method is one transaction and throws
/// [kr.ondam.tenant.StoreUnavailable] when it could not be done.
public interface BotStore {
  /// What bots said for the counsellor only, oldest first.
  List<BotNote> notes(TenantId tenant, ConversationId conversation);

  /// The last time a conversation went from a bot to people.
  Optional<Handover> lastHandover(TenantId tenant, ConversationId conversation);

  /// How far the bot has come in a conversation; nothing answered yet when nothing is stored.
  BotProgress progress(TenantId tenant, ConversationId conversation);

  /// The conversations of a tenant that bots have, oldest first.
  List<Conversation> owned(TenantId tenant);
}
