package kr.ondam.rules;

/// A guard against giving one agent everything (시간당최대): at most so many conversations chosen by the
/// engine within a rolling window. Offers that are not accepted count; what people give by hand or
/// by transfer neither counts nor is limited.
///
/// @param most 0 for no limit
public record Fairness(int most, long windowMillis) {
  /// No limit.
  public static final Fairness NONE = new Fairness(0, 3_600_000);

  public Fairness {
    if (most < 0) {
      throw new IllegalArgumentException("most: " + most + " (expected: >= 0)");
    }
    if (windowMillis < 1) {
      throw new IllegalArgumentException("windowMillis: " + windowMillis + " (expected: >= 1)");
    }
  }
}
