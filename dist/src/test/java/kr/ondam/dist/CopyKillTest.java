package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import kr.ondam.channel.bot.FakeBot;
import kr.ondam.channel.kakao.FakeDealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The process dies while it copies a picture that a bot has named: the next one makes the copy,
/// and words and picture reach the customer once (A1).
@Timeout(300)
final class CopyKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String WORDS = "보세요";

  private final FakeDealer dealer = new FakeDealer();
  private final FakeBot bot = new FakeBot();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    bot.close();
    dealer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"before-copy", "after-copy"})
  void A1_aCopyThatWasCutOffIsMadeAfterTheRestart(String point) throws Exception {
    var config = install();
    bot.next(
        200,
        "{\"messages\":[[{\"k\":\"text\",\"text\":\"%s\"},{\"k\":\"image\",\"url\":\"%s/dna/bot.png\"}]]}"
            .formatted(WORDS, dealer.uri()));
    try (var server = ServerProcess.brief(folder, config, List.of("-Dondam.crash=" + point))) {
      say(server.gateway());
      await().atMost(PATIENCE).until(() -> !server.alive());
    }
    assertThat(calls("/dna/")).as("before the picture is there").isEmpty();
    try (var server = ServerProcess.brief(folder, config, List.of());
        var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
      await().atMost(PATIENCE).until(() -> calls("/dna/").size() == 1 && words() == 1);
      var file = picture(api).get("fileId").asString();
      assertThat(api.send("GET", "/api/v1/attachments/" + file, "").statusCode()).isEqualTo(200);
    }
    try (var server = ServerProcess.brief(folder, config, List.of());
        var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
      assertThat(picture(api)).isNotNull();
      assertThat(calls("/dna/")).as("one picture").hasSize(1);
      assertThat(words()).as("once in words").isEqualTo(1);
      assertThat(bot.told("ondam.message.received.v1")).as("asked once").hasSize(1);
    }
  }

  private Path install() throws IOException {
    var account =
        TestInstall.account(
            "kakao", TestInstall.CHANNEL_KEY, TestInstall.SENDER_KEY, dealer.uri().toString());
    var answering = bot.account("bot", "b_bench_bot_0001", "kakao", "");
    var config =
        TestInstall.write(folder.resolve("config"), 1, 100, "", "power", account, answering);
    Files.writeString(
        config.resolve("ondam.yaml"),
        "media: {hosts: ['127.0.0.1:%d'], private-networks: [127.0.0.1]}%n"
            .formatted(dealer.uri().getPort()),
        StandardOpenOption.APPEND);
    return config;
  }

  private static void say(URI gateway) throws IOException, InterruptedException {
    var body =
        "{\"user_key\":\"u1\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"serial_number\":1,\"type\":\"text\",\"contents\":[\"사진\"]}"
            .formatted(TestInstall.SENDER_KEY);
    var request =
        HttpRequest.newBuilder(gateway.resolve("/ch/kakao/" + TestInstall.CHANNEL_KEY + "/message"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }

  /// What was sent to the customer with the address of a file that was handed over.
  private List<FakeDealer.Call> calls(String text) {
    return dealer.calls().stream()
        .filter(call -> !call.path().endsWith("/upload"))
        .filter(call -> call.body().toString().contains(text))
        .toList();
  }

  private long words() {
    return dealer.calls().stream().filter(call -> call.text().equals(WORDS)).count();
  }

  private static JsonNode picture(ApiClient api) {
    var conversation = api.all("/api/v1/conversations").getFirst().get("id").asString();
    return api.get("/api/v1/conversations/" + conversation + "/messages")
        .get("items")
        .valueStream()
        .flatMap(message -> message.get("parts").valueStream())
        .filter(part -> part.path("k").asString().equals("image"))
        .findFirst()
        .orElseThrow();
  }
}
