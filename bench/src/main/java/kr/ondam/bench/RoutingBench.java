package kr.ondam.bench;

import java.util.concurrent.TimeUnit;
import kr.ondam.rules.Ticket;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One event of the routing engine at 2,000 agents and 50,000 waiting conversations, and the same
/// by [NaiveScan]. `bin/ondam bench routing` runs it and compares.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RoutingBench {
  /// The engine, events in turn: one ends, the offer is accepted, one arrives.
  @State(Scope.Thread)
  public static class Engine {
    private final RoutingFloor floor = new RoutingFloor();
    private int phase;

    Object event() {
      phase = (phase + 1) % 3;
      return switch (phase) {
        case 1 -> floor.end();
        case 2 -> floor.isOffered() ? floor.accept() : floor.arrive();
        default -> floor.arrive();
      };
    }
  }

  /// The engine, brought back to a full house before each event.
  @State(Scope.Thread)
  public static class Refilled {
    private final RoutingFloor floor = new RoutingFloor();

    /// Accepts what was offered and lets another one arrive.
    @Setup(Level.Invocation)
    public void refill() {
      if (floor.isOffered()) {
        floor.accept();
      }
      while (floor.partition.waiting() < RoutingFloor.WAITING) {
        floor.arrive();
      }
    }
  }

  /// The same with as many agents as the server still explains one by one, and somebody who
  /// listens.
  @State(Scope.Thread)
  public static class Traced {
    private static final int AGENTS = 300;
    private final RoutingFloor floor = new RoutingFloor(AGENTS, RoutingFloor.WAITING, null);
    private long heard;

    /// Begins to listen.
    public Traced() {
      floor.partition.trace(trace -> heard += trace.candidates().size());
    }

    /// Accepts what was offered and lets another one arrive.
    @Setup(Level.Invocation)
    public void refill() {
      if (floor.isOffered()) {
        floor.accept();
      }
      while (floor.partition.waiting() < RoutingFloor.WAITING) {
        floor.arrive();
      }
    }
  }

  /// The rival with the same mix.
  @State(Scope.Thread)
  public static class Naive {
    private final RoutingMix mix = new RoutingMix();
    private final NaiveScan scan = new NaiveScan();
    private long now = 1_780_000_000_000L;

    /// Fills the house.
    public Naive() {
      for (int agent = 0; agent < RoutingFloor.AGENTS; agent++) {
        scan.agent(mix.profiles.get(agent % mix.profiles.size()));
      }
      while (scan.waiting() < RoutingFloor.WAITING) {
        scan.arrives(mix.ticket(++now), now);
      }
    }

    @Nullable Ticket freed() {
      return scan.freed(mix.below(RoutingFloor.AGENTS), ++now);
    }

    /// Another one arrives for the one that was given.
    @Setup(Level.Invocation)
    public void refill() {
      while (scan.waiting() < RoutingFloor.WAITING) {
        scan.arrives(mix.ticket(++now), now);
      }
    }
  }

  @Benchmark
  public Object engineEvent(Engine engine) {
    return engine.event();
  }

  @Benchmark
  public Object engineFreed(Refilled engine) {
    return engine.floor.end();
  }

  @Benchmark
  public Object tracedFreed(Traced engine) {
    return engine.floor.end();
  }

  @Benchmark
  public @Nullable Object naiveFreed(Naive naive) {
    return naive.freed();
  }
}
