package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// When it is open on one day (영업시간). A stretch that ends before it starts goes on after midnight
/// and still belongs to the day it started on.
///
/// @param stretches in minutes from midnight, none when closed
record DayHours(List<Stretch> stretches) {
  static final DayHours CLOSED = new DayHours(List.of());

  static final String CLOSED_KOREAN = "휴무";
  private static final String CLOSED_ENGLISH = "closed";
  private static final int DAY = 1440;

  DayHours {
    stretches = List.copyOf(stretches);
  }

  /// Open from a minute up to another; the end may lie in the next day.
  record Stretch(int from, int to) {}

  /// `09:00-18:00`, `09:00-12:00, 13:00-18:00`, `22:00-02:00`, `휴무`.
  static Optional<DayHours> parse(String text) {
    if (text.equals(CLOSED_KOREAN) || text.equals(CLOSED_ENGLISH)) {
      return Optional.of(CLOSED);
    }
    List<Stretch> stretches = new ArrayList<>();
    int before = -1;
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("[-~]", -1);
      if (ends.length != 2) {
        return Optional.empty();
      }
      OptionalInt from = Quantity.clock(ends[0].strip(), false);
      OptionalInt to = Quantity.clock(ends[1].strip(), true);
      if (from.isEmpty() || to.isEmpty() || from.getAsInt() == to.getAsInt()) {
        return Optional.empty();
      }
      boolean over = to.getAsInt() < from.getAsInt();
      if (from.getAsInt() < before) {
        return Optional.empty();
      }
      before = over ? to.getAsInt() + DAY : to.getAsInt();
      stretches.add(new Stretch(from.getAsInt(), before));
    }
    return Optional.of(new DayHours(stretches));
  }

  /// Whether it is open at a minute of its day; of the next day from 1440 on.
  boolean openAt(int minute) {
    for (Stretch stretch : stretches) {
      if (minute >= stretch.from() && minute < stretch.to()) {
        return true;
      }
    }
    return false;
  }
}
