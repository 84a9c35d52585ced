package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Something on its way to a customer through a [Passage]; only one thread at a time touches it.
abstract class Passenger {
  /// The longest that one is tried to be brought.
  static final Duration LONGEST_WAY = Duration.ofHours(24);

  /// How one ends that took too long.
  static final Verdict.Settle TOO_LATE = new Verdict.Settle(Delivery.FAILED, "24 h", false);

  /// The oldest first; of equal age, in their order.
  static final Comparator<Passenger> BY_AGE =
      Comparator.comparing(Passenger::endsAt).thenComparing(Passenger::order);

  @Nullable Verdict verdict;

  /// The right to the next call, null when there is none or it was used.
  Breaker.@Nullable Pass pass;

  /// From then on nothing is tried any more.
  abstract Instant endsAt();

  /// Decides between those of equal age.
  abstract long order();

  /// Whether it takes long, because files go along.
  boolean heavy() {
    return false;
  }
}
