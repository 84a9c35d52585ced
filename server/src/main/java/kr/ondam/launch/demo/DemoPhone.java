package kr.ondam.launch.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import kr.ondam.channel.ChannelAccount;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A telephone with KakaoTalk on a page of the loopback address, and the dealer between it and us:
/// what is typed there comes in by the account's webhook, and replies appear there. It keeps the
/// newest talks in memory and is for nothing but a demo.
final class DemoPhone implements AutoCloseable {
  private static final int MOST_TALKS = 100;
  private static final int MOST_LINES = 200;
  private static final int LONGEST = 16 * 1024;
  private static final String UPLOAD = "/upload";
  private static final JsonMapper JSON = JsonMapper.shared();

  /// An affiliate to write to.
  record Friend(String name, ChannelAccount account) {}

  private record Line(boolean own, String text) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final URI gateway;
  private final List<Friend> friends;
  private final InstantSource clock;
  private final AtomicLong serials;
  private final Map<String, List<Line>> talks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Line>> eldest) {
          return size() > MOST_TALKS;
        }
      };

  private DemoPhone(HttpServer server, URI gateway, List<Friend> friends, InstantSource clock) {
    this.server = server;
    this.gateway = gateway;
    this.friends = friends;
    this.clock = clock;
    // Serial numbers of earlier starts are known to the server.
    serials = new AtomicLong(clock.millis() * 1000);
  }

  /// @throws IOException when somebody has the port
  static DemoPhone open(int port, URI gateway, List<Friend> friends, InstantSource clock)
      throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    var phone = new DemoPhone(server, gateway, friends, clock);
    server.setExecutor(phone.threads);
    server.createContext("/", phone::serve);
    server.start();
    return phone;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Friend> friends() {
    return friends;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      boolean post = exchange.getRequestMethod().equals("POST");
      if (!post) {
        show(exchange, path);
      } else if (path.endsWith(UPLOAD)) {
        // A picture or file on its way to the customer; the telephone shows that there is one.
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        var kind = path.substring(0, path.length() - UPLOAD.length()).replaceFirst(".*/", "");
        answer(
            exchange, 200, JSON.createObjectNode().put("code", "0").put(kind, address() + "/file"));
      } else {
        var body = read(exchange);
        if (path.equals("/say")) {
          // A page of another site cannot send this type without asking.
          boolean own =
              "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
          int heard = own ? say(friend(body), text(body, "customer"), text(body, "text")) : 415;
          answer(exchange, heard, JSON.createObjectNode());
        } else {
          hear(path, body);
          answer(exchange, 200, JSON.createObjectNode().put("code", "0"));
        }
      }
    }
  }

  private void show(HttpExchange exchange, String path) throws IOException {
    switch (path) {
      case "/" -> send(exchange, 200, "text/html; charset=utf-8", page());
      case "/friends" -> {
        var names = JSON.createArrayNode();
        friends.forEach(friend -> names.add(friend.name()));
        answer(exchange, 200, names);
      }
      case "/talk" -> {
        var asked = exchange.getRequestURI().getQuery();
        var parts = asked == null ? new String[0] : asked.split("/", 2);
        var lines = JSON.createArrayNode();
        if (parts.length == 2 && parts[0].matches("\\d{1,3}")) {
          for (var line : lines(friend(Integer.parseInt(parts[0])), parts[1])) {
            lines.addObject().put("own", line.own()).put("text", line.text());
          }
        }
        answer(exchange, 200, lines);
      }
      default -> answer(exchange, 404, JSON.createObjectNode());
    }
  }

  private static byte[] page() throws IOException {
    try (var in = DemoPhone.class.getResourceAsStream("/demo/phone.html")) {
      if (in == null) {
        throw new IOException("demo/phone.html (expected: beside the classes)");
      }
      return in.readAllBytes();
    }
  }

  private static JsonNode read(HttpExchange exchange) throws IOException {
    try {
      return JSON.readTree(exchange.getRequestBody().readNBytes(LONGEST));
    } catch (JacksonException _) {
      return JSON.createObjectNode();
    }
  }

  private static String text(JsonNode body, String key) {
    return body.path(key).asString("");
  }

  private Friend friend(JsonNode body) {
    return friend(body.path("friend").asInt(0));
  }

  private Friend friend(int number) {
    return friends.get(Math.clamp(number, 0, friends.size() - 1));
  }

  /// A customer says something; answers what the gateway answers.
  int say(Friend friend, String customer, String text) {
    var account = friend.account();
    var body = JSON.createObjectNode();
    body.put("user_key", customer);
    body.put("sender_key", account.senderKey());
    body.put("session_id", "demo");
    body.put("time", clock.millis());
    body.put("serial_number", serials.incrementAndGet());
    body.put("type", "text");
    body.putArray("contents").add(text);
    keep(account.senderKey(), customer, new Line(true, text));
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(gateway.resolve("/ch/kakao/" + account.key() + "/message"))
              .timeout(Duration.ofSeconds(10))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 503;
    }
  }

  /// What we send to the customer, as dealers name it.
  private void hear(String path, JsonNode body) {
    var said = text(body, "message");
    if (path.endsWith("/chat/end")) {
      said = said.isBlank() ? "상담이 끝났습니다." : said;
    } else if (said.isBlank()) {
      said = "[사진이나 파일]";
    }
    keep(text(body, "sender_key"), text(body, "user_key"), new Line(false, said));
  }

  private void keep(@Nullable String sender, String customer, Line line) {
    synchronized (talks) {
      var lines = talks.computeIfAbsent(sender + "/" + customer, _ -> new ArrayList<>());
      lines.add(line);
      if (lines.size() > MOST_LINES) {
        lines.removeFirst();
      }
    }
  }

  private List<Line> lines(Friend friend, String customer) {
    synchronized (talks) {
      return List.copyOf(
          talks.getOrDefault(friend.account().senderKey() + "/" + customer, List.of()));
    }
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    send(exchange, status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
