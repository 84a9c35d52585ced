package kr.ondam.channel.kakao.skill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.channel.Loopback;
import kr.ondam.channel.StrictJson;
import tools.jackson.databind.JsonNode;

/// Kakao's side of a chatbot on the loopback address: addresses that take one answer each, and the
/// Event API. It checks every field of what it is sent, answers as it was told, and else as Kakao
/// does.
public final class FakeBot implements AutoCloseable {
  /// What it was sent.
  ///
  /// @param complaint what was wrong with it, empty when nothing was
  public record Call(String path, String authorization, JsonNode body, String complaint) {}

  /// What it says next; a status of 0 breaks the connection off.
  private record Answer(int status, String body, String retryAfter) {
    /// Whether what was sent is not taken, so that an address stays good.
    boolean puts() {
      return status == 429 || status == 503;
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final StrictJson json = new StrictJson();
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final AtomicInteger addresses = new AtomicInteger();

  public FakeBot() {
    server = Loopback.serve(threads, this::serve);
  }

  public URI uri() {
    return Loopback.uri(server);
  }

  /// A fresh one-time address.
  public String callback() {
    return uri() + "/callback/" + addresses.incrementAndGet();
  }

  /// The next answer.
  public void next(int status, String body) {
    script.add(new Answer(status, body, ""));
  }

  /// The next answer, which asks for a pause of so many seconds.
  public void off(int status, int seconds) {
    script.add(new Answer(status, "", Integer.toString(seconds)));
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var given = exchange.getRequestHeaders().getFirst("Authorization");
      var bytes = exchange.getRequestBody().readAllBytes();
      var body =
          json.read(bytes) instanceof StrictJson.Reading.Document document
              ? document.root()
              : json.mapper().createObjectNode();
      var told = script.poll();
      boolean taken = told == null || !told.puts();
      boolean once = path.startsWith("/callback/");
      var complaint =
          once
              ? used.contains(path) || taken && !used.add(path) ? "used" : response(body)
              : event(path, given == null ? "" : given, body);
      calls.add(new Call(path, given == null ? "" : given, body, complaint));
      var answer = told == null ? usual(complaint) : told;
      if (answer.status() != 0) {
        if (!answer.retryAfter().isEmpty()) {
          exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        var out = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), out.length == 0 ? -1 : out.length);
        exchange.getResponseBody().write(out);
      }
    }
  }

  private Answer usual(String complaint) {
    var status = complaint.isEmpty() ? "SUCCESS" : "FAIL";
    var message = complaint.isEmpty() ? "null" : "\"" + complaint + "\"";
    return new Answer(
        200,
        "{\"taskId\":\"t-%d\",\"status\":\"%s\",\"message\":%s,\"timestamp\":1795305226123}"
            .formatted(calls.size(), status, message),
        "");
  }

  private static String response(JsonNode body) {
    if (!body.path("version").asString("").equals("2.0")) {
      return "version";
    }
    var outputs = body.at("/template/outputs");
    if (outputs.isEmpty() || outputs.size() > 3) {
      return "outputs";
    }
    for (JsonNode output : outputs) {
      int length = output.at("/simpleText/text").asString("").length();
      if (output.has("simpleText") && (length < 1 || length > 1000)) {
        return "text";
      }
    }
    return body.at("/template/quickReplies").size() > 10 ? "quickReplies" : "";
  }

  private static String event(String path, String authorization, JsonNode body) {
    if (!path.equals("/v2/bots/" + SkillAccounts.BOT + "/talk")) {
      return "path";
    }
    if (!authorization.equals("KakaoAK rest-key")) {
      return "authorization";
    }
    if (!body.at("/event/name").asString("").equals("agent_reply")) {
      return "event";
    }
    if (!body.at("/user/0/type").asString("").equals("botUserKey")
        || body.at("/user/0/id").asString("").isEmpty()) {
      return "user";
    }
    return body.at("/event/data/text").asString("").isEmpty() ? "text" : "";
  }
}
