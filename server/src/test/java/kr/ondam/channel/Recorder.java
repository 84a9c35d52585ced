package kr.ondam.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A provider on loopback that says yes to everything and keeps each request as it came: the line,
/// the headers in order, an empty line, the body. What the transport adds by itself is left out.
public final class Recorder implements AutoCloseable {
  private static final Set<String> TRANSPORT =
      Set.of(
          "connection",
          "content-length",
          "host",
          "http2-settings",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();

  public Recorder() {
    server = Loopback.serve(this::serve);
  }

  public URI uri() {
    return Loopback.uri(server);
  }

  /// The body of the next answer; `{}` when none was said.
  public void answers(String body) {
    answers.add(body);
  }

  /// The last request.
  public String last() {
    return requests.getLast();
  }

  /// All of them.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new TreeMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!TRANSPORT.contains(lower)) {
              headers.put(lower, String.join(", ", values));
            }
          });
      var text = new StringBuilder();
      text.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
      headers.forEach((name, value) -> text.append('\n').append(name).append(": ").append(value));
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      text.append("\n\n").append(body.replace("\r\n", "\n"));
      requests.add(text.toString().strip());
      var told = answers.poll();
      var answer = (told == null ? "{}" : told).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
