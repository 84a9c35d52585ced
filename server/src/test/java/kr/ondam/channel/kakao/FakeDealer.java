package kr.ondam.channel.kakao;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import kr.ondam.channel.Loopback;
import kr.ondam.channel.StrictJson;
import tools.jackson.databind.JsonNode;

/// A dealer of 상담톡 on the loopback address. It checks every field of what it is sent, answers as it
/// was told, and else as a dealer does: success once per serial number, then a duplicate.
public final class FakeDealer implements AutoCloseable {
  private static final byte[] SOUND = "ID3 la la la".getBytes(StandardCharsets.US_ASCII);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final StrictJson json = new StrictJson();
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> serials = new HashSet<>();
  private final Set<String> known = new HashSet<>();
  private volatile CountDownLatch held = new CountDownLatch(0);

  public FakeDealer() {
    server = Loopback.serve(threads, this::serve);
  }

  /// A message the dealer got.
  ///
  /// @param type the content type
  /// @param complaint what was wrong with it, empty when nothing was
  public record Call(
      String path, String type, String clientId, String secret, JsonNode body, String complaint) {
    public String text() {
      return body.path("message").asString("");
    }
  }

  /// What the dealer says next; a status of 0 breaks the connection off.
  public record Answer(int status, Map<String, String> headers, String body) {}

  public URI uri() {
    return Loopback.uri(server);
  }

  public void next(int status, String body) {
    script.add(new Answer(status, Map.of(), body));
  }

  public void next(Answer answer) {
    script.add(answer);
  }

  public List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /// Answers nobody who asks for a picture until [#letGo].
  public void hold() {
    held = new CountDownLatch(1);
  }

  public void letGo() {
    held.countDown();
  }

