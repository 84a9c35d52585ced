package kr.ondam.rules.simulation;

/// What became of a conversation.
///
/// @param agent who answered, or [kr.ondam.rules.Partition#NOBODY]
/// @param waitMillis from the arrival, or the opening, until it was answered, given up or the end
///   of the simulation; 0 for who left before the opening
/// @param handleMillis how long the agent talked, 0 when nobody did
/// @param favoured whether the preferred agent answered
record Visit(
    Tape.Arrival arrival,
    Ending ending,
    long agent,
    long waitMillis,
    long handleMillis,
    boolean favoured) {
  enum Ending {
    ANSWERED,
    LEFT,
    /// Nobody could ever answer.
    UNSERVED,
    /// Arrived out of hours; the opening is after the end.
    CLOSED
  }
}
