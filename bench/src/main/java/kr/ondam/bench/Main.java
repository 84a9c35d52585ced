package kr.ondam.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import kr.ondam.dist.ServerProcess;
import kr.ondam.dist.TestInstall;

/// Measures message intake of the real server process over loopback, beside a plain Netty echo and
/// the disk's own rate of synced writes in the same run. Options: `--runs N` (5), `--seconds N`
/// (8), `--warm-up N` seconds (30: two slow cores compile that long), `--connections N` (180, below
/// the limit of one address), `--customers N` (2000), `--database URL` (H2), `--durability
/// power|process` (power), `--jvm ARGUMENTS` for the server, such as a flight recording (none).
public final class Main {
  private static final int AGENTS = 8;
  private static final double PACE = 300;

  /// What `bin/ondam run` starts the server with.
  static final List<String> SHIPPED_JVM =
      List.of(
          "-XX:+UseCompactObjectHeaders",
          "-Xms128m",
          "-Xmx512m",
          "-XX:Tier3InvocationThreshold=800",
          "-XX:Tier3MinInvocationThreshold=400",
          "-XX:Tier3CompileThreshold=8000",
          "-XX:Tier4InvocationThreshold=40000",
          "-XX:Tier4MinInvocationThreshold=5000",
          "-XX:Tier4CompileThreshold=120000",
          "-XX:Tier4BackEdgeThreshold=320000",
          "--enable-native-access=ALL-UNNAMED");

  /// What one run measured.
  private record Run(
      double synced,
      double echo,
      double saturated,
      double saturatedP50,
      double saturatedP99,
      double ackP50,
      double ackP99,
      double eventP50,
      double eventP99,
      double ready,
      double idleRss,
      double loadedRss,
      double loadedHeap,
      double otherCores) {}

  private final int runs;
  private final double seconds;
  private final double warmUp;
  private final int connections;
  private final int customers;
  private final String database;
  private final String durability;
  private final List<String> jvm;

  private Main(Map<String, String> options) {
    runs = Integer.parseInt(options.getOrDefault("runs", "5"));
    seconds = Double.parseDouble(options.getOrDefault("seconds", "8"));
    warmUp = Double.parseDouble(options.getOrDefault("warm-up", "30"));
    connections = Integer.parseInt(options.getOrDefault("connections", "180"));
    customers = Integer.parseInt(options.getOrDefault("customers", "2000"));
    database = options.getOrDefault("database", "");
    durability = options.getOrDefault("durability", "power");
    jvm = new ArrayList<>(SHIPPED_JVM);
    options.computeIfPresent(
        "jvm",
        (_, more) -> {
          jvm.addAll(List.of(more.split(" ")));
          return more;
        });
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new Main(Options.of(args)).measure();
  }

  private void measure() throws IOException, InterruptedException {
    List<Run> all = new ArrayList<>();
    for (int i = 1; i <= runs; i++) {
      var run = run(i);
      all.add(run);
      System.out.printf(
          "run %d: %,.0f acked msg/s at saturation, ack %.1f/%.1f ms and event %.1f/%.1f ms (p50/p99) at %.0f/s%n",
          i, run.saturated, run.ackP50, run.ackP99, run.eventP50, run.eventP99, PACE);
    }
    report(all);
  }

