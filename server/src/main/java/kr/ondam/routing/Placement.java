package kr.ondam.routing;

import java.util.Optional;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.WaitAction;

/// What the rules make of a conversation at one instant.
///
/// @param queue empty when the rules describe no queue at all
/// @param boostMillis the head start; 0 where the rule for out of hours takes it away
/// @param until when the queue opens, 0 when it is open
/// @param full what happens because too many wait there already
/// @param boostLost whether the head start was taken away, for good
record Placement(
    Optional<QueueRule> queue,
    long boostMillis,
    long until,
    Optional<WaitAction> full,
    boolean boostLost,
    Reasons reasons) {}
