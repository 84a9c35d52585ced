package kr.ondam.console.problems;

/// What became of an act on one row.
///
/// @param done whether the row is seen to
/// @param sentence the key of the sentence that says it
record Handled(boolean done, String sentence) {}
