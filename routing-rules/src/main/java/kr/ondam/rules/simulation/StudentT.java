package kr.ondam.rules.simulation;

/// Student's t distribution.
final class StudentT {
  private StudentT() {}

  /// The value that a share of all values does not exceed, for 1 degree of freedom or more.
  static double quantile(double share, int degrees) {
    Erlang.checkShare("share", share);
    Erlang.check("degrees", degrees, degrees >= 1, ">= 1");
    if (share < .5) {
      return -quantile(1 - share, degrees);
    }
    double low = 0;
    double high = 1;
    while (distribution(high, degrees) < share) {
      high *= 2;
    }
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (distribution(middle, degrees) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /// P(T <= t) for t >= 0, by the finite sums for whole degrees of freedom (Abramowitz and Stegun
  /// 26.7.3 and 26.7.4).
  static double distribution(double t, int degrees) {
    double angle = Math.atan(t / Math.sqrt(degrees));
    double cos = Math.cos(angle);
    double square = cos * cos;
    boolean odd = degrees % 2 == 1;
    double term = odd ? cos : 1;
    double sum = degrees == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
      term *= square * (k - 1) / k;
      sum += term;
    }
    double within = odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
    return (1 + within) / 2;
  }
}
