package kr.ondam.rules;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The pending timers, earliest first. Equal due times are ordered by kind and arrival, so that a
/// restored partition fires them in the same order as the original.
final class Deadlines {
  private final TreeSet<Deadline> pending = new TreeSet<>();

  void add(Deadline deadline) {
    pending.add(deadline);
  }

  void remove(Deadline deadline) {
    pending.remove(deadline);
  }

  /// Removes and returns the first one due, or null when none is due yet.
  @Nullable Deadline poll(long now) {
    return pending.isEmpty() || pending.first().due() > now ? null : pending.pollFirst();
  }

  OptionalLong next() {
    return pending.isEmpty() ? OptionalLong.empty() : OptionalLong.of(pending.first().due());
  }

  /// What a timer is for.
  enum Kind {
    OFFER,
    WRAP_UP,
    RELAXATION,
    STICKY,
    EXCLUSION
  }

  /// A timer of a conversation.
  ///
  /// @param agent the excluded one, else [Partition#NOBODY]
  record Deadline(long due, Kind kind, Item.Arrival arrival, long agent)
      implements Comparable<Deadline> {
    private static final Comparator<Deadline> ORDER =
        Comparator.comparingLong(Deadline::due)
            .thenComparing(Deadline::kind)
            .thenComparing(Deadline::arrival)
            .thenComparingLong(Deadline::agent);

    static Deadline of(Kind kind, Item item, long due) {
      return new Deadline(due, kind, item.arrival, Partition.NOBODY);
    }

    @Override
    public int compareTo(Deadline other) {
      return ORDER.compare(this, other);
    }
  }
}