  private Run run(int number) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("ondam-bench");
    double synced = SyncedWrites.perSecond(folder, 2);
    double echo = echo(folder);
    var config = TestInstall.write(folder.resolve("config"), AGENTS, 1000, database, durability);
    try (var server = ServerProcess.product(folder, config, jvm)) {
      double idle = server.residentMebibytes();
      var others = OtherLoad.watch(server);
      var measured = messages(server.gateway(), number);
      double otherCores = others.cores();
      double loaded = server.residentMebibytes();
      return new Run(
          synced,
          echo,
          measured[0],
          measured[1],
          measured[2],
          measured[3],
          measured[4],
          measured[5],
          measured[6],
          server.secondsToReady(),
          idle,
          loaded,
          server.liveHeapMebibytes(),
          otherCores);
    } finally {
      deleteTree(folder);
    }
  }

  private double[] messages(URI gateway, int number) throws IOException, InterruptedException {
    String path = "/ch/kakao/" + TestInstall.CHANNEL_KEY + "/message";
    var bodies = new CounselTalk(customers, number * 1_000_000_000L);
    try (var agents = new HeadlessAgents(gateway);
        var driver = new LoadDriver(gateway.getHost(), gateway.getPort(), path)) {
      agents.ready();
      driver.saturate(connections, warmUp, bodies);
      LoadDriver.Result paced;
      Latencies events;
      try (var tap = new EventTap(gateway, agents::on)) {
        agents.settle();
        paced = driver.pace(connections, PACE, seconds, bodies);
        events = tap.latencies();
      }
      var saturated = driver.saturate(connections, seconds, bodies);
      long lost = paced.sent() - paced.acked() + saturated.sent() - saturated.acked();
      if (lost > 0) {
        System.out.println("not acked: " + lost);
      }
      return new double[] {
        saturated.perSecond(),
        saturated.latencies().millis(0.5),
        saturated.latencies().millis(0.99),
        paced.latencies().millis(0.5),
        paced.latencies().millis(0.99),
        events.millis(0.5),
        events.millis(0.99)
      };
    }
  }

  private double echo(Path folder) throws IOException, InterruptedException {
    try (var server =
            ServerProcess.start(
                folder.resolve("echo.log"), List.of("-Xmx256m"), "kr.ondam.bench.EchoServer");
        var driver = new LoadDriver("127.0.0.1", server.gateway().getPort(), "/")) {
      var bodies = new CounselTalk(customers, 0);
      driver.saturate(connections, warmUp / 3, bodies);
      return driver.saturate(connections, 3, bodies).perSecond();
    }
  }

  private void report(List<Run> all) {
    System.out.println();
    System.out.printf(
        "medians of %d runs (%d connections, %d customers, durability %s, %s):%n",
        runs, connections, customers, durability, database.isEmpty() ? "H2" : "PostgreSQL");
    line("F1 acked msg/s at saturation", "%,.0f", all, Run::saturated);
    line("   ack p50 ms at saturation", "%.1f", all, Run::saturatedP50);
    line("   ack p99 ms at saturation", "%.1f", all, Run::saturatedP99);
    line("F2 ack p50 ms at 300/s", "%.2f", all, Run::ackP50);
    line("F2 ack p99 ms at 300/s", "%.2f", all, Run::ackP99);
    line("F3 webhook to event p50 ms at 300/s", "%.2f", all, Run::eventP50);
    line("F3 webhook to event p99 ms at 300/s", "%.2f", all, Run::eventP99);
    line("F8 seconds to ready", "%.2f", all, Run::ready);
    line("F9 RSS MiB when ready", "%.0f", all, Run::idleRss);
    line("   RSS MiB after the load", "%.0f", all, Run::loadedRss);
    line("   heap MiB in use after it", "%.0f", all, Run::loadedHeap);
    line("rival: plain Netty echo req/s", "%,.0f", all, Run::echo);
    line("limit: synced 4 KiB writes/s", "%,.0f", all, Run::synced);
    System.out.printf(
        "ratio: intake / echo %.1f %%%n",
        100 * median(all, Run::saturated) / median(all, Run::echo));
    long loud = all.stream().filter(run -> run.otherCores > OtherLoad.MUCH).count();
    System.out.printf(
        "other load%s: median %.2f cores, above %.0f %% of a core in %d of %d runs%n",
        database.isEmpty() ? "" : " (the database among it)",
        median(all, Run::otherCores),
        100 * OtherLoad.MUCH,
        loud,
        runs);
  }

  private static void line(
      String name, String format, List<Run> all, ToDoubleFunction<Run> figure) {
    System.out.printf("  %-38s " + format + "%n", name, median(all, figure));
  }

  private static double median(List<Run> all, ToDoubleFunction<Run> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  static void deleteTree(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((a, b) -> b.compareTo(a)).toArray(Path[]::new)) {
        Files.delete(file);
      }
    }
  }
}
