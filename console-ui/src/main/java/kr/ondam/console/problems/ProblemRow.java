package kr.ondam.console.problems;

import kr.ondam.conversation.DeliveryProblem;

/// One line of the list of problems.
///
/// @param customer masked, empty when not known
/// @param agent who wrote it, empty for the system
record ProblemRow(
    DeliveryProblem problem, String at, String customer, String channel, String agent) {}
