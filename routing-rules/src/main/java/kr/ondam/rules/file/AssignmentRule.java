package kr.ondam.rules.file;

import java.util.OptionalInt;
import kr.ondam.rules.Strategy;

/// How conversations are given to agents (배정).
///
/// @param misses offers in a row that may pass before the agent is closed, 0 for any number
/// @param missedState presence of an agent who let too many pass
/// @param hourlyMost conversations an agent is given in an hour, empty for any number
public record AssignmentRule(
    Strategy strategy,
    OfferMode mode,
    long offerMillis,
    long exclusionMillis,
    int misses,
    MissedState missedState,
    long wrapUpMillis,
    OptionalInt hourlyMost) {}
