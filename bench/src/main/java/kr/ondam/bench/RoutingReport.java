package kr.ondam.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.Replay;
import kr.ondam.rules.Sticky;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/// Runs [RoutingBench], [ConditionBench], [HostileBench] and [RuleFilesBench], replays a million
/// events, and says how far the routing engine and the rules are from their goals.
public final class RoutingReport {
  private static final int EVENTS = 1_000_000;

  private RoutingReport() {}

  public static void main(String[] args) throws RunnerException {
    if (args.length == 1 && args[0].equals("memory")) {
      System.out.printf("%.0f%n", bytesPerWaiting());
      return;
    }
    var options =
        new OptionsBuilder()
            .include(RoutingBench.class.getName())
            .include(ConditionBench.class.getName())
            .include(HostileBench.class.getName())
            .include(RuleFilesBench.class.getName())
            .build();
    Map<String, Statistics> results = new TreeMap<>();
    for (var result : new Runner(options).run()) {
      String name = result.getParams().getBenchmark();
      String source = result.getParams().getParam("source");
      results.put(
          name.substring(name.lastIndexOf('.') + 1) + (source == null ? "" : " " + source),
          result.getPrimaryResult().getStatistics());
    }
    System.out.printf(
        "%n%,d agents, %,d waiting; times in ns, of files in ms%n",
        RoutingFloor.AGENTS, RoutingFloor.WAITING);
    System.out.printf("%-28s %12s %12s %12s%n", "", "p50", "p99", "mean");
    results.forEach((name, all) ->
        System.out.printf(
            "%-28s %,12.0f %,12.0f %,12.0f%n",
            name, all.getPercentile(50), all.getPercentile(99), all.getMean()));
    var event = at(results, "engineEvent");
    var freed = at(results, "engineFreed");
    var naive = at(results, "naiveFreed");
    goal("event p50", event.getPercentile(50), 2_000, "ns");
    goal("event p99", event.getPercentile(99), 10_000, "ns");
    goal("freed p50", freed.getPercentile(50), 2_000, "ns");
    goal("freed p99", freed.getPercentile(99), 10_000, "ns");
    double ratio = naive.getPercentile(50) / freed.getPercentile(50);
    System.out.printf(
        "naive scan / engine, freed p50: %.0f× (goal: at least 30×) %s%n",
        ratio, ratio >= 30 ? "reached" : "MISSED");
    goal("memory per waiting conversation", bytesPerWaiting(), 300, "bytes");
    goal("one condition", at(results, "oneRule").getMean(), 60, "ns");
    goal("first match of 200 rules", at(results, "firstMatch").getMean(), 400, "ns");
    double oneByOne =
        at(results, "oneAfterAnother").getMean() / at(results, "firstMatch").getMean();
    System.out.printf("one after another / first match by index: %.0f×%n", oneByOne);
    double worst =
        results.entrySet().stream()
            .filter(each -> each.getKey().startsWith("hostile"))
            .mapToDouble(each -> each.getValue().getMean() / 1_000_000)
            .max()
            .orElseThrow();
    goal("the worst hostile condition", worst, 5, "ms");
    replay();
    goal("50 tenants' files, first", at(results, "filesFirst").getPercentile(50), 1_000, "ms");
    goal("50 tenants' files, again", at(results, "filesAgain").getPercentile(50), 1_000, "ms");
  }

  /// A recorded day of a million events decides the same twice.
  private static void replay() {
    List<Event> log = new ArrayList<>(EVENTS);
    var floor = new RoutingFloor(RoutingFloor.AGENTS, 1_000, log);
    while (log.size() < EVENTS) {
      floor.end();
      if (floor.isOffered()) {
        floor.accept();
      }
      floor.arrive();
    }
    var replay = new Replay(RoutingMix.policy(), PartitionState.EMPTY, log);
    long begin = System.nanoTime();
    var first = replay.run();
    long millis = (System.nanoTime() - begin) / 1_000_000;
    boolean same =
        first.hash() == floor.partition.decisionHash() && replay.run().hash() == first.hash();
    System.out.printf(
        "replay of %,d events, %,d decisions: %,d ms, hash %016x (goal: the same each time) %s%n",
        first.events(), first.decisions(), millis, first.hash(), same ? "reached" : "MISSED");
  }

  private static Statistics at(Map<String, Statistics> results, String name) {
    var found = results.get(name);
    if (found == null) {
      throw new IllegalStateException("no result of " + name);
    }
    return found;
  }

  private static void goal(String what, double is, double most, String unit) {
    System.out.printf(
        "%s: %,.0f %s (goal: at most %,.0f) %s%n",
        what, is, unit, most, is <= most ? "reached" : "MISSED");
  }

  /// What the heap grows by per conversation, with its ticket, timers and all orders.
  private static double bytesPerWaiting() {
    var mix = new RoutingMix();
    List<Partition> kept = new ArrayList<>();
    long before = used();
    var partition = new Partition(RoutingMix.policy(), PartitionState.EMPTY);
    kept.add(partition);
    long now = 1_780_000_000_000L;
    for (int i = 0; i < RoutingFloor.WAITING; i++) {
      partition.apply(new Event.Arrived(now, mix.ticket(now), Sticky.NONE));
      now++;
    }
    long after = used();
    return (double) (after - before) / kept.getFirst().waiting();
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
