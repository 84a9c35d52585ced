package kr.ondam.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kr.ondam.channel.Loopback;
import kr.ondam.channel.bot.FakeBot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A bot that answers `re LINE` to every line, in one of the ways there are, which follows from the
/// line's number: at once, later by a post of its own, with a handover, with the end, or not at
/// all.
final class LoopBot implements AutoCloseable {
  private static final String KEY = "b_bots_bot_0001";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int POSTS = 5;

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private volatile URI gateway = URI.create("http://127.0.0.1:9");

  LoopBot() {
    server = Loopback.serve(threads, this::serve);
  }

  /// The line of `group.yaml` that declares it.
  String account(String serves) {
    return "{id: bots-bot, kind: BOT, profile: native, key: %s, base-url: 'http://127.0.0.1:%d/', secret: '%s', for: %s, handover-words: '상담원'}"
        .formatted(KEY, server.getAddress().getPort(), FakeBot.SECRET, serves);
  }

  /// Where it posts from now on.
  void gateway(URI uri) {
    gateway = uri;
  }

  /// The lines it was told, in order.
  List<String> told() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var event = JSON.readTree(exchange.getRequestBody().readAllBytes());
      var answer =
          event.get("type").asString().equals("ondam.message.received.v1")
              ? answer(event.get("data"))
              : new Answer(204, "");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(JsonNode data) {
    String line = data.at("/parts/0/text").asString();
    told.add(line);
    int customer = Integer.parseInt(line.substring(3, line.indexOf('-')));
    int number = Integer.parseInt(line.substring(line.indexOf('-') + 1));
    String words = messages(line);
    if (number == 8) {
      return new Answer(200, "{" + words + ",\"handoff\":{\"summary\":\"요약\"}}");
    }
    if (number == 5 && customer % 3 == 0) {
      return new Answer(200, "{" + words + ",\"end\":true}");
    }
    if (number == 6 && customer % 5 == 0) {
      return new Answer(500, "");
    }
    if (number % 4 == 2) {
      threads.execute(() -> post(data, words));
      return new Answer(202, "");
    }
    return new Answer(200, "{" + words + "}");
  }

  private static String messages(String line) {
    return "\"messages\":[[{\"k\":\"text\",\"text\":\"re " + line + "\"}]]";
  }

  /// What a server that is gone does not take is not posted again: whoever waits for it goes to
  /// people.
  private void post(JsonNode data, String words) {
    String turn = data.get("messageId").asString();
    String body =
        """
        {"type":"ondam.bot.message.v1","conversation":"%s","replyTo":"%s","epoch":%d,%s}\
        """
            .formatted(
                data.get("conversation").asString(), turn, data.get("epoch").asLong(), words);
    try {
      for (int i = 0; i < POSTS; i++) {
        TimeUnit.MILLISECONDS.sleep(40);
        var request =
            HttpRequest.newBuilder(gateway.resolve("/bots/native/" + KEY))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        FakeBot.signed("p-" + turn, body, Instant.now()).forEach(request::header);
        int status =
            client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 429 && status != 503) {
          return;
        }
      }
    } catch (IOException _) {
      // The server was killed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
