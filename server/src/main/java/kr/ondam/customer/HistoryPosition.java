package kr.ondam.customer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A place in a customer's history, which is ordered by time and, where times are equal, by id.
/// What is written down of it goes into addresses as it is.
///
/// @param at in microseconds, as databases keep it
public record HistoryPosition(Instant at, UUID id) {
  /// The later comes first.
  public static final Comparator<HistoryPosition> NEWEST_FIRST =
      Comparator.comparing(HistoryPosition::at)
          .thenComparing(position -> position.id().toString())
          .reversed();

  private static final Pattern WRITTEN = Pattern.compile("(-?[0-9]{1,17})_([0-9a-f-]{36})");

  /// Reads what [#toString] wrote; empty when it is something else.
  public static Optional<HistoryPosition> parse(String written) {
    var matcher = WRITTEN.matcher(written);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      var at = Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS);
      return Optional.of(new HistoryPosition(at, UUID.fromString(matcher.group(2))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
  }
}
