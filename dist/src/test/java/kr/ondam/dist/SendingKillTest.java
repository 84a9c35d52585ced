package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.channel.sms.http.FakeGateway;
import kr.ondam.conversation.Delivery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Kills the real server process while it brings replies to customers, again and again, and then
/// compares what it acknowledged, what two providers got and what its messages say: nothing is
/// lost, nothing comes twice or out of order, and what is not known says so (O1, O2, O3, O4, O6).
/// One provider knows what it has had by its serial, the other, of text messages, does not.
///
/// `-Dondam.kill.sends=N` (default 150) and `-Dondam.kill.seed=S` (default random, printed) choose
/// how many replies are sent and which way.
final class SendingKillTest {
  private static final int SENDS = 150;
  private static final int KILLS = 8;
  private static final int MOST_PER_KILL = 200;
  private static final int EACH = 10;
  private static final int AGENTS = 3;

  /// Enough for every agent to hold all conversations.
  private static final int ROOM = 1000;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> CRASH_POINTS =
      List.of("before-call", "after-call", "before-settle", "after-settle");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final long seed = Long.getLong("ondam.kill.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FakeDealer dealer = new FakeDealer();
  private final FakeGateway texts = new FakeGateway();
  private final List<Correspondent> all = new ArrayList<>();

  /// How far each message had come when it was last looked at.
  private final Map<String, Delivery> seen = new HashMap<>();

  @AfterEach
  void close() {
    dealer.close();
    texts.close();
  }

  @Test
  void O1_O2_O3_O4_O6_A8_whatIsAcknowledgedReachesTheProviderOnceOrIsInDoubt()
      throws IOException, InterruptedException, ExecutionException {
    System.out.println("sending: seed " + seed);
    int sends = Integer.getInteger("ondam.kill.sends", SENDS);
    int perKill = Math.min(MOST_PER_KILL, Math.max(1, sends / KILLS));
    var config =
        TestInstall.write(
            folder.resolve("config"),
            AGENTS,
            ROOM,
            "",
            "process",
            TestInstall.account(
                "kakao", TestInstall.CHANNEL_KEY, TestInstall.SENDER_KEY, dealer.uri().toString()),
            "{id: sms, kind: SMS_HTTP, profile: kannel, key: %s, base-url: '%s', number: '15881234', public-url: 'https://talk.example.kr', username: bench, password: bench}"
                .formatted(Correspondent.Way.TEXT.key, texts.uri()));
    // Offers must not expire before they are accepted.
    Files.writeString(
        config.resolve("ondam.yaml"), "routing: {offer-timeout: 10m}\n", StandardOpenOption.APPEND);
    begin(config);
    int kills = 0;
    while (sent() < sends) {
      kill(config, kills++, perKill);
    }
    check(config, kills);
  }

  private int sent() {
    return all.stream().mapToInt(one -> one.sent().size()).sum();
  }

  /// Customers write, and agents accept them all.
  private void begin(Path config) throws IOException, InterruptedException, ExecutionException {
    for (int i = 0; i < EACH; i++) {
      all.add(new Correspondent(Correspondent.Way.COUNSEL, i));
      all.add(new Correspondent(Correspondent.Way.TEXT, i));
    }
    try (var server = start(config, "");
        var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
      for (JsonNode agent : api.all("/api/v1/agents")) {
        post(api, "PUT", "/api/v1/agents/" + agent.get("id").asString() + "/presence");
      }
      together((client, one) -> assertThat(one.write(client, server.gateway())).isTrue());
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> api.all("/api/v1/offers").size() == all.size());
      Map<String, Correspondent> byName = new HashMap<>();
      all.forEach(one -> byName.put("in " + one.name() + "-0", one));
      for (JsonNode offer : api.all("/api/v1/offers")) {
        post(api, "POST", "/api/v1/offers/" + offer.get("id").asString() + "/accept");
        var id = offer.get("conversation").asString();
        var first = api.get("/api/v1/conversations/" + id + "/messages").get("items").get(0);
        var one = byName.remove(first.at("/parts/0/text").asString());
        if (one == null) {
          throw new AssertionError("nobody has said " + first);
        }
        one.accepted(id, offer.get("agent").asString());
      }
      assertThat(byName).isEmpty();
    }
  }

