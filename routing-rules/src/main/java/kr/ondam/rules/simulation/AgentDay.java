package kr.ondam.rules.simulation;

/// How an agent's time went, in milliseconds.
///
/// @param busy on duty with at least one conversation or wrap-up
/// @param idle ready without any
/// @param overtime still busy after having stopped for the day; a break with a conversation is none
/// @param handled conversations answered
record AgentDay(long agent, String centre, long busy, long idle, long overtime, int handled) {
  /// Busy and idle together.
  long onDuty() {
    return busy + idle;
  }
}
