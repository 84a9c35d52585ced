package kr.ondam.channel.alimtalk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import kr.ondam.channel.Loopback;
import kr.ondam.channel.StrictJson;
import tools.jackson.databind.JsonNode;

/// Dealers of 알림톡 on the loopback address. They check every field of what they are sent, answer as
/// they were told, and else as dealers do: success once per key, then a duplicate.
public final class FakeNotices implements AutoCloseable {
  /// What was sent.
  ///
  /// @param complaint what was wrong with it, empty when nothing was
  public record Call(String path, Map<String, String> headers, JsonNode body, String complaint) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final StrictJson json = new StrictJson();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();

  public FakeNotices() {
    server = Loopback.serve(this::serve);
  }

  public URI uri() {
    return Loopback.uri(server);
  }

  /// The next answer; a status of 0 breaks the connection off.
  public void next(int status, String body) {
    script.add(new Answer(status, body));
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      var path = exchange.getRequestURI().getPath();
      var body =
          json.read(exchange.getRequestBody().readAllBytes())
                  instanceof StrictJson.Reading.Document(var root, var _)
              ? root
              : json.mapper().createObjectNode();
      boolean nhn = path.equals("/alimtalk/v2.3/appkeys/APP/messages");
      var complaint =
          nhn
              ? nhn(headers, body)
              : path.equals("/api/v3/alimtalk/send") ? lunasoft(headers, body) : "path";
      calls.add(new Call(path, headers, body, complaint));
      var key =
          nhn
              ? headers.getOrDefault("x-nc-api-idempotency-key", "")
              : body.path("message_key").asString("");
      var usual = nhn ? nhn(complaint, keys.add(key)) : lunasoft(complaint, key, keys.add(key));
      var told = script.poll();
      var answer = told == null ? new Answer(200, usual) : told;
      if (answer.status() != 0) {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static String lunasoft(Map<String, String> headers, JsonNode body) {
    if (!headers.getOrDefault("agentkey", "").equals("s3cret")) {
      return "agentKey";
    }
    for (var field :
        List.of("message_type", "message_key", "sender_key", "country_code", "template_code")) {
      if (body.path(field).asString("").isBlank()) {
        return field;
      }
    }
    int length = body.path("message").asString("").length();
    boolean sound =
        body.path("recipient_number").asString("").matches("0[0-9]{8,10}")
            && body.path("message_key").asString("").length() <= 27
            && length > 0
            && length <= 1000;
    return sound ? "" : "recipient_number, message_key or message";
  }

  private static String lunasoft(String complaint, String key, boolean fresh) {
    return !complaint.isEmpty()
        ? "{\"code\":\"1001\",\"message\":\"" + complaint + "\"}"
        : fresh
            ? "{\"code\":\"0000\",\"message_key\":\"" + key + "\"}"
            : "{\"code\":\"3012\",\"message\":\"SerialNumberDuplicatedException\"}";
  }

  private static String nhn(Map<String, String> headers, JsonNode body) {
    if (!headers.getOrDefault("x-secret-key", "").equals("s3cret")) {
      return "X-Secret-Key";
    }
    boolean sound =
        !body.path("senderKey").asString("").isBlank()
            && !body.path("templateCode").asString("").isBlank()
            && body.at("/recipientList/0/recipientNo").asString("").matches("0[0-9]{8,10}")
            && !headers.getOrDefault("x-nc-api-idempotency-key", "").isBlank();
    return sound ? "" : "senderKey, templateCode, recipientNo or key";
  }

  private static String nhn(String complaint, boolean fresh) {
    return complaint.isEmpty() && fresh
        ? "{\"header\":{\"resultCode\":0,\"resultMessage\":\"SUCCESS\",\"isSuccessful\":true},\"message\":{\"requestId\":\"r1\",\"sendResults\":[{\"recipientSeq\":1,\"resultCode\":0,\"resultMessage\":\"SUCCESS\"}]}}"
        : "{\"header\":{\"resultCode\":-1,\"resultMessage\":\"%s\",\"isSuccessful\":false}}"
            .formatted(complaint.isEmpty() ? "duplicated idempotency key" : complaint);
  }
}