  private static void post(ApiClient api, String method, String path) {
    var answer = api.send(method, path, method.equals("PUT") ? "{\"presence\":\"READY\"}" : "{}");
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  /// Starts, looks whether anything moved backwards, sends, and kills: every other time the process
  /// halts by itself at a named line.
  private void kill(Path config, int kill, int perKill)
      throws IOException, InterruptedException, ExecutionException {
    boolean atPoint = kill % 2 == 0;
    var point =
        CRASH_POINTS.get(kill / 2 % CRASH_POINTS.size()) + ":" + (1 + random.nextInt(perKill));
    var server = start(config, atPoint ? point : "");
    try (var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
      look(api);
    } catch (IllegalStateException | UncheckedIOException e) {
      assertThat(atPoint).as("the process may end during the look: %s", e).isTrue();
    }
    int before = sent();
    for (int i = random.nextInt(3); i > 0; i--) {
      dealer.next(0, "");
      texts.next(0, "");
    }
    var left = new AtomicInteger(1 + random.nextInt(perKill));
    try {
      together((client, one) -> {
        one.write(client, server.gateway());
        one.answer(client, server.gateway(), () -> atPoint || go(left, server));
      });
      if (atPoint) {
        server.awaitEnd(PATIENCE);
      }
    } finally {
      server.kill();
    }
    System.out.printf(
        "sending: kill %d %s, ready in %.1f s, %,d acknowledged, %,d in all%n",
        kill + 1,
        atPoint ? "at " + point : "under load",
        server.secondsToReady(),
        sent() - before,
        sent());
  }

  /// Whether one more is sent before the kill; whoever asks when there is none left kills.
  private static boolean go(AtomicInteger left, ServerProcess server) {
    if (left.decrementAndGet() >= 0) {
      return true;
    }
    try {
      server.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private interface Work {
    void of(HttpClient client, Correspondent one) throws InterruptedException;
  }

  private void together(Work work) throws InterruptedException, ExecutionException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newBuilder().executor(executor).build()) {
      List<Callable<Void>> works = new ArrayList<>();
      for (var one : all) {
        works.add(() -> {
          work.of(client, one);
          return null;
        });
      }
      for (Future<Void> done : executor.invokeAll(works)) {
        done.get();
      }
    }
  }

  private ServerProcess start(Path config, String crash) throws IOException {
    // The first compiler level only: the process lives for seconds.
    return ServerProcess.start(
        folder.resolve("server.log"),
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dondam.crash=" + crash),
        "kr.ondam.dist.Main",
        "run",
        "--config",
        config.toString(),
        "--data",
        folder.resolve("data").toString());
  }

  private Map<Correspondent, List<JsonNode>> look(ApiClient api) {
    Map<Correspondent, List<JsonNode>> messages = new HashMap<>();
    for (var one : all) {
      var conversation = api.get("/api/v1/conversations/" + one.conversation());
      messages.put(one, BotTenant.messages(api, conversation));
    }
    messages
        .values()
        .forEach(list ->
            list.forEach(message -> {
              var now = Delivery.valueOf(message.get("delivery").asString());
              var was = seen.put(message.get("id").asString(), now);
              assertThat(was == null || was == now || was.mayBecome(now))
                  .as("%s became %s", was, message)
                  .isTrue();
            }));
    return messages;
  }

  private void check(Path config, int kills)
      throws IOException, InterruptedException, ExecutionException {
    try (var server = start(config, "");
        var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
      together((client, one) -> {
        var once = new AtomicInteger(1);
        one.answer(client, server.gateway(), () -> once.getAndDecrement() > 0);
      });
      Awaitility.await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .untilAsserted(() ->
              assertThat(look(api).values())
                  .allSatisfy(list ->
                      assertThat(list)
                          .noneMatch(m -> m.get("delivery").asString().equals("QUEUED"))));
      var history = new SendingHistory(look(api), dealer.calls(), texts.calls());
      history.check();
      history.checkNoOrphans(api);
      System.out.printf("sending: seed %d, %d kills, %s%n", seed, kills, history);
    }
  }
}
