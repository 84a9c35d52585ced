package kr.ondam.console.problems;

import kr.ondam.conversation.DeadLetter;

/// One line of the list of dead letters.
///
/// @param size of the original in bytes
record LetterRow(DeadLetter letter, String at, String channel, int size) {}
