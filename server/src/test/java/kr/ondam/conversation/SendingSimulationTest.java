package kr.ondam.conversation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Many lives of an outbox, each from a seed of its own. `-Dondam.sending.seeds=N` (default 100)
/// and `-Dondam.sending.seed=S` (default random, printed) choose how many and which.
final class SendingSimulationTest {
  private static final int SEEDS = 100;

  /// What goes wrong here on purpose is not worth its lines.
  private final Logger log = (Logger) LoggerFactory.getLogger("kr.ondam.conversation");

  @BeforeEach
  void silence() {
    log.setLevel(Level.OFF);
  }

  @AfterEach
  void speak() {
    log.setLevel(null);
  }

  @Test
  void O1_O2_O3_O4_O6_whatGoesWrongBringsNothingTwiceOrOutOfOrderAndEverythingToAnEnd() {
    long first = Long.getLong("ondam.sending.seed", new Random().nextInt(1_000_000_000));
    int seeds = Integer.getInteger("ondam.sending.seeds", SEEDS);
    System.out.printf("sending: seeds %d to %d%n", first, first + seeds - 1);
    long calls = 0;
    long deaths = 0;
    Map<Delivery, Integer> ends = new EnumMap<>(Delivery.class);
    for (long seed = first; seed < first + seeds; seed++) {
      try (var world = new SendingWorld(seed)) {
        world.run();
        calls += world.calls;
        deaths += world.deaths;
        world.checks.ends.forEach((end, count) -> ends.merge(end, count, Integer::sum));
      }
    }
    System.out.printf("sending: %,d calls, %,d deaths, messages %s%n", calls, deaths, ends);
  }
}
