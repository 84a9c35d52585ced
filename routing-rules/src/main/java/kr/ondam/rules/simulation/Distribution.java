package kr.ondam.rules.simulation;

import java.util.List;

/// How long something takes, in milliseconds.
public sealed interface Distribution {
  /// Longer than anything.
  long ENDLESS = Long.MAX_VALUE;

  long draw(Draws draws);

  /// Without memory; what the formulas assume.
  record Exponential(double meanMillis) implements Distribution {
    public Exponential {
      Erlang.checkPositive("meanMillis", meanMillis);
    }

    @Override
    public long draw(Draws draws) {
      return Math.round(draws.exponential(meanMillis));
    }
  }

  /// What handle times usually look like.
  ///
  /// @param variation standard deviation divided by the mean
  record Lognormal(double meanMillis, double variation) implements Distribution {
    public Lognormal {
      Erlang.checkPositive("meanMillis", meanMillis);
      Erlang.checkPositive("variation", variation);
    }

    @Override
    public long draw(Draws draws) {
      double variance = StrictMath.log(1 + variation * variation);
      double log = StrictMath.log(meanMillis) - variance / 2 + Math.sqrt(variance) * draws.normal();
      return Math.round(StrictMath.exp(log));
    }
  }

  /// Always the same.
  record Constant(long millis) implements Distribution {
    public Constant {
      Erlang.check("millis", millis, millis >= 0, ">= 0");
    }

    @Override
    public long draw(Draws draws) {
      return millis;
    }
  }

  /// One of the observed values, each as likely.
  record Given(List<Long> millis) implements Distribution {
    public Given {
      millis = List.copyOf(millis);
      Erlang.check("values", millis.size(), !millis.isEmpty(), ">= 1");
      for (long value : millis) {
        Erlang.check("millis", value, value >= 0, ">= 0");
      }
    }

    @Override
    public long draw(Draws draws) {
      return millis.get(draws.below(millis.size()));
    }
  }

  /// Never over: a customer who does not give up.
  record Never() implements Distribution {
    @Override
    public long draw(Draws draws) {
      return ENDLESS;
    }
  }
}
