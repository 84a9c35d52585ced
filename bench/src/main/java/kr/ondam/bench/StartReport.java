package kr.ondam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import kr.ondam.dist.ServerProcess;
import kr.ondam.dist.TestInstall;

/// Measures how long an installation takes from its start command to `ready`: with an empty
/// database, and over the data of an earlier start with and without the cache, in turn. Options:
/// `--installation DIR` (warmed), `--starts N` of each (11), `--messages N` (0): when above 0, also
/// the start after a kill under load with so many messages stored.
public final class StartReport {
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final int FIRST_STARTS = 3;
  private static final int CONNECTIONS = 180;
  private static final int CUSTOMERS = 2000;
  private static final double STRETCH = 10;
  private static final long UNDER_LOAD = Duration.ofSeconds(2).toNanos();

  /// One start.
  ///
  /// @param processor seconds of all cores until then
  private record Start(double seconds, double processor) {}

  private final Path installation;
  private final int starts;
  private final long messages;

  private StartReport(Map<String, String> options) {
    installation = Path.of(options.getOrDefault("installation", "dist/target/ondam"));
    starts = Integer.parseInt(options.getOrDefault("starts", "11"));
    messages = Long.parseLong(options.getOrDefault("messages", "0"));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var report = new StartReport(Options.of(args));
    report.measure();
    if (report.messages > 0) {
      report.recover();
    }
  }

  private void measure() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("ondam-start");
    try {
      var config = copy(installation.resolve("config"), folder.resolve("config"));
      List<Start> first = new ArrayList<>();
      for (int i = 0; i < FIRST_STARTS; i++) {
        first.add(start(config, folder.resolve("data" + i), false));
      }
      var data = folder.resolve("data0");
      List<Start> cached = new ArrayList<>();
      List<Start> uncached = new ArrayList<>();
      for (int i = 0; i < starts; i++) {
        cached.add(start(config, data, true));
        uncached.add(start(config, data, false));
      }
      print("with an empty database, no cache", first, Double.NaN);
      print("F8 with the cache", cached, 2);
      print("F8 without the cache", uncached, 4);
    } finally {
      Main.deleteTree(folder);
    }
  }

  private Start start(Path config, Path data, boolean cache)
      throws IOException, InterruptedException {
    var command =
        new ProcessBuilder(
            installation.resolve("bin").resolve("ondam").toAbsolutePath().toString(),
            "run",
            "--config",
            config.toString(),
            "--data",
            data.toString());
    command.environment().put("ONDAM_GATEWAY_PORT", "0");
    command.environment().put("ONDAM_CONSOLE_PORT", "0");
    command.environment().put("ONDAM_JAVA_OPTS", cache ? "" : "-XX:AOTMode=off");
    try (var server = ServerProcess.start(config.resolveSibling("start.log"), command)) {
      var measured = new Start(server.secondsToReady(), server.processorSeconds());
      if (server.stop(STOP) != 0) {
        throw new IllegalStateException("the server did not stop well");
      }
      return measured;
    }
  }

  private static void print(String what, List<Start> all, double goal) {
    double median = at(all, Start::seconds, 0.5);
    System.out.printf(
        "%-34s %.2f s (%.2f-%.2f), %.1f processor seconds, medians of %d%s%n",
        what,
        median,
        at(all, Start::seconds, 0),
        at(all, Start::seconds, 1),
        at(all, Start::processor, 0.5),
        all.size(),
        verdict(median, goal));
  }

  private static String verdict(double is, double goal) {
    return Double.isNaN(goal)
        ? ""
        : " (goal: at most %.0f s) %s".formatted(goal, is <= goal ? "reached" : "MISSED");
  }

  private static double at(List<Start> all, ToDoubleFunction<Start> figure, double share) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  /// A server is filled over its gateway, killed while it is being written to, and started again.
  private void recover() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("ondam-recovery");
    try {
      var config = TestInstall.write(folder.resolve("config"), 8, 1000, "", "power");
      long stored = fill(folder, config);
      try (var again = server(folder, config)) {
        double seconds = again.secondsToReady();
        System.out.printf(
            "after a kill with %,d messages, no cache: %.2f s%s%n",
            stored, seconds, verdict(seconds, 20));
      }
    } finally {
      Main.deleteTree(folder);
    }
  }

  private long fill(Path folder, Path config) throws IOException, InterruptedException {
    String path = "/ch/kakao/" + TestInstall.CHANNEL_KEY + "/message";
    var bodies = new CounselTalk(CUSTOMERS, 1_000_000_000L);
    try (var server = server(folder, config);
        var driver = new LoadDriver(server.gateway().getHost(), server.gateway().getPort(), path)) {
      long stored = 0;
      while (stored < messages) {
        stored += driver.saturate(CONNECTIONS, STRETCH, bodies).acked();
      }
      var killer =
          Thread.ofPlatform()
              .start(() -> {
                LockSupport.parkNanos(UNDER_LOAD);
                try {
                  server.kill();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      stored += driver.saturate(CONNECTIONS, STRETCH / 2, bodies).acked();
      killer.join();
      return stored;
    }
  }

  private static ServerProcess server(Path folder, Path config) throws IOException {
    return ServerProcess.product(folder, config, Main.SHIPPED_JVM);
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }
}
