package kr.ondam.channel.sms.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import kr.ondam.channel.Loopback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// U+ Message Hub on loopback, as its documents describe it: gives every text of a customer once,
/// and every batch of reports until it is told that it was taken.
public final class FakeMsghub implements AutoCloseable {
  private static final Pattern FILE =
      Pattern.compile("\\{\"fileId\":\"([a-zA-Z0-9-_]{1,20})\",\"wideYn\":\"N\"}");

  public static final String KEY = "hub-key";
  public static final String PASSWORD = "hub-secret";

  /// @param tokens what stood in `Authorization`
  /// @param body each octet as a character
  public record Call(String method, String path, @Nullable String tokens, String body) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(body.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private record Answer(int status, String body) {}

  private record Batch(String key, List<String> reports) {}

  private final HttpServer server;
  private final List<Call> calls = new ArrayList<>();
  private final ArrayDeque<Answer> script = new ArrayDeque<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private final List<byte[]> pictures = new ArrayList<>();
  private int tokens;
  private int underway;
  private int mostUnderway;

  public FakeMsghub() {
    server = Loopback.serve(this::serve);
  }

  public URI uri() {
    return Loopback.uri(server);
  }

  /// A customer writes; `items` as they stand in `moLst`.
  public synchronized void writes(String... items) {
    texts.addAll(List.of(items));
  }

  /// Reports for one batch, as they stand in `rptLst`.
  public synchronized void reports(String key, String... reports) {
    batches.add(new Batch(key, List.of(reports)));
  }

  /// The next answer to anything but a request for a token; a status of 0 breaks the connection
  /// off.
  public synchronized void next(int status, String body) {
    script.add(new Answer(status, body));
  }

  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /// How often something was asked for.
  public synchronized long asked(String path) {
    return calls.stream().filter(call -> call.path().startsWith(path)).count();
  }

  /// What was still not acknowledged.
  public synchronized int left() {
    return batches.size();
  }

  public synchronized int mostUnderway() {
    return mostUnderway;
  }

  private void serve(HttpExchange exchange) throws IOException {
    synchronized (this) {
      mostUnderway = Math.max(mostUnderway, ++underway);
    }
    var call =
        new Call(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
    var answer = answer(call);
    synchronized (this) {
      underway--;
    }
    if (answer.status() != 0) {
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private synchronized Answer answer(Call call) {
    calls.add(call);
    if (call.path().startsWith("/auth/v1/")) {
      return token(call);
    }
    var told = script.poll();
    if (told != null) {
      return told;
    }
    if (!Objects.equals(call.tokens(), "Bearer t-" + tokens)) {
      return new Answer(401, "{\"code\":\"29011\",\"message\":\"권한 없음\"}");
    }
    return switch (call.method() + " " + call.path()) {
      case "POST /msg/v1/sms", "POST /msg/v1/mms" -> sent(call);
      case "POST /file/v1/mms" -> file(call);
      case "GET /mo/v1/msg" -> texts();
      case "GET /msg/v1.2/report" -> batch();
      case "POST /msg/v1.2/report/result" -> {
        call.json()
            .path("rptKeyLst")
            .forEach(key -> batches.removeIf(batch -> batch.key().equals(key.asString())));
        yield ok("null");
      }
      default -> new Answer(404, "");
    };
  }

  private Answer token(Call call) {
    var nonce = call.path().substring("/auth/v1/".length());
    var json = call.json();
    boolean known =
        nonce.matches("[a-zA-Z0-9-_]{1,20}")
            && json.path("apiKey").asString("").equals(KEY)
            && json.path("apiPwd").asString("").equals(Signatures.msghub(PASSWORD, nonce));
    return known
        ? ok("{\"token\":\"t-%d\",\"refreshToken\":\"r\"}".formatted(++tokens))
        : new Answer(401, "{\"code\":\"20002\",\"message\":\"비밀번호 불일치\"}");
  }

  private static Answer sent(Call call) {
    var to = call.json().at("/recvInfoLst/0");
    return ok(
        """
        [{"cliKey":%s,"msgKey":"tw9Tomlcen.6bTb0O","phone":%s,"code":"10000","message":"성공"}]\
        """
            .formatted(to.path("cliKey"), to.path("phone")));
  }

  /// Takes the name that the file was given.
  private Answer file(Call call) {
    var named = FILE.matcher(call.body());
    if (!named.find() || !call.body().contains("name=\"filePart\"; filename=\"picture.jpg\"")) {
      return new Answer(400, "{\"code\":\"29001\",\"message\":\"파라미터 에러\"}");
    }
    var head = call.body().indexOf("\r\n\r\n", call.body().indexOf("filePart"));
    var end = call.body().lastIndexOf("\r\n--ondam-");
    pictures.add(call.body().substring(head + 4, end).getBytes(StandardCharsets.ISO_8859_1));
    return ok("{\"ch\":\"mms\",\"fileId\":\"%s\",\"fileExpDt\":\"\"}".formatted(named.group(1)));
  }

  /// The pictures it was handed.
  public synchronized List<byte[]> pictures() {
    return List.copyOf(pictures);
  }

  private Answer texts() {
    if (texts.isEmpty()) {
      return ok("null");
    }
    var all = String.join(",", texts);
    int count = texts.size();
    texts.clear();
    return ok("{\"moCnt\":%d,\"moLst\":[%s]}".formatted(count, all));
  }

  private Answer batch() {
    if (batches.isEmpty()) {
      return ok("null");
    }
    var first = batches.getFirst();
    return ok(
        "{\"rptKey\":\"%s\",\"rptCnt\":%d,\"rptLst\":[%s]}"
            .formatted(first.key(), first.reports().size(), String.join(",", first.reports())));
  }

  private static Answer ok(String data) {
    return new Answer(200, "{\"code\":\"10000\",\"message\":\"성공\",\"data\":" + data + "}");
  }

  /// Forgets the tokens it has lent.
  public synchronized void forget() {
    tokens++;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
