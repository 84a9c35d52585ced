package kr.ondam.routing;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.tenant.TenantId;

/// What lies in a partition's mailbox.
sealed interface PartitionWork {
  record Ask(RoutingCommand command, CompletableFuture<RoutingResult> answer)
      implements PartitionWork {}

  record Look(CompletableFuture<PartitionView> answer) implements PartitionWork {}

  /// A conversation came, from a customer or from its bot.
  record Opened(Conversation conversation) implements PartitionWork {}

  record Referred(ConversationId conversation, String routingKey) implements PartitionWork {}

  record Over(ConversationFact.ConversationEnded ended) implements PartitionWork {}

  /// A message of a held conversation came or went.
  ///
  /// @param customer whether it is the customer's
  record Spoke(ConversationId conversation, boolean customer) implements PartitionWork {}

  /// Somebody wants to know what a conversation waits for.
  record Explain(ConversationId conversation, CompletableFuture<Optional<WaitReport>> answer)
      implements PartitionWork {}

  /// The partition of another tenant says something.
  record Cross(TenantId from, Crossing message) implements PartitionWork {}

  /// Other rules come into force.
  record Activate(RuleBook rules) implements PartitionWork {}

  /// Time passed.
  record Tick() implements PartitionWork {}
}
