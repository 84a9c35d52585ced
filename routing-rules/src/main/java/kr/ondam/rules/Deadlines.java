package kr.ondam.rules;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The pending timers, earliest first. Equal due times are ordered by kind and then by arrival or
/// agent, so that a restored partition fires them in the same order as the original.
final class Deadlines extends Heap<Timed> {
  static final long NEVER = Long.MAX_VALUE;

  /// The owner's timers have changed.
  void update(Timed owner) {
    if (owner.due == NEVER) {
      drop(owner);
    } else if (owner.timerSlot < 0) {
      add(owner);
    } else {
      moved(owner);
    }
  }

  /// The owner is gone, or has no timer any more.
  void drop(Timed owner) {
    if (owner.timerSlot >= 0) {
      remove(owner);
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

  @Override
  boolean before(Timed one, Timed other) {
    if (one.due != other.due) {
      return one.due < other.due;
    }
    if (one.kind != other.kind) {
      return one.kind.compareTo(other.kind) < 0;
    }
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
