package kr.ondam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import kr.ondam.dist.ServerProcess;
import kr.ondam.dist.TestInstall;

/// Measures what a dead provider costs the customers of another one: the same traffic on two
/// accounts in turn with both providers alive and with one that never answers. Options: `--rounds
/// N` (5), `--seconds N` of each half of a round (20), `--warm-up N` seconds (30).
public final class DeadProviderReport {
  private static final String OTHER_KEY = "k_bench_kakao_0002";
  private static final String OTHER_SENDER = "1b2c3d4e5f60718293a4b5c6d7e8f9012345670a";
  private static final int CUSTOMERS = 100;
  private static final int CONNECTIONS = 20;
  private static final double HEARD_PER_SECOND = 100;
  private static final int REPLIES_PER_SECOND = 25;

  /// What the account with the living provider saw, in milliseconds.
  ///
  /// @param otherCores what others took of the machine meanwhile
  private record Half(
      double ackP50, double ackP99, double replyP50, double replyP99, double otherCores) {}

  private final int rounds;
  private final double seconds;
  private final double warmUp;

  private DeadProviderReport(Map<String, String> options) {
    rounds = Integer.parseInt(options.getOrDefault("rounds", "5"));
    seconds = Double.parseDouble(options.getOrDefault("seconds", "20"));
    warmUp = Double.parseDouble(options.getOrDefault("warm-up", "30"));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new DeadProviderReport(Options.of(args)).measure();
  }

  private void measure() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("ondam-bench");
    try (var good = new Dealer();
        var bad = new Dealer()) {
      var config =
          TestInstall.write(
              folder.resolve("config"),
              8,
              1000,
              "",
              "power",
              TestInstall.account(
                  "kakao", TestInstall.CHANNEL_KEY, TestInstall.SENDER_KEY, good.address()),
              TestInstall.account("other", OTHER_KEY, OTHER_SENDER, bad.address()));
      try (var server = ServerProcess.product(folder, config, Main.SHIPPED_JVM);
          var agents = new HeadlessAgents(server.gateway());
          var _ = new EventTap(server.gateway(), agents::on)) {
        agents.ready();
        try (var floor = new Floor(server, agents, good, bad)) {
          floor.half(warmUp, false);
          List<Half> alive = new ArrayList<>();
          List<Half> dead = new ArrayList<>();
          for (int i = 0; i < rounds; i++) {
            // Each goes first in turn, so that neither has always the machine's later state.
            boolean deadFirst = i % 2 == 1;
            var first = floor.half(seconds, deadFirst);
            var second = floor.half(seconds, !deadFirst);
            alive.add(deadFirst ? second : first);
            dead.add(deadFirst ? first : second);
          }
          report(alive, dead);
        }
      }
    } finally {
      Main.deleteTree(folder);
    }
  }

  private static void report(List<Half> alive, List<Half> dead) {
    System.out.printf(
        "medians of %d rounds on the account whose provider lives, ms%n%-28s %10s %10s %8s%n",
        alive.size(), "", "both live", "one dead", "");
    line("ack of a webhook p50", alive, dead, Half::ackP50);
    line("ack of a webhook p99", alive, dead, Half::ackP99);
    line("reply to provider p50", alive, dead, Half::replyP50);
    line("reply to provider p99", alive, dead, Half::replyP99);
    var loads =
        Stream.concat(alive.stream(), dead.stream()).mapToDouble(Half::otherCores).toArray();
    System.out.printf(
        "other load on the machine: more than %.0f %% of a core in %d of %d halves%n",
        100 * OtherLoad.MUCH,
        Arrays.stream(loads).filter(cores -> cores > OtherLoad.MUCH).count(),
        loads.length);
  }

  private static void line(
      String name, List<Half> alive, List<Half> dead, ToDoubleFunction<Half> figure) {
    double before = median(alive, figure);
    double after = median(dead, figure);
    System.out.printf(
        "%-28s %10.2f %10.2f %+7.1f %%%n", name, before, after, 100 * (after / before - 1));
  }

  private static double median(List<Half> all, ToDoubleFunction<Half> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /// Customers and agents of both accounts.
  private static final class Floor implements AutoCloseable {
    private final ServerProcess server;
    private final HeadlessAgents agents;
    private final Dealer good;
    private final Dealer bad;
    private final LoadDriver driver;
    private final LoadDriver.Bodies bodies =
        new CounselTalk(TestInstall.SENDER_KEY, CUSTOMERS, 1_000_000_000L);
    private final List<HeadlessAgents.Held> ours;
    private final List<HeadlessAgents.Held> others;

    Floor(ServerProcess server, HeadlessAgents agents, Dealer good, Dealer bad)
        throws IOException, InterruptedException {
      this.server = server;
      this.agents = agents;
      this.good = good;
      this.bad = bad;
      var gateway = server.gateway();
      driver = driver(gateway.getHost(), gateway.getPort(), TestInstall.CHANNEL_KEY);
      driver.pace(CONNECTIONS, CUSTOMERS, 1, bodies);
      agents.settle();
      ours = agents.held();
      var second = new CounselTalk(OTHER_SENDER, CUSTOMERS, 2_000_000_000L);
      try (var other = driver(gateway.getHost(), gateway.getPort(), OTHER_KEY)) {
        other.pace(CONNECTIONS, CUSTOMERS, 1, second);
      }
      agents.settle();
      var all = new ArrayList<>(agents.held());
      all.removeAll(new HashSet<>(ours));
      others = all;
      if (ours.isEmpty() || others.isEmpty()) {
        driver.close();
        throw new IOException("no conversations: " + ours.size() + ", " + others.size());
      }
    }

    private static LoadDriver driver(String host, int port, String key) {
      return new LoadDriver(host, port, "/ch/kakao/" + key + "/message");
    }

    Half half(double seconds, boolean dead) throws IOException, InterruptedException {
      bad.dead(dead);
      var load = OtherLoad.watch(server);
      var replies = good.begin();
      var scheduler = Executors.newScheduledThreadPool(2);
      var workers = Executors.newVirtualThreadPerTaskExecutor();
      try (workers) {
        every(scheduler, ours, workers);
        every(scheduler, others, workers);
        var heard = driver.pace(CONNECTIONS, HEARD_PER_SECOND, seconds, bodies).latencies();
        return new Half(
            heard.millis(0.5),
            heard.millis(0.99),
            replies.millis(0.5),
            replies.millis(0.99),
            load.cores());
      } finally {
        scheduler.shutdownNow();
      }
    }

    @Override
    public void close() {
      driver.close();
    }

    private void every(
        ScheduledExecutorService scheduler,
        List<HeadlessAgents.Held> conversations,
        ExecutorService workers) {
      var next = new AtomicInteger();
      var _ =
          scheduler.scheduleAtFixedRate(
              () -> {
                var held = conversations.get(next.getAndIncrement() % conversations.size());
                workers.submit(() -> {
                  var made = Long.toString(System.nanoTime(), Character.MAX_RADIX);
                  agents.reply(held, "t=" + made + " 확인해 보겠습니다.");
                  return held;
                });
              },
              0,
              1_000_000 / REPLIES_PER_SECOND,
              TimeUnit.MICROSECONDS);
    }
  }
}
