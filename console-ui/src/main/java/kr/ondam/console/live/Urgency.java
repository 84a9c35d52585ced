package kr.ondam.console.live;

import java.time.Duration;

/// How close a wait is to its target: amber from half of it, red from all of it (product.md 6.4).
public enum Urgency {
  CALM,
  NEAR,
  LATE;

  public static Urgency of(Duration wait, Duration target) {
    if (wait.compareTo(target) >= 0) {
      return LATE;
    }
    return wait.multipliedBy(2).compareTo(target) >= 0 ? NEAR : CALM;
  }

  /// The class name that colours it.
  public String css() {
    return switch (this) {
      case CALM -> "calm";
      case NEAR -> "near";
      case LATE -> "late";
    };
  }
}
