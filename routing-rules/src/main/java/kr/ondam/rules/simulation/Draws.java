package kr.ondam.rules.simulation;

/// Random numbers from a seed (SplitMix64), the same on every machine.
///
/// Every kind of draw takes a fixed number of steps, so that two scenarios that draw for the same
/// purpose draw the same numbers although they use them differently.
public final class Draws {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  public Draws(long seed) {
    state = seed;
  }

  /// An own sequence for a purpose, unlike that of any other path.
  public static Draws of(long seed, long... path) {
    long mixed = mix(seed + GOLDEN);
    for (long step : path) {
      mixed = mix((mixed ^ step) + GOLDEN);
    }
    return new Draws(mixed);
  }

  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /// Evenly between 0 and 1, never exactly either.
  public double uniform() {
    return ((nextLong() >>> 11) + 0.5) * 0x1.0p-53;
  }

  public double exponential(double mean) {
    return -mean * StrictMath.log(uniform());
  }

  /// Mean 0, variance 1.
  public double normal() {
    double radius = Math.sqrt(-2 * StrictMath.log(uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /// A whole number from 0 to `bound` - 1.
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound: " + bound + " (expected: >= 1)");
    }
    return (int) (uniform() * bound);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
