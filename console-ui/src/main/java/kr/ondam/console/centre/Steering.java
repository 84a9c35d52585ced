package kr.ondam.console.centre;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.User;
import kr.ondam.conversation.ConversationId;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingResult;
import kr.ondam.security.Audit;
import kr.ondam.tenant.TenantId;

/// What a manager does to a tenant's routing: each act is checked against the manager's scope, put
/// to the partition, and audited when it was done.
final class Steering {
  private final BiFunction<TenantId, RoutingCommand, CompletionStage<RoutingResult>> partitions;
  private final Audit audit;

  Steering(
      BiFunction<TenantId, RoutingCommand, CompletionStage<RoutingResult>> partitions,
      Audit audit) {
    this.partitions = partitions;
    this.audit = audit;
  }

  /// Moves conversations one after the other, so that an agent's capacity fills in the order of the
  /// list. The stage completes with one answer for each, in the same order.
  CompletionStage<List<Moved>> move(
      User by,
      String remoteAddress,
      TenantId tenant,
      List<ConversationId> conversations,
      Destination destination,
      MoveReason reason) {
    CompletionStage<List<Moved>> moved = CompletableFuture.completedStage(new ArrayList<>());
    for (var conversation : conversations) {
      moved =
          moved.thenCompose(done ->
              submit(by, tenant, command(by.id().value(), conversation, destination))
                  .thenApplyAsync(
                      result -> {
                        if (accepted(result)) {
                          audit.record(
                              by,
                              remoteAddress,
                              "conversation.reassigned",
                              null,
                              conversation.toString(),
                              detail(tenant, destination, reason));
                        }
                        done.add(new Moved(conversation, result));
                        return done;
                      },
                      Thread::startVirtualThread));
    }
    return moved.thenApply(List::copyOf);
  }

  CompletionStage<RoutingResult> setPresence(
      User by, String remoteAddress, TenantId tenant, AgentId agent, Presence presence) {
    var command = new RoutingCommand.SetPresence(agent, presence, by.id().value());
    return submit(by, tenant, command)
        .thenApplyAsync(
            result -> {
              if (accepted(result)) {
                audit.record(
                    by,
                    remoteAddress,
                    "presence.changed",
                    null,
                    agent.toString(),
                    "tenant=" + tenant + " presence=" + presence);
              }
              return result;
            },
            Thread::startVirtualThread);
  }

  private CompletionStage<RoutingResult> submit(User by, TenantId tenant, RoutingCommand command) {
    // The page offers only what is in scope; this is the boundary itself.
    return new WatchScope(by).covers(tenant)
        ? partitions.apply(tenant, command)
        : CompletableFuture.completedStage(new RoutingResult.NotFound());
  }

  private static RoutingCommand command(
      UUID by, ConversationId conversation, Destination destination) {
    return switch (destination) {
      case Destination.ToAgent(var agent, var override) ->
          new RoutingCommand.Reassign(by, conversation, agent, override);
      case Destination.ToQueue(var queue) -> new RoutingCommand.Requeue(by, conversation, queue);
    };
  }

  private static String detail(TenantId tenant, Destination destination, MoveReason reason) {
    return switch (destination) {
      case Destination.ToAgent(var agent, var override) ->
          "tenant="
              + tenant
              + " agent="
              + agent
              + (override ? " over_capacity" : "")
              + " reason="
              + reason;
      case Destination.ToQueue(var queue) ->
          "tenant=" + tenant + " queue=" + queue + " reason=" + reason;
    };
  }

  static boolean accepted(RoutingResult result) {
    return switch (result) {
      case RoutingResult.Done _, RoutingResult.Accepted _ -> true;
      case RoutingResult.NotFound _,
          RoutingResult.OfferGone _,
          RoutingResult.CapacityFull _,
          RoutingResult.StaleAssignee _,
          RoutingResult.Refused _,
          RoutingResult.Unavailable _ ->
          false;
    };
  }
}
