package kr.ondam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import kr.ondam.dist.ServerProcess;
import kr.ondam.dist.Tally;
import kr.ondam.dist.TestInstall;

/// Offers the real server process, with its usual 512 MiB of heap, many times what it can take,
/// from more senders than it lets wait (A13). What is beyond the limit must be told when to come
/// again, all of it must be accounted for (A11), 99 % of what is taken acknowledged within 2 s, and
/// the heap must hold; the process ends with 1 when not. Options: `--times N` what it can take (5),
/// `--seconds N` of that (120), `--warm-up N` seconds (30), `--senders N` (10000), `--customers N`
/// (2000), `--durability power|process` (power), `--waiting N` messages of the tenant (as shipped).
public final class OverloadReport {
  private static final double MOST_HEAP = 0.8 * 512;
  private static final int CONNECTIONS = 180;
  private static final int MEASURING = 10;
  private static final double PATIENCE_MILLIS = 2000;
  private static final Duration STOP = Duration.ofSeconds(120);
  private static final Pattern AFTER = Pattern.compile("Pause.*->([0-9]+)M\\(");

  private final double times;
  private final int seconds;
  private final int warmUp;
  private final int senders;
  private final int customers;
  private final String durability;
  private final String waiting;
  private final List<String> broken = new ArrayList<>();

  private OverloadReport(Map<String, String> options) {
    times = Double.parseDouble(options.getOrDefault("times", "5"));
    seconds = Integer.parseInt(options.getOrDefault("seconds", "120"));
    warmUp = Integer.parseInt(options.getOrDefault("warm-up", "30"));
    senders = Integer.parseInt(options.getOrDefault("senders", "10000"));
    customers = Integer.parseInt(options.getOrDefault("customers", "2000"));
    durability = options.getOrDefault("durability", "power");
    waiting = options.getOrDefault("waiting", "");
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    var report = new OverloadReport(Options.of(args));
    report.measure();
    report.broken.forEach(what -> System.out.println("BROKEN: " + what));
    System.exit(report.broken.isEmpty() ? 0 : 1);
  }

  private void measure()
      throws IOException, InterruptedException, ExecutionException, SQLException {
    var folder = Files.createTempDirectory("ondam-bench");
    try {
      var config = TestInstall.write(folder.resolve("config"), 1, 10, "", durability);
      if (!waiting.isEmpty()) {
        Files.writeString(
            config.resolve("ondam.yaml"),
            "intake: {waiting: " + waiting + "}\n",
            StandardOpenOption.APPEND);
      }
      List<String> jvm = new ArrayList<>(Main.SHIPPED_JVM);
      jvm.add("-XX:+ExitOnOutOfMemoryError");
      jvm.add("-Xlog:gc:file=" + folder.resolve("gc.log"));
      try (var server = ServerProcess.product(folder, config, jvm)) {
        overload(server, folder);
      }
    } finally {
      Main.deleteTree(folder);
    }
  }

  private void overload(ServerProcess server, Path folder)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    var gateway = server.gateway();
    var path = "/ch/kakao/" + TestInstall.CHANNEL_KEY + "/message";
    var bodies = new CounselTalk(customers, 1_000_000_000L);
    try (var driver = new LoadDriver(gateway.getHost(), gateway.getPort(), path)) {
      var warm = driver.saturate(CONNECTIONS, warmUp, bodies);
      var able = driver.saturate(CONNECTIONS, MEASURING, bodies);
      // Once, near the end, because it stops the server for a moment.
      var live =
          CompletableFuture.supplyAsync(
              () -> heap(server),
              CompletableFuture.delayedExecutor(seconds * 3L / 4, TimeUnit.SECONDS));
      var over = driver.offer(senders, times * able.perSecond(), seconds, bodies);
      var tally = Tally.of(gateway);
      var calm = driver.pace(CONNECTIONS, able.perSecond() / 2, MEASURING, bodies);
      var end = Tally.of(gateway);
      boolean alive = server.alive();
      server.stop(STOP);
      System.out.printf("sustainable: %,.0f msg/s%n", able.perSecond());
      System.out.printf(
          "offered for %d s: %,.0f/s, %.1f times that; taken %,.0f/s, told to come again %,.0f/s%n",
          seconds,
          over.sent() / over.seconds(),
          over.sent() / over.seconds() / able.perSecond(),
          over.perSecond(),
          over.shed() / over.seconds());
      System.out.printf(
          "ack of what was taken: p50 %,.0f ms, p99 %,.0f ms%n",
          over.latencies().millis(0.5), over.latencies().millis(0.99));
      System.out.printf(
          "heap: %,.0f MiB alive in the load, at most %,d MiB left by a collection%n",
          live.get(), leftByCollections(folder.resolve("gc.log")));
      System.out.println("calls: " + tally.calls());
      System.out.printf(
          "afterwards at half of what it can take: %,d of %,d taken, p99 %,.0f ms%n",
          calm.acked(), calm.sent(), calm.latencies().millis(0.99));
      holds(alive, "the process is gone");
      holds(over.shed() > 0, "nothing was refused: more senders are needed");
      holds(over.other() == 0, over.other() + " without an answer or a time to come again");
      holds(over.latencies().millis(0.99) < PATIENCE_MILLIS, "p99 is more than 2 s");
      holds(live.get() < MOST_HEAP, "more than 80 % of the heap is alive");
      holds(calm.sent() == calm.acked(), "it does not take all again afterwards");
      var contradiction =
          end.contradiction(
              warm.sent() + able.sent() + over.sent() + calm.sent(), folder.resolve("data"));
      holds(contradiction.isEmpty(), contradiction);
    }
  }

  private static double heap(ServerProcess server) {
    try {
      return server.liveHeapMebibytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long leftByCollections(Path log) throws IOException {
    try (var lines = Files.lines(log)) {
      return lines
          .map(AFTER::matcher)
          .filter(matcher -> matcher.find())
          .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
          .max()
          .orElse(0);
    }
  }

  private void holds(boolean so, String otherwise) {
    if (!so) {
      broken.add(otherwise);
    }
  }
}
