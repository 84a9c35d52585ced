package kr.ondam.rules.simulation;

/// The estimate of how fast customers give up: abandonments by the waiting of everybody, since
/// whoever was answered would have waited longer (routing.md 2).
final class Patience {
  private long left;
  private long waited;

  void add(long waitMillis, boolean gaveUp) {
    waited += waitMillis;
    left += gaveUp ? 1 : 0;
  }

  long left() {
    return left;
  }

  /// The mean patience; infinite when nobody gave up.
  double meanMillis() {
    return left == 0 ? Double.POSITIVE_INFINITY : Math.max(1, (double) waited / left);
  }

  /// How much longer somebody waits who has waited already; without memory.
  long further(Draws draws) {
    return left == 0 ? Distribution.ENDLESS : Math.round(draws.exponential(meanMillis()));
  }
}
