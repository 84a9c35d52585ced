package kr.ondam.routing;

import java.util.concurrent.CompletableFuture;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;

/// What lies in a partition's mailbox.
sealed interface PartitionWork {
  record Ask(RoutingCommand command, CompletableFuture<RoutingResult> answer)
      implements PartitionWork {}

  record Look(CompletableFuture<PartitionView> answer) implements PartitionWork {}

  record Opened(Conversation conversation) implements PartitionWork {}

  record Referred(ConversationId conversation, String routingKey) implements PartitionWork {}

  record Over(ConversationFact.ConversationEnded ended) implements PartitionWork {}

  /// The customer of a held-back conversation spoke.
  record Spoke(ConversationId conversation) implements PartitionWork {}

  /// Time passed.
  record Tick() implements PartitionWork {}
}
