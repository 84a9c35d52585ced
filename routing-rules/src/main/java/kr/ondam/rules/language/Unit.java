package kr.ondam.rules.language;

import java.util.Optional;
import java.util.stream.Stream;

/// A unit of time: the one table of its spellings.
enum Unit {
  SECOND("초", "s", 1_000),
  MINUTE("분", "min", 60_000),
  HOUR("시간", "h", 3_600_000),
  DAY("일", "d", 86_400_000);

  private final String korean;
  private final String english;
  private final long millis;

  Unit(String korean, String english, long millis) {
    this.korean = korean;
    this.english = english;
    this.millis = millis;
  }

  long millis() {
    return millis;
  }

  static Optional<Unit> of(String written) {
    String folded = Folding.fold(written);
    return Stream.of(values())
        .filter(unit -> unit.korean.equals(folded) || unit.english.equals(folded))
        .findFirst()
        .or(() -> folded.equals("m") ? Optional.of(MINUTE) : Optional.empty());
  }

  /// The duration in the largest unit that divides it.
  static String print(long duration, Spelling spelling) {
    Unit unit = SECOND;
    for (Unit larger : values()) {
      if (duration != 0 && duration % larger.millis == 0) {
        unit = larger;
      }
    }
    if (duration % unit.millis != 0) {
      // Only a fact can have a fraction of a second; literals come in whole units.
      return duration + "ms";
    }
    return duration / unit.millis + (spelling == Spelling.KOREAN ? unit.korean : unit.english);
  }

  /// A time of day as `HH:MM`.
  static String clock(long minutes) {
    return "%02d:%02d".formatted(minutes / 60, minutes % 60);
  }
}
