package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.List;

/// When conversations of one kind arrive, in milliseconds from the start of the simulation.
public sealed interface ArrivalPattern {
  /// Arrivals before `lengthMillis`, in order.
  List<Long> times(long lengthMillis, Draws draws);

  /// How many arrive before `lengthMillis` on average.
  double expected(long lengthMillis);

  /// A part of the arrivals, or more of them.
  ArrivalPattern times(double factor);

  /// Independent arrivals at a constant rate.
  record Poisson(double perHour) implements ArrivalPattern {
    public Poisson {
      checkRate(perHour);
    }

    @Override
    public List<Long> times(long lengthMillis, Draws draws) {
      return new Profile(0, lengthMillis, List.of(perHour)).times(lengthMillis, draws);
    }

    @Override
    public double expected(long lengthMillis) {
      return perHour * lengthMillis / 3_600_000;
    }

    @Override
    public ArrivalPattern times(double factor) {
      return new Poisson(perHour * factor);
    }
  }

  /// Independent arrivals at a rate that changes from slot to slot, and none outside.
  ///
  /// @param firstMillis where the first slot begins
  record Profile(long firstMillis, long slotMillis, List<Double> perHour)
      implements ArrivalPattern {
    public Profile {
      perHour = List.copyOf(perHour);
      Erlang.check("firstMillis", firstMillis, firstMillis >= 0, ">= 0");
      Erlang.check("slotMillis", slotMillis, slotMillis >= 1, ">= 1");
      perHour.forEach(ArrivalPattern::checkRate);
    }

    @Override
    public List<Long> times(long lengthMillis, Draws draws) {
      List<Long> times = new ArrayList<>();
      double debt = draws.exponential(1);
      for (int slot = 0; slot < perHour.size(); slot++) {
        double perMilli = perHour.get(slot) / 3_600_000;
        double at = firstMillis + (double) slot * slotMillis;
        double end = Math.min(at + slotMillis, lengthMillis);
        while (at < end) {
          double worth = (end - at) * perMilli;
          if (worth < debt) {
            debt -= worth;
            break;
          }
          at += debt / perMilli;
          debt = draws.exponential(1);
          if (at < end) {
            times.add((long) at);
          }
        }
      }
      return times;
    }

    @Override
    public double expected(long lengthMillis) {
      double expected = 0;
      for (int slot = 0; slot < perHour.size(); slot++) {
        long from = Math.min(lengthMillis, firstMillis + slot * slotMillis);
        long until = Math.min(lengthMillis, from + slotMillis);
        expected += perHour.get(slot) * (until - from) / 3_600_000;
      }
      return expected;
    }

    @Override
    public ArrivalPattern times(double factor) {
      return new Profile(
          firstMillis, slotMillis, perHour.stream().map(rate -> rate * factor).toList());
    }
  }

  /// Arrivals that are known.
  ///
  /// @param share of them that arrive, each by chance; more than 1 makes some arrive twice
  record Given(List<Long> millis, double share) implements ArrivalPattern {
    public Given {
      millis = millis.stream().sorted().toList();
      Erlang.check("share", share, share >= 0 && share <= 1000, "0 to 1000");
      for (long value : millis) {
        Erlang.check("millis", value, value >= 0, ">= 0");
      }
    }

    @Override
    public List<Long> times(long lengthMillis, Draws draws) {
      List<Long> times = new ArrayList<>();
      for (long at : millis) {
        long copies = (long) Math.floor(share + draws.uniform());
        for (long i = 0; i < copies && at < lengthMillis; i++) {
          times.add(at);
        }
      }
      return times;
    }

    @Override
    public double expected(long lengthMillis) {
      return share * millis.stream().filter(at -> at < lengthMillis).count();
    }

    @Override
    public ArrivalPattern times(double factor) {
      return new Given(millis, share * factor);
    }
  }

  private static void checkRate(double perHour) {
    Erlang.check("perHour", perHour, perHour >= 0 && perHour <= 10_000_000, "0 to 10000000");
  }
}
