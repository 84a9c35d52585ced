package kr.ondam.console.problems;

import kr.ondam.conversation.Notice;

/// One line of the list of notices that did not arrive.
///
/// @param customer masked, empty when not known
record NoticeRow(Notice notice, String at, String customer, String channel) {}
