package kr.ondam.conversation;

import java.time.Duration;
import java.time.InstantSource;

/// Puts the files to a message that is about to be sent. For copies that are still being made it
/// waits a few seconds, so that a picture comes with its words; then the message goes without them,
/// on all its tries.
final class Luggage {
  /// How long a message waits for the copies of its files, from when its turn came.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(250);

  private final SentFiles files;
  private final InstantSource clock;

  Luggage(SentFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  /// Gives the trip its message with the files; false when it is to wait, for the trip's pause.
  boolean load(Trip trip) {
    var out = trip.row.outbound();
    var ready = files.ready(out.tenant(), out.parts());
    var now = clock.instant();
    var until = trip.waitsUntil == null ? now.plus(PATIENCE) : trip.waitsUntil;
    var left = trip.row.leftBehind();
    boolean waits = left.isEmpty() && ready.awaited() && now.isBefore(until);
    var along = ready.files().stream().filter(file -> !left.contains(file.id())).toList();
    trip.waitsUntil = until;
    trip.pause = waits ? LOOK : Duration.ZERO;
    trip.loaded = waits ? null : out.saying(ready.parts()).with(along);
    return !waits;
  }
}
