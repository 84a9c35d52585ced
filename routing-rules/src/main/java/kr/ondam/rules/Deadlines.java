package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The pending timers, earliest first. Equal due times are ordered by kind and then by arrival or
/// agent, so that a restored partition fires them in the same order as the original.
///
/// Each kind has a heap of its own, because timers of one kind mostly fall due in the order in
/// which they were set, and then nothing in the heap has to move.
final class Deadlines {
  static final long NEVER = Long.MAX_VALUE;

  private final List<Pending> kinds = new ArrayList<>();

  Deadlines() {
    for (Kind _ : Kind.values()) {
      kinds.add(new Pending());
    }
  }

  /// The owner's timers have changed.
  void update(Timed owner) {
    if (owner.timerSlot >= 0 && owner.filed == owner.kind && owner.due != NEVER) {
      kinds.get(owner.kind.ordinal()).moved(owner);
      return;
    }
    drop(owner);
    if (owner.due != NEVER) {
      owner.filed = owner.kind;
      kinds.get(owner.kind.ordinal()).add(owner);
    }
  }

  /// The owner is gone, or has no timer any more.
  void drop(Timed owner) {
    if (owner.timerSlot >= 0) {
      kinds.get(owner.filed.ordinal()).remove(owner);
    }
  }

  /// The owner of the first timer that is due, null when none is due yet.
  @Nullable Timed due(long now) {
    Timed first = first();
    return first == null || first.due > now ? null : first;
  }

  OptionalLong next() {
    Timed first = first();
    return first == null ? OptionalLong.empty() : OptionalLong.of(first.due);
  }

  private @Nullable Timed first() {
    Timed first = null;
    for (Pending kind : kinds) {
      if (!kind.isEmpty() && (first == null || kind.keyAt(0) < first.due)) {
        first = kind.at(0);
      }
    }
    return first;
  }

  /// The timers of one kind.
  private static final class Pending extends Heap<Timed> {
    @Override
    long key(Timed element) {
      return element.due;
    }

    @Override
    boolean before(Timed one, Timed other) {
      if (one instanceof Item item && other instanceof Item that) {
        return item.arrivedBefore(that);
      }
      return one instanceof Seat seat && other instanceof Seat that && seat.id < that.id;
    }

    @Override
    int slot(Timed element) {
      return element.timerSlot;
    }

    @Override
    void slot(Timed element, int slot) {
      element.timerSlot = slot;
    }
  }

  /// What a timer is for.
  enum Kind {
    /// Of an agent: the oldest assignment leaves the window of [Fairness].
    FAIRNESS,
    OFFER,
    WRAP_UP,
    RELAXATION,
    STICKY,
    EXCLUSION,
    MAX_WAIT,
    DORMANCY,
    OPENING
  }
}
