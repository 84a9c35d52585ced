package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.ondam.tenant.TenantId;

/// Reads what lanes stored about bots. Every method is one transaction and throws
/// [kr.ondam.tenant.StoreUnavailable] when it could not be done.
public interface BotStore {
  /// The stages in which people have a conversation, or will.
  Set<Stage> WITH_PEOPLE =
      Set.of(Stage.AFTER_HOURS, Stage.QUEUED, Stage.OFFERED, Stage.ACTIVE, Stage.ON_HOLD);

  /// What bots said for the counsellor only, oldest first.
  List<BotNote> notes(TenantId tenant, ConversationId conversation);

  /// The last time a conversation went from a bot to people.
  Optional<Handover> lastHandover(TenantId tenant, ConversationId conversation);

  /// When conversations last went from bots to people, of all that did since an instant.
  Map<ConversationId, Instant> handoversSince(TenantId tenant, Instant since);

  /// Why each conversation that people have, and that is not over, came from its bot.
  Map<ConversationId, HandoverReason> handedOver(TenantId tenant);

  /// How far the bot has come in a conversation; nothing answered yet when nothing is stored.
  BotProgress progress(TenantId tenant, ConversationId conversation);

  /// The conversations of a tenant that bots have, oldest first.
  List<Conversation> owned(TenantId tenant);
}
