package kr.ondam.rules;

import kr.ondam.rules.Deadlines.Kind;

/// Something with timers, a conversation or an agent. Only its earliest one stands in [Deadlines].
abstract sealed class Timed permits Item, Seat {
  long due = Deadlines.NEVER;
  Kind kind = Kind.OFFER;

  /// Where [Deadlines] has it.
  Kind filed = Kind.OFFER;

  int timerSlot = -1;

  /// Takes a timer into account when it is earlier than those before.
  final void sooner(long at, Kind what) {
    if (at < due || (at == due && what.compareTo(kind) < 0)) {
      due = at;
      kind = what;
    }
  }
}
