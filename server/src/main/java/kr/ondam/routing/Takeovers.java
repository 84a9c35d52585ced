package kr.ondam.routing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kr.ondam.conversation.BotResult;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.bot.Bots;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Puts commands to partitions for people who see bots' conversations too: one that its bot has is
/// taken from it first.
public final class Takeovers {
  private final Partitions partitions;
  private final Bots bots;
  private final ConversationStore conversations;

  public Takeovers(Partitions partitions, Bots bots, ConversationStore conversations) {
    this.partitions = partitions;
    this.bots = bots;
    this.conversations = conversations;
  }

  /// As [Partitions#submit].
  public CompletionStage<RoutingResult> submit(TenantId tenant, RoutingCommand command) {
    var wanted = conversation(command);
    return partitions
        .submit(tenant, command)
        .thenComposeAsync(
            result ->
                result instanceof RoutingResult.NotFound && wanted != null
                    ? taken(tenant, command, wanted)
                    : CompletableFuture.completedStage(result),
            Thread::startVirtualThread);
  }

  private CompletionStage<RoutingResult> taken(
      TenantId tenant, RoutingCommand command, ConversationId wanted) {
    try {
      var row = conversations.find(tenant, wanted).filter(found -> found.endedAt() == null);
      if (row.isEmpty()) {
        return CompletableFuture.completedStage(new RoutingResult.NotFound());
      }
      return switch (row.get().owner()) {
        // A queue's that the partition does not know is one that its bot has just given away.
        case BOT, QUEUE ->
            bots.take(row.get())
                .thenCompose(result ->
                    result instanceof BotResult.Unavailable
                        ? CompletableFuture.completedStage(new RoutingResult.Unavailable())
                        : partitions.submit(tenant, command));
        case AGENT -> partitions.submit(tenant, command);
        case NOBODY -> CompletableFuture.completedStage(new RoutingResult.NotFound());
      };
    } catch (StoreUnavailable e) {
      return CompletableFuture.completedStage(new RoutingResult.Unavailable());
    }
  }

  private static @Nullable ConversationId conversation(RoutingCommand command) {
    return switch (command) {
      case RoutingCommand.Reassign reassign -> reassign.conversation();
      case RoutingCommand.Requeue requeue -> requeue.conversation();
      case RoutingCommand.Take take -> take.conversation();
      case RoutingCommand.AcceptOffer _,
          RoutingCommand.DeclineOffer _,
          RoutingCommand.SetPresence _,
          RoutingCommand.LoseAgent _,
          RoutingCommand.Transfer _,
          RoutingCommand.Hold _,
          RoutingCommand.Resume _,
          RoutingCommand.Reload _ ->
          null;
    };
  }
}
