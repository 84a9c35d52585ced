package kr.ondam.console.problems;

import java.util.function.Function;
import java.util.function.Predicate;

/// What can be done about a row, and about several.
///
/// @param label the key of its word
/// @param possible whether it is offered for a row
/// @param risky whether a row is asked about before; several are asked about always
/// @param warning the key of what is asked then
/// @param work does it and may block
record ProblemAct<T>(
    String label,
    Predicate<T> possible,
    Predicate<T> risky,
    String warning,
    Function<T, Handled> work) {}
