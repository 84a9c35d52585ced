package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Kills the real server process under load, again and again, and then reads the whole history:
/// what was acknowledged is there once and in order (A1, A3, A5, A9), and offers and queue places
/// are as they were (R5).
///
/// `-Dkill.loops=N` (default 20) and `-Dkill.seed=S` (default random, printed) choose how long and
/// which way.
final class KillLoop {
  private static final int SENDERS = 48;
  private static final int AGENTS = 3;
  private static final int ENOUGH_ACKED = 20_000;
  private static final List<String> CRASH_POINTS =
      List.of("before-insert", "before-commit", "after-commit", "after-reply");

  @TempDir private Path folder;

  private final List<Sender> senders = new ArrayList<>();
  private final long seed = Long.getLong("kill.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void A1_A3_A5_A9_R5_nothingAcknowledgedIsLostDoubledOrOutOfOrder()
      throws IOException, InterruptedException, ExecutionException {
    System.out.println("kill loop: seed " + seed);
    int loops = Integer.getInteger("kill.loops", 20);
    var config = TestInstall.write(folder.resolve("config"), AGENTS, 50, "", "power");
    // Offers must not expire by themselves between a look and the next.
    Files.writeString(
        config.resolve("ondam.yaml"), "routing: {offer-timeout: 10m}\n", StandardOpenOption.APPEND);
    for (int i = 1; i <= SENDERS; i++) {
      senders.add(new Sender(i));
    }
    int compared = 0;
    Optional<Standing> before = Optional.empty();
    for (int loop = 1; loop <= loops || acked() < ENOUGH_ACKED; loop++) {
      var server = start(config, loop);
      try (var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
        if (loop == 1) {
          agentsReady(api);
        }
        if (before.isPresent()) {
          assertThat(Standing.of(api)).as("after kill %s", loop - 1).isEqualTo(before.get());
          compared++;
        }
        load(server, loop);
        before = server.alive() ? Optional.of(Standing.of(api)) : Optional.empty();
      }
      server.kill();
    }
    assertThat(compared).as("restarts compared with the standing before the kill").isPositive();
    checkHistory(config);
  }

  /// Open offers with their deadlines, and who waits, oldest first.
  private record Standing(Map<String, String> offers, List<String> waiting) {
    static Standing of(ApiClient api) {
      Map<String, String> offers = new TreeMap<>();
      for (JsonNode agent : api.all("/api/v1/agents")) {
        for (JsonNode offer : api.all("/api/v1/offers?agent=" + agent.get("id").asString())) {
          offers.put(
              offer.get("id").asString(),
              offer.get("conversation").asString() + " until " + offer.get("expiresAt").asString());
        }
      }
      List<String> ids = new ArrayList<>();
      for (JsonNode conversation : api.all("/api/v1/conversations?stage=QUEUED")) {
        ids.add(conversation.get("id").asString());
      }
      return new Standing(offers, ids.reversed());
    }
  }

  /// Every fourth loop dies at a named line, the others at a random moment.
  private static boolean atCrashPoint(int loop) {
    return loop % 4 == 0;
  }

  private ServerProcess start(Path config, int loop) throws IOException {
    List<String> jvm = new ArrayList<>(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
    if (atCrashPoint(loop)) {
      String point = CRASH_POINTS.get(loop / 4 % CRASH_POINTS.size());
      jvm.add("-Dondam.crash=" + point + ":" + (50 + random.nextInt(200)));
    }
    return ServerProcess.start(
        folder.resolve("server.log"),
        jvm,
        "kr.ondam.dist.Main",
        "run",
        "--config",
        config.toString(),
        "--data",
        folder.resolve("data").toString());
  }

  private void load(ServerProcess server, int loop)
      throws InterruptedException, ExecutionException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600 + random.nextInt(1400));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newBuilder().executor(executor).build()) {
      List<Callable<Void>> work = new ArrayList<>();
      for (var sender : senders) {
        work.add(() -> {
          sender.run(client, server.gateway(), until);
          return null;
        });
      }
      if (!atCrashPoint(loop) && loop % 2 == 1) {
        // Die in the middle of the load, not after it.
        work.add(() -> killLater(server, until));
      }
      for (Future<Void> done : executor.invokeAll(work)) {
        done.get();
      }
    }
  }

  private static Void killLater(ServerProcess server, long until) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(1, (until - System.nanoTime()) / 2));
    server.kill();
    return null;
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
    var server = start(config, 1);
    try (server;
        var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
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
        assertThat(texts)
            .as("lost or out of order, %s", sender.userKey())
            .containsSubsequence(sender.acked());
        found += texts.size();
      }
      System.out.printf(
          "kill loop: %,d acknowledged, %,d stored, %d conversations, 0 lost, 0 doubled, 0 out of order%n",
          acked(), found, conversations.size());
      assertThat(acked()).isGreaterThanOrEqualTo(ENOUGH_ACKED);
      assertThat(conversations).hasSize(SENDERS);
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
