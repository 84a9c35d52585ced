package kr.ondam.launch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import kr.ondam.launch.TestServer.Home;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Does what the widget does: asks for sessions, opens sockets, answers pings and keeps every frame
/// it got.
final class ChatVisitor implements AutoCloseable {
  static final String ORIGIN = "https://shop.example.kr";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final TestServer server;
  private final String key;
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable String token;
  private String category = "null";

  ChatVisitor(TestServer server, Home home) {
    this.server = server;
    key = home.chatKey();
  }

  /// A visitor who has filled in the form.
  static ChatVisitor named(TestServer server, Home home, String name, @Nullable String phone) {
    var visitor = new ChatVisitor(server, home);
    visitor.session(form(name, phone, true));
    return visitor;
  }

  static String form(String name, @Nullable String phone, boolean consent) {
    var form = JSON.createObjectNode().put("name", name).put("phone", phone);
    return form.put("consent", consent).toString();
  }

  String token() {
    return String.valueOf(token);
  }

  /// Pretends to have another token.
  void token(String other) {
    token = other;
  }

  /// Comes from a page about something.
  void category(String routingKey) {
    category = "\"" + routingKey + "\"";
  }

  HttpResponse<String> ask(String prechat, String... headers) {
    var body =
        "{\"key\":\"%s\",\"visitorToken\":%s,\"prechat\":%s,\"category\":%s,\"page\":{\"url\":\"https://shop.example.kr/a?q=1\",\"title\":\"청구\",\"referrer\":\"\"},\"locale\":\"ko\"}"
            .formatted(key, token == null ? "null" : "\"" + token + "\"", prechat, category);
    var all = headers.length == 0 ? new String[] {"Origin", ORIGIN} : headers;
    return server.send("POST", "/chat/v1/sessions", body, all);
  }

  JsonNode session(String prechat) {
    var response = ask(prechat);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + response.body());
    }
    var session = JSON.readTree(response.body());
    token = session.get("visitorToken").asString();
    return session;
  }

  String ticket() {
    return session("null").get("ticket").asString();
  }

  /// Opens a socket and says hello as a fresh page.
  Line open() {
    return open(null, 0, "");
  }

  Line open(@Nullable String conversation, long lastSeq, String tab) {
    var line = connect(ticket());
    line.hello(conversation, lastSeq, tab);
    line.await("welcome");
    return line;
  }

  /// Opens a socket that says nothing yet.
  Line connect(String ticket) {
    try {
      var line = new Line();
      line.socket =
          client
              .newWebSocketBuilder()
              .header("Origin", ORIGIN)
              .subprotocols("ondam.webchat.v1", "ticket." + ticket)
              .buildAsync(address(), line)
              .get(60, TimeUnit.SECONDS);
      return line;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private URI address() {
    return URI.create("ws://127.0.0.1:" + server.server().gatewayPort() + "/chat/v1/ws");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// One socket and what came over it.
  static final class Line implements WebSocket.Listener {
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private volatile boolean answersPings = true;
    private @Nullable WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    void send(String frame) {
      if (socket != null) {
        put(socket, frame).join();
      }
    }

    /// One after the other: a socket refuses a frame while another is on its way.
    private synchronized CompletableFuture<?> put(WebSocket to, String frame) {
      sending = sending.handle((_, _) -> to).thenCompose(socket -> socket.sendText(frame, true));
      return sending;
    }

    void hello(@Nullable String conversation, long lastSeq, String tab) {
      var frame = JSON.createObjectNode().put("t", "hello").put("v", 1);
      send(frame.put("conv", conversation).put("lastSeq", lastSeq).put("tab", tab).toString());
    }

    void say(String cmid, String text) {
      var frame = JSON.createObjectNode().put("t", "msg").put("cmid", cmid);
      frame.putArray("parts").addObject().put("k", "text").put("text", text);
      send(frame.toString());
    }

    /// Says it and waits until it is stored.
    JsonNode told(String cmid, String text) {
      say(cmid, text);
      return await("ack", f -> f.get("cmid").asString().equals(cmid));
    }

    void stopAnsweringPings() {
      answersPings = false;
    }

    JsonNode await(String type) {
      return await(type, _ -> true);
    }

    JsonNode await(String type, Predicate<JsonNode> wanted) {
      return Awaitility.await(type)
          .until(() -> find(type, wanted), found -> !found.isEmpty())
          .getFirst();
    }

    JsonNode awaitText(String wanted) {
      return await("msg", f -> f.get("parts").get(0).path("text").asString("").equals(wanted));
    }

    List<JsonNode> find(String type, Predicate<JsonNode> wanted) {
      return frames.stream()
          .filter(f -> f.get("t").asString().equals(type))
          .filter(wanted)
          .toList();
    }

    /// The numbers of the stored frames in the order they came.
    List<Long> seqs() {
      return frames.stream()
          .filter(f -> f.get("t").asString().equals("msg") || f.get("t").asString().equals("event"))
          .filter(f -> f.has("seq"))
          .map(f -> f.get("seq").asLong())
          .toList();
    }

    String conversation() {
      return frames.stream()
          .filter(f -> f.path("conv").isString())
          .reduce((_, last) -> last)
          .orElseThrow()
          .get("conv")
          .asString();
    }

    int closeCode() {
      return closed.orTimeout(20, TimeUnit.SECONDS).join();
    }

    boolean isOpen() {
      return !closed.isDone();
    }

    void cut() {
      if (socket != null) {
        socket.abort();
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        var frame = JSON.readTree(text.toString());
        text.setLength(0);
        frames.add(frame);
        if (answersPings && frame.get("t").asString().equals("ping")) {
          put(from, "{\"t\":\"pong\"}");
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(1006);
    }
  }
}
