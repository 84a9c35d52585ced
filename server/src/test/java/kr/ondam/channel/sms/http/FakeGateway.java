package kr.ondam.channel.sms.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import kr.ondam.channel.Loopback;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A provider of text messages on loopback. It keeps what it is asked and answers what it was told,
/// else as the path's provider does when all is well.
public final class FakeGateway implements AutoCloseable {
  /// @param query as sent
  /// @param headers by lower-case name
  public record Call(
      String method, String path, String query, Map<String, String> headers, String body) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    /// The fields of a query or form.
    public Map<String, String> fields() {
      Map<String, String> fields = new TreeMap<>();
      HttpFields.read(body.isEmpty() ? query : body, StandardCharsets.UTF_8)
          .properties()
          .forEach(p -> fields.put(p.getKey(), p.getValue().asString()));
      return fields;
    }
  }

  private record Answer(int status, String body) {}

  private static final Map<String, Answer> USUAL =
      Map.of(
          "/cgi-bin/sendsms",
          new Answer(202, "0: Accepted for delivery"),
          "/v1/auth/token",
          new Answer(200, "{\"code\":\"A000\",\"data\":{\"token\":\"t-1\",\"schema\":\"Bearer\"}}"),
          "/v1/send/sms",
          new Answer(200, "{\"code\":\"A000\",\"result\":\"Success\",\"msgKey\":\"mk1\"}"),
          "/v1/send/mms",
          new Answer(200, "{\"code\":\"A000\",\"result\":\"Success\",\"msgKey\":\"mk2\"}"),
          "/sms/v3.0/appKeys/APP/sender/sms",
          new Answer(
              200,
              "{\"header\":{\"isSuccessful\":true,\"resultCode\":0},\"body\":{\"data\":{\"requestId\":\"r1\",\"sendResultList\":[{\"recipientSeq\":1}]}}}"),
          "/sms/v3.0/appKeys/APP/sender/mms",
          new Answer(200, "{\"header\":{\"resultCode\":-1001,\"resultMessage\":\"no\"}}"),
          "/messages/v4/send",
          new Answer(200, "{\"statusCode\":\"2000\",\"groupId\":\"g\",\"messageId\":\"m1\"}"),
          "/2010-04-01/Accounts/AC1/Messages.json",
          new Answer(201, "{\"sid\":\"SM1\",\"status\":\"queued\",\"error_code\":null}"));

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();

  public FakeGateway() {
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

  private void serve(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    var uri = exchange.getRequestURI();
    var query = uri.getRawQuery();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(
        new Call(
            exchange.getRequestMethod(), uri.getPath(), query == null ? "" : query, headers, body));
    var told = script.poll();
    var answer = told == null ? USUAL.getOrDefault(uri.getPath(), new Answer(404, "")) : told;
    if (answer.status() != 0) {
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
