package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Kills the real server process under load, again and again, and then reads the whole history:
/// what was acknowledged is there once and in order (A1, A3, A5, A9, KK74), and offers, queue
/// places and accepted conversations are as they were (R5). What a [BotTenant]'s customers said was
/// answered by their bot once, or people have it (R4, R15, BT20).
///
/// `-Dondam.kill.loops=N` (default 21; fewer acknowledge as many messages as they do) and
/// `-Dondam.kill.seed=S` (default random, printed) choose how long and which way.
final class KillLoopTest {
  private static final int FIRST_SENDERS = 128;
  private static final int MORE_SENDERS = 4;
  private static final int AGENTS = 3;
  private static final int FULL = 21;
  private static final int ENOUGH_ACKED = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CRASHING = Duration.ofSeconds(30);
  private static final List<String> CRASH_POINTS =
      List.of(
          "before-insert",
          "before-commit",
          "after-commit",
          "after-reply",
          "before-bot",
          "after-bot",
          "after-handover");

  /// How many of these, the first ones, have nothing to do with bots.
  private static final int WITHOUT_BOTS = 4;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final List<Sender> senders = new ArrayList<>();
  private final BotTenant bots = new BotTenant();
  private final long seed = Long.getLong("ondam.kill.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /// Who accepted which conversation, in order; those that were ended since are in `closed`.
  private final Map<String, String> accepted = new LinkedHashMap<>();

  private final Set<String> closed = new HashSet<>();

  /// How a loop ends.
  private enum End {
    /// `kill -9` in the middle of the load.
    UNDER_LOAD,
    /// The process halts by itself at a named line.
    AT_CRASH_POINT,
    /// `kill -9` after the load, when what the server says can be compared with what it says later.
    AFTER_LOAD;

    static End of(int loop) {
      return loop % 3 == 0 ? AT_CRASH_POINT : loop % 3 == 1 ? UNDER_LOAD : AFTER_LOAD;
    }
  }

  @AfterEach
  void close() {
    bots.close();
  }

  @Test
  void A1_A3_A5_A9_R4_R5_R15_BT20_KK74_nothingAcknowledgedIsLostDoubledOrOutOfOrder()
      throws IOException, InterruptedException, ExecutionException {
    System.out.println("kill loop: seed " + seed);
    int loops = Integer.getInteger("ondam.kill.loops", FULL);
    var config = TestInstall.write(folder.resolve("config"), AGENTS, 100, "", "power");
    bots.declare(config);
    // Offers must not expire by themselves between a look and the next.
    Files.writeString(
        config.resolve("ondam.yaml"), "routing: {offer-timeout: 10m}\n", StandardOpenOption.APPEND);
    join(FIRST_SENDERS);
    int enough = loops < FULL ? 0 : ENOUGH_ACKED;
    var before = new Standing(Map.of(), List.of(), "");
    for (int loop = 1; loop <= loops || acked() < enough; loop++) {
      before = loop(config, loop, before);
    }
    checkHistory(config);
  }

  /// Starts, compares with what was acknowledged before, loads and kills. Answers what is
  /// acknowledged now.
  private Standing loop(Path config, int loop, Standing before)
      throws IOException, InterruptedException, ExecutionException {
    var end = End.of(loop);
    var server = start(config, loop, end);
    try (var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
      if (loop == 1) {
        agentsReady(api);
      }
      var standing = Standing.of(api);
      standing.assertContinues(before);
      checkAccepted(api);
      join(MORE_SENDERS);
      load(server, end);
      if (end == End.AFTER_LOAD) {
        accept(api);
        standing = Standing.of(api);
      }
      assertThat(server.alive()).as("alive after %s", end).isEqualTo(end == End.AFTER_LOAD);
      System.out.printf(
          "kill loop %d: %s, ready in %.1f s, %,d acknowledged so far, %d offers, %d waiting%n",
          loop,
          end,
          server.secondsToReady(),
          acked(),
          standing.offers().size(),
          standing.waiting().size());
      return standing;
    } finally {
      server.kill();
    }
  }

  /// Accepts one offer and ends a conversation accepted before; the place it frees goes to whoever
  /// has waited longest.
  private void accept(ApiClient api) {
    JsonNode offer = api.all("/api/v1/offers").getFirst();
    String agent = offer.get("agent").asString();
    post(api, "/api/v1/offers/" + offer.get("id").asString() + "/accept", "{}");
    var held = List.copyOf(accepted.keySet());
    accepted.put(offer.get("conversation").asString(), agent);
    if (held.isEmpty()) {
      return;
    }
    String ended = held.getFirst();
    var before = Standing.of(api);
    post(
        api,
        "/api/v1/conversations/" + ended + "/close",
        "{\"agent\":\"" + accepted.remove(ended) + "\",\"disposition\":\"911\"}");
    closed.add(ended);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Standing.of(api).offers().size() > before.offers().size());
    assertThat(Standing.of(api).offered())
        .containsAll(before.offered())
        .containsAnyElementsOf(before.longest());
  }

