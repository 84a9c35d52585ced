package kr.ondam.rules.simulation;

import java.util.Arrays;

/// What several replications say about a figure.
///
/// @param mean NaN when no replication has the figure
/// @param standardError of the mean; NaN with fewer than two replications
/// @param replications that have the figure
public record Estimate(double mean, double standardError, int replications) {
  private static final double CONFIDENCE = .95;

  /// From one value per replication; NaN is left out.
  public static Estimate of(double... values) {
    double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
    int n = known.length;
    double mean = n == 0 ? Double.NaN : Arrays.stream(known).sum() / n;
    double squares = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum();
    return new Estimate(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n), n);
  }

  /// Half the width of the 95 % confidence interval; NaN with fewer than two replications.
  public double halfWidth() {
    return replications < 2
        ? Double.NaN
        : StudentT.quantile((1 + CONFIDENCE) / 2, replications - 1) * standardError;
  }

  /// Whether the 95 % confidence interval leaves out 0, so that a difference is not mere chance.
  public boolean significant() {
    return replications >= 2 && Math.abs(mean) > halfWidth();
  }

  /// How many standard errors the mean is away from a value.
  public double errorsFrom(double value) {
    return (mean - value) / standardError;
  }
}
