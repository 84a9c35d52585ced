package kr.ondam.rules.file;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the rules say about a conversation that arrives.
///
/// @param rule that decided, empty when none held and the default queue took it
/// @param queue empty only when the files describe no queue at all: the host's own default then
/// @param boosts that hold, in the order of the file
/// @param boostMillis their sum, capped
/// @param open whether the queue is open
/// @param nextOpening the instant itself when open; empty when it never opens
public record Classification(
    Optional<Rule.Classifying> rule,
    Optional<QueueRule> queue,
    List<Rule.Boosting> boosts,
    long boostMillis,
    boolean open,
    OptionalLong nextOpening) {
  public Classification {
    boosts = List.copyOf(boosts);
  }
}