  /// What customers sent: a small picture at every address that ends on `.png`, a sound at one that
  /// ends on `.mp3`, else nothing.
  private void media(HttpExchange exchange) throws IOException {
    try {
      held.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    if (path(exchange).endsWith(".mp3")) {
      exchange.sendResponseHeaders(200, SOUND.length);
      exchange.getResponseBody().write(SOUND);
    } else if (path(exchange).endsWith(".png")) {
      var picture = photo();
      exchange.sendResponseHeaders(200, picture.length);
      exchange.getResponseBody().write(picture);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  /// The picture customers send.
  public static byte[] photo() {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(640, 320, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        media(exchange);
        return;
      }
      var bytes = exchange.getRequestBody().readAllBytes();
      if (header(exchange, "Content-Type").startsWith("multipart/form-data; boundary=")) {
        take(exchange, bytes);
        return;
      }
      var body =
          json.read(bytes) instanceof StrictJson.Reading.Document document
              ? document.root()
              : json.mapper().createObjectNode();
      var call =
          new Call(
              path(exchange),
              header(exchange, "Content-Type"),
              header(exchange, "HT-Client-Id"),
              header(exchange, "HT-Client-Secret"),
              body,
              complaint(path(exchange), body));
      boolean fresh;
      synchronized (calls) {
        calls.add(call);
        fresh =
            path(exchange).endsWith("/chat/end")
                || serials.add(body.path("serial_number").asString(""));
      }
      var scripted = script.poll();
      answer(exchange, scripted != null ? scripted : usual(call, fresh));
    }
  }

  /// A file that is handed over: it gets an address that can be sent from then on.
  private void take(HttpExchange exchange, byte[] bytes) throws IOException {
    var boundary = header(exchange, "Content-Type").replaceFirst(".*boundary=", "");
    var fields = json.mapper().createObjectNode();
    var name = "";
    for (var part : new String(bytes, StandardCharsets.ISO_8859_1).split("--" + boundary)) {
      var head = part.strip().split("\r\n\r\n", 2);
      var found = Pattern.compile("name=\"([^\"]+)\"").matcher(head[0]);
      if (head.length == 2 && found.find()) {
        boolean file = head[0].contains("filename=");
        name = file ? found.group(1) : name;
        fields.put(found.group(1), file ? String.valueOf(head[1].length()) : head[1]);
      }
    }
    var complaint =
        !path(exchange).endsWith("/" + name + "/upload")
            ? "path"
            : fields.path("sender_key").asString("").isBlank() ? "sender_key" : "";
    var address = uri() + "/dna/" + UUID.randomUUID() + ".png";
    synchronized (calls) {
      calls.add(
          new Call(
              path(exchange),
              header(exchange, "Content-Type"),
              header(exchange, "HT-Client-Id"),
              header(exchange, "HT-Client-Secret"),
              fields,
              complaint));
      known.add(address);
    }
    var scripted = script.poll();
    var usual =
        complaint.isEmpty()
            ? "{\"code\":\"0\",\"" + name + "\":\"" + address + "\"}"
            : "{\"code\":-999,\"message\":\"" + complaint + "\"}";
    answer(exchange, scripted != null ? scripted : new Answer(200, Map.of(), usual));
  }

  private static Answer usual(Call call, boolean fresh) {
    var body =
        !call.complaint().isEmpty()
            ? "{\"code\":-999,\"message\":\"" + call.complaint() + "\"}"
            : fresh
                ? "{\"code\":\"0\",\"created_at\":\"2026-11-24 13:00:00\"}"
                : "{\"code\":3012,\"message\":\"SerialNumberDuplicatedException\"}";
    return new Answer(200, Map.of(), body);
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.status() == 0) {
      return;
    }
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String path(HttpExchange exchange) {
    return exchange.getRequestURI().getPath();
  }

  private static String header(HttpExchange exchange, String name) {
    var value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private String complaint(String path, JsonNode body) {
    var type =
        switch (path) {
          case "/v1/chat/write" -> body.path("message_type").asString("");
          case "/kakaoWebhook/v3/bzc/chat/send/plain", "/kakaoWebhook/v3/bzc/chat/send/rich" ->
              body.path("chat_bubble_type").asString("");
          default -> "";
        };
    if (path.endsWith("/chat/end")) {
      var names = Set.copyOf(body.propertyNames());
      return names.equals(Set.of("user_key", "sender_key")) ? "" : "end";
    }
    if (!Set.of("TX", "IM", "FI", "LI", "TEXT", "IMAGE", "FILE").contains(type)) {
      return "path or type";
    }
    int serial = body.path("serial_number").asString("").length();
    if (serial < 1 || serial > 30) {
      return "serial_number";
    }
    for (var field : List.of("user_key", "sender_key")) {
      if (body.path(field).asString("").isBlank()) {
        return field;
      }
    }
    int length = body.path("message").asString("").length();
    if ((type.startsWith("T") || type.equals("LI")) && (length < 1 || length > 1000)) {
      return "message";
    }
    return media(type, body) + linked(body);
  }

  /// Only what was handed over before can be sent.
  private String media(String type, JsonNode body) {
    var address =
        switch (type) {
          case "IM" -> body.path("image_url").asString("");
          case "IMAGE" -> body.at("/attachment/image/img_url").asString("");
          case "FI" -> body.path("file_url").asString("");
          case "FILE" -> body.at("/attachment/file/file_url").asString("");
          default -> null;
        };
    synchronized (calls) {
      return address == null || known.contains(address) ? "" : "media";
    }
  }

  private static String linked(JsonNode body) {
    for (var place : List.of("/links", "/attachment/buttons", "/supplement/quick_reply")) {
      var buttons = body.at(place);
      boolean quick = place.endsWith("quick_reply");
      if (buttons.size() > (quick ? 10 : 5)) {
        return place;
      }
      for (JsonNode button : buttons) {
        int length = button.path("name").asString("").length();
        boolean leads =
            button.path("type").asString("").equals("BK")
                || button.path("type").asString("").equals("WL") && button.has("url_mobile");
        if (length < 1 || length > (quick ? 14 : 28) || !leads) {
          return place;
        }
      }
    }
    return "";
  }
}
