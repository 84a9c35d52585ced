package kr.ondam.channel.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kr.ondam.channel.Loopback;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A bot on the loopback address that speaks our own dialect: it checks the signature of what it is
/// told, answers as it was told, and else `네` to every message and nothing to the rest.
public final class FakeBot implements AutoCloseable {
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final JsonMapper JSON = JsonMapper.shared();

  /// An answer; `type` is its content type.
  public record Answer(int status, String type, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();

  public FakeBot() {
    server = Loopback.serve(threads, this::serve);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/turn");
  }

  /// The line of `group.yaml` that declares it.
  ///
  /// @param more further settings, such as `, listen: 'true'`
  public String account(String id, String key, String serves, String more) {
    return "{id: %s, kind: BOT, profile: native, key: %s, base-url: '%s', secret: '%s', for: %s%s}"
        .formatted(id, key, uri(), SECRET, serves, more);
  }

  /// What it answers to the next message.
  public void next(int status, String body) {
    script.add(new Answer(status, "application/json", body));
  }

  public void next(Answer answer) {
    script.add(answer);
  }

  /// Every event it was told.
  public List<JsonNode> told() {
    return List.copyOf(told);
  }

  /// The data of the events of a type such as `ondam.message.received.v1`.
  public List<JsonNode> told(String type) {
    return told.stream()
        .filter(event -> event.get("type").asString().equals(type))
        .map(event -> event.get("data"))
        .toList();
  }

  /// The headers that sign a post of the bot.
  public static Map<String, String> signed(String id, String body, Instant at) {
    var time = Long.toString(at.getEpochSecond());
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        time,
        "webhook-signature",
        new StandardWebhooks(SECRET).signatures(id, time, bytes));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var headers = exchange.getRequestHeaders();
      var fault =
          new StandardWebhooks(SECRET)
              .fault(
                  headers.getFirst("webhook-id"),
                  headers.getFirst("webhook-timestamp"),
                  headers.getFirst("webhook-signature"),
                  body,
                  Instant.ofEpochSecond(Long.parseLong(headers.getFirst("webhook-timestamp"))));
      var event = JSON.readTree(body);
      told.add(event);
      var answer = answer(event, fault == StandardWebhooks.Fault.NONE);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(JsonNode event, boolean authentic) {
    if (!authentic) {
      return new Answer(401, "application/json", "{}");
    }
    if (!event.get("type").asString().equals("ondam.message.received.v1")) {
      return new Answer(204, "application/json", "");
    }
    var scripted = script.poll();
    return scripted != null ? scripted : new Answer(200, "application/json", says("네"));
  }

  /// The body that says one text.
  public static String says(String text) {
    return "{\"messages\":[[{\"k\":\"text\",\"text\":\"" + text + "\"}]]}";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
