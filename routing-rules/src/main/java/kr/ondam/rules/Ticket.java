package kr.ondam.rules;

/// A conversation as routing sees it. Age, order and boost survive every move; the demand changes
/// with the queue.
///
/// @param channel number of the channel, an index into [Capacity#channels]
/// @param boostMillis 가점, the sum of the head starts, within a thousand million seconds
/// @param arrivedAt where the age starts
/// @param seq order of arrival in the partition, the last tie-break
public record Ticket(
    long conversation, int channel, Demand demand, long boostMillis, long arrivedAt, long seq) {
  private static final long GREATEST_BOOST = 1_000_000_000_000L;

  public Ticket {
    if (conversation < 0) {
      throw new IllegalArgumentException("conversation: " + conversation + " (expected: >= 0)");
    }
    if (channel < 0 || channel >= Capacity.CHANNELS) {
      throw new IllegalArgumentException("channel: " + channel + " (expected: 0 to 63)");
    }
    if (Math.abs(boostMillis) > GREATEST_BOOST) {
      throw new IllegalArgumentException(
          "boostMillis: " + boostMillis + " (expected: within " + GREATEST_BOOST + ")");
    }
    if (arrivedAt < 0) {
      throw new IllegalArgumentException("arrivedAt: " + arrivedAt + " (expected: >= 0)");
    }
  }

  /// The same conversation in another queue, with another head start.
  public Ticket with(Demand other, long otherBoostMillis) {
    return new Ticket(conversation, channel, other, otherBoostMillis, arrivedAt, seq);
  }

  /// The same conversation in another queue.
  public Ticket with(Demand other) {
    return new Ticket(conversation, channel, other, boostMillis, arrivedAt, seq);
  }
}
