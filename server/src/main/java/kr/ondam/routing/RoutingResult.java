package kr.ondam.routing;

import kr.ondam.agent.AgentId;
import org.jspecify.annotations.Nullable;

/// What a partition answers to a command.
public sealed interface RoutingResult {
  record Done() implements RoutingResult {}

  /// The offer was accepted and the agent is the assignee.
  record Accepted(Offer offer) implements RoutingResult {}

  record NotFound() implements RoutingResult {}

  /// The offer has already ended, or is another agent's.
  record OfferGone(OfferState state) implements RoutingResult {}

  record CapacityFull() implements RoutingResult {}

  /// Somebody else, or nobody, is the assignee now.
  record StaleAssignee(@Nullable AgentId assignee) implements RoutingResult {}

  /// Not possible as things stand. `code` is a stable word such as `agent_not_ready`,
  /// `unknown_queue`, `already_over`.
  record Refused(String code) implements RoutingResult {}

  /// The partition cannot store anything now, or is shutting down.
  record Unavailable() implements RoutingResult {}
}
