package kr.ondam.console.live;

import java.time.Duration;
import java.util.Locale;

/// Writes durations as a clock: `m:ss`, from one hour on `h:mm:ss`. Negative ones, which clocks
/// that differ can produce, are zero.
public final class Elapsed {
  private Elapsed() {}

  public static String clock(Duration duration) {
    var shown = duration.isNegative() ? Duration.ZERO : duration;
    return shown.toHours() > 0
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            shown.toHours(),
            shown.toMinutesPart(),
            shown.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", shown.toMinutes(), shown.toSecondsPart());
  }
}
