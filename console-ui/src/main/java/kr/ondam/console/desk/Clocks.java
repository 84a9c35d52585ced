package kr.ondam.console.desk;

import com.vaadin.flow.dom.Element;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Clocks that run in the browser, by the server's time.
final class Clocks {
  private Clocks() {}

  /// The time since an instant.
  static Element elapsed() {
    return new Element("ondam-elapsed");
  }

  static void run(Element elapsed, Instant since, Instant now) {
    run(elapsed, since, now, null);
  }

  /// @param target how long is too long, coloured from its half on; null when nobody waits
  static void run(Element elapsed, Instant since, Instant now, @Nullable Duration target) {
    if (target == null) {
      elapsed.removeAttribute("target");
    } else {
      elapsed.setAttribute("target", Long.toString(target.toSeconds()));
    }
    elapsed.setAttribute("span", since.toEpochMilli() + " " + now.toEpochMilli());
  }

  /// The time until an instant, with a ring that empties.
  static Element countdown(Instant from, Instant until, Instant now) {
    return new Element("ondam-countdown")
        .setAttribute(
            "span", from.toEpochMilli() + " " + until.toEpochMilli() + " " + now.toEpochMilli());
  }
}
