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
import java.util.HashMap;
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
  /// The beginning of an MP4 with a track of pictures.
  public static final String FILM =
      "\0\0\0\20ftypmp42\0\0\0\0\0\0\0\41hdlr\0\0\0\0\0\0\0\0vide\0\0\0\0\0\0\0\0\0";

  /// What a phone records: an MP4 with a track of sound.
  public static final String VOICE = FILM.replace("vide", "soun");

  /// What a dealer takes as a film or a sound.
  private static final Map<String, String> PLAYED =
      Map.of("VIDEO", "video/mp4", "AUDIO", "audio/(mp4|mpeg)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final StrictJson json = new StrictJson();
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> serials = new HashSet<>();
  private final Map<String, String> known = new HashMap<>();
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile boolean picturesAway;

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

  /// Whether whoever asks for a picture hears 503.
  public void picturesAway(boolean away) {
    picturesAway = away;
  }

  public void letGo() {
    held.countDown();
  }

  /// What customers sent: a small picture at every address that ends on `.png`, a film on `.mp4`, a
  /// voice message on `.m4a`, a sound on `.mp3`, else nothing.
  private void media(HttpExchange exchange) throws IOException {
    try {
      held.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    if (picturesAway) {
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    var path = path(exchange);
    var file =
        switch (path.substring(path.lastIndexOf('.') + 1)) {
          case "png" -> photo();
          case "mp4" -> FILM.getBytes(StandardCharsets.US_ASCII);
          case "m4a" -> VOICE.getBytes(StandardCharsets.US_ASCII);
          case "mp3" -> "ID3 la la la".getBytes(StandardCharsets.US_ASCII);
          default -> new byte[0];
        };
    exchange.sendResponseHeaders(file.length == 0 ? 404 : 200, file.length == 0 ? -1 : file.length);
    exchange.getResponseBody().write(file);
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
    var mime = "";
    for (var part : new String(bytes, StandardCharsets.ISO_8859_1).split("--" + boundary)) {
      var head = part.strip().split("\r\n\r\n", 2);
      var found = Pattern.compile("name=\"([^\"]+)\"").matcher(head[0]);
      if (head.length == 2 && found.find()) {
        boolean file = head[0].contains("filename=");
        name = file ? found.group(1) : name;
        mime = file ? head[0].replaceFirst("(?s).*Content-Type: *", "").strip() : mime;
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
      known.put(address, mime);
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
    boolean old = path.equals("/v1/chat/write");
    var types =
        old
            ? Set.of("TX", "IM", "FI", "LI")
            : path.endsWith("/plain")
                ? Set.of("TEXT", "IMAGE", "VIDEO", "AUDIO", "FILE")
                : Set.of("TEXT");
    if (!types.contains(type)) {
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
          case "FILE", "VIDEO", "AUDIO" -> body.at("/attachment/file/file_url").asString("");
          default -> null;
        };
    if (address == null) {
      return "";
    }
    synchronized (calls) {
      var mime = known.get(address);
      boolean plays = mime != null && mime.matches(PLAYED.getOrDefault(type, ".*"));
      return plays && (type.startsWith("IM") || named(type, body)) ? "" : "media";
    }
  }

  private static boolean named(String type, JsonNode body) {
    var file = type.equals("FI") ? body : body.at("/attachment/file");
    var size = file.path("file_size");
    return !file.path("file_name").asString("").isBlank()
        && size.isIntegralNumber()
        && size.asLong() > 0;
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
