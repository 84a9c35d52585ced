package kr.ondam.console.desk;

import com.vaadin.flow.dom.Element;
import java.time.Instant;

/// Clocks that run in the browser, by the server's time.
final class Clocks {
  private Clocks() {}

  /// The time since an instant.
  static Element elapsed() {
    return new Element("ondam-elapsed");
  }

  static void run(Element elapsed, Instant since, Instant now) {
    elapsed.setAttribute("span", since.toEpochMilli() + " " + now.toEpochMilli());
  }

  /// The time until an instant, with a ring that empties.
  static Element countdown(Instant from, Instant until, Instant now) {
    return new Element("ondam-countdown")
        .setAttribute(
            "span", from.toEpochMilli() + " " + until.toEpochMilli() + " " + now.toEpochMilli());
  }
}