  private static void post(ApiClient api, String path, String body) {
    var answer = api.send("POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  private void checkAccepted(ApiClient api) {
    accepted.forEach((conversation, agent) -> {
      var stored = api.get("/api/v1/conversations/" + conversation);
      assertThat(stored.get("assignee").asString()).isEqualTo(agent);
      assertThat(stored.get("stage").asString()).isEqualTo("ACTIVE");
    });
    for (var conversation : closed) {
      var stored = api.get("/api/v1/conversations/" + conversation);
      assertThat(stored.get("stage").asString()).isEqualTo("CLOSED");
    }
  }

  private void join(int count) {
    for (int i = 0; i < count; i++) {
      senders.add(new Sender(senders.size() + 1));
    }
  }

  private ServerProcess start(Path config, int loop, End end) throws IOException {
    List<String> jvm = new ArrayList<>();
    if (end == End.AT_CRASH_POINT) {
      // Later most conversations of bots are with people, and a point of theirs may never come.
      int points = loop > FULL ? WITHOUT_BOTS : CRASH_POINTS.size();
      String point = CRASH_POINTS.get(loop / 3 % points);
      // Bots are asked and give up less often than batches are stored.
      boolean bot = point.endsWith("-bot") || point.endsWith("-handover");
      int passes = (bot ? 2 : 20) + random.nextInt(bot ? 6 : 40);
      jvm.add("-Dondam.crash=" + point + ":" + passes);
    }
    return ServerProcess.brief(folder, config, jvm);
  }

  private void load(ServerProcess server, End end) throws InterruptedException, ExecutionException {
    long now = System.nanoTime();
    // A process that is to halt by itself gets the time it needs.
    long millis = end == End.AT_CRASH_POINT ? CRASHING.toMillis() : 1000 + random.nextInt(1500);
    long until = now + TimeUnit.MILLISECONDS.toNanos(millis);
    long killAt = now + TimeUnit.MILLISECONDS.toNanos(200 + random.nextLong(millis - 400));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newBuilder().executor(executor).build()) {
      List<Callable<Void>> work = new ArrayList<>();
      for (var sender : senders) {
        work.add(() -> {
          sender.run(client, server.gateway(), until);
          return null;
        });
      }
      work.addAll(bots.talking(client, server.gateway(), until));
      if (end == End.UNDER_LOAD) {
        work.add(() -> {
          TimeUnit.NANOSECONDS.sleep(killAt - System.nanoTime());
          server.kill();
          return null;
        });
      }
      for (Future<Void> done : executor.invokeAll(work)) {
        done.get();
      }
    }
    if (end != End.AFTER_LOAD) {
      server.awaitEnd(PATIENCE);
    }
  }

  private static void agentsReady(ApiClient api) {
    for (JsonNode agent : api.all("/api/v1/agents")) {
      var answer =
          api.send(
              "PUT",
              "/api/v1/agents/" + agent.get("id").asString() + "/presence",
              "{\"presence\":\"READY\"}");
      assertThat(answer.statusCode()).isBetween(200, 299);
    }
  }

  private long acked() {
    return senders.stream().mapToLong(sender -> sender.acked().size()).sum();
  }

  private void checkHistory(Path config) throws IOException {
    var server = start(config, 1, End.AFTER_LOAD);
    try (server;
        var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
      checkAccepted(api);
      bots.check(server.gateway());
      Map<String, List<String>> stored = new HashMap<>();
      List<JsonNode> conversations = new ArrayList<>(api.all("/api/v1/conversations"));
      Set<String> ids = new HashSet<>();
      for (JsonNode conversation : conversations.reversed()) {
        assertThat(ids.add(conversation.get("id").asString())).isTrue();
        read(api, conversation, stored);
      }
      int found = 0;
      for (var sender : senders) {
        var texts = stored.getOrDefault(sender.userKey(), List.of());
        assertThat(texts).as("doubled, %s", sender.userKey()).doesNotHaveDuplicates();
        // A message that was stored but not answered before a kill may stand between the
        // acknowledged ones.
        if (!sender.acked().isEmpty()) { // else what is there was stored without an answer
          assertThat(texts)
              .as("lost or out of order, %s", sender.userKey())
              .containsSubsequence(sender.acked());
        }
        found += texts.size();
      }
      System.out.printf(
          "kill loop: %,d acknowledged, %,d stored, %d conversations, 0 lost, 0 doubled, 0 out of order%n",
          acked(), found, conversations.size());
      // A customer whose conversation was closed may have opened one more; one who was killed
      // before every word on a slow machine has none.
      assertThat(conversations).hasSizeBetween(stored.size(), stored.size() + closed.size());
    }
  }

  private static void read(ApiClient api, JsonNode conversation, Map<String, List<String>> stored) {
    String id = conversation.get("id").asString();
    long after = 0;
    while (true) {
      var page = api.get("/api/v1/conversations/" + id + "/messages?after=" + after).get("items");
      if (page.isEmpty()) {
        assertThat(after).as("lastSeq of %s", id).isEqualTo(conversation.get("lastSeq").asLong());
        return;
      }
      for (JsonNode message : page) {
        assertThat(message.get("seq").asLong()).as("gap in %s", id).isEqualTo(after + 1);
        after++;
        if (message.get("direction").asString().equals("IN")) {
          String text = message.get("parts").get(0).get("text").asString();
          stored.computeIfAbsent(text.split("-", 2)[0], _ -> new ArrayList<>()).add(text);
        }
      }
    }
  }
}
