package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import kr.ondam.channel.alimtalk.FakeNotices;
import kr.ondam.channel.kakao.FakeDealer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The tenant of one browser test: its people with their windows, and its customers on 상담톡.
/// Counsellors are 김상담 (`kim`) and 이하늘 (`lee`), the manager is 박센터장 (`park`).
final class Office {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final int number;
  private final Place place;
  private final String test;
  private final ServerProcess server;
  private final Path log;
  private final FakeDealer dealer;
  private final FakeNotices notices;
  private final Chromium chromium;
  private final ApiClient api;
  private final ProviderCalls provider;
  private final List<Window> windows = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final AtomicLong serials = new AtomicLong(1);

  /// @param number of the tenant, for serial numbers that no other test uses
  /// @param log where the server writes its log
  Office(
      int number,
      Place place,
      String test,
      ServerProcess server,
      Path log,
      FakeDealer dealer,
      FakeNotices notices,
      Chromium chromium) {
    this.number = number;
    this.place = place;
    this.test = test;
    this.server = server;
    this.log = log;
    this.dealer = dealer;
    this.notices = notices;
    this.chromium = chromium;
    api = new ApiClient(server.gateway(), place.apiKey());
    provider = new ProviderCalls(server.gateway());
  }

  static String senderKey(int number) {
    return "0a1b2c3d4e5f60718293a4b5c6d7e8f9%08d".formatted(number);
  }

  URI console() {
    return server.console();
  }

  URI gateway() {
    return server.gateway();
  }

  String tenantName() {
    return place.name();
  }

  /// The sign-in name of `kim`, `lee` or `park` here.
  String login(String name) {
    return name + place.suffix();
  }

  ApiClient api() {
    return api;
  }

  // ---- people

  Window window(Window.Look look) {
    var window = chromium.window(look);
    windows.add(window);
    return window;
  }

  /// Signs somebody in, in a window of their own.
  Window signIn(String login, Window.Look look) {
    var window = window(look);
    var screen = SignInScreen.open(window, console());
    screen.signIn(login, Product.PASSWORD);
    screen.awaitInside();
    return window;
  }

  /// A counsellor at the desk.
  DeskScreen desk(String name) {
    return new DeskScreen(signIn(login(name), Window.Look.usual()));
  }

  /// A counsellor at the desk who takes offers.
  DeskScreen readyDesk(String name) {
    var desk = desk(name);
    desk.become("대기");
    return desk;
  }

  /// The desk that gets the next offer.
  DeskScreen awaitOffered(DeskScreen one, DeskScreen other) {
    return Awaitility.await()
        .until(
            () -> one.offers().count() == 1 ? one : other.offers().count() == 1 ? other : null,
            java.util.Objects::nonNull);
  }

  CentreScreen centre() {
    return new CentreScreen(signIn(login("park"), Window.Look.usual()));
  }

  // ---- customers

  /// A customer at the web chat of this tenant.
  WidgetScreen widget() {
    return widget(new Window.Look(1280, 860, false, false));
  }

  WidgetScreen widget(Window.Look look) {
    return WidgetScreen.open(window(look), gateway(), place.webKey());
  }

  /// A customer sends a text message.
  void text(String phone, String text) {
    var query =
        "?from=%s&to=15881234&charset=UTF-8&coding=0&id=%d&text=%s"
            .formatted(
                URLEncoder.encode(phone, StandardCharsets.UTF_8),
                serials.getAndIncrement(),
                URLEncoder.encode(text, StandardCharsets.UTF_8));
    said.add(text);
    var answer = provider.get("/ch/sms/" + place.smsKey() + "/mo" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /// A customer says something on 상담톡.
  void say(String customer, String text) {
    say(place.kakaoKey(), place.senderKey(), customer, text);
  }

  void say(String channelKey, String senderKey, String customer, String text) {
    call(channelKey, message(senderKey, customer, text));
  }

  /// A customer sends something that is no text.
  ///
  /// @param content more fields of the dealer's call, such as `"type":"XX"`
  void sayOdd(String customer, String content) {
    var body = head(place.senderKey(), customer);
    body.setAll((ObjectNode) JSON.readTree("{" + content + "}"));
    call(place.kakaoKey(), body.toString());
  }

  /// A customer sends a photo, which lies with the dealer.
  void sayPhoto(String customer) {
    var address = dealer.uri() + "/dna/" + serials.get() + "/i_1.png";
    sayOdd(customer, "\"type\":\"photo\",\"contents\":[{\"url\":\"" + address + "\"}]");
  }

  /// The dealer says that the session of a customer is over.
  void sessionOver(String customer) {
    var body = head(place.senderKey(), customer);
    assertThat(answer(place.kakaoKey(), "expired_session", body.toString()).statusCode())
        .isEqualTo(200);
  }

  /// The dealer says why a customer comes.
  ///
  /// @param reference the dealer's `reference` as JSON
  void refer(String customer, String reference) {
    var body = head(place.senderKey(), customer);
    body.set("reference", JSON.readTree(reference));
    assertThat(answer(place.kakaoKey(), "reference", body.toString()).statusCode()).isEqualTo(200);
  }

  private ObjectNode head(String senderKey, String customer) {
    var body = JSON.createObjectNode();
    body.put("user_key", userKey(customer));
    body.put("sender_key", senderKey);
    body.put("session_id", "3017755");
    body.put("time", 1795305226123L);
    body.put("serial_number", number * 1_000_000L + serials.getAndIncrement());
    return body;
  }

  private String message(String senderKey, String customer, String text) {
    var body = head(senderKey, customer);
    body.put("type", "text");
    body.putArray("contents").add(text);
    said.add(text);
    return body.toString();
  }

  /// The dealer calls with something that does not say whose it is.
  void sayUnreadable(String text) {
    var body = JSON.createObjectNode();
    body.put("sender_key", place.senderKey());
    body.put("type", "text");
    body.putArray("contents").add(text);
    said.add(text);
    call(place.kakaoKey(), body.toString());
  }

  /// A provider calls so often for a channel that nobody has that it is noticed.
  void sayToNobody(String text) {
    for (int i = 0; i < 12; i++) {
      assertThat(answer("k_nobody_0001", "{\"contents\":[\"" + text + "\"]}").statusCode())
          .isEqualTo(404);
    }
  }

  private void call(String channelKey, String body) {
    var answer = answer(channelKey, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /// What the gateway answers the dealer who calls with a message.
  int status(String channelKey, String senderKey, String customer) {
    return answer(channelKey, message(senderKey, customer, "들어가도 되나요?")).statusCode();
  }

  private HttpResponse<String> answer(String channelKey, String body) {
    return answer(channelKey, "message", body);
  }

  private HttpResponse<String> answer(String channelKey, String tail, String body) {
    return provider.post("/ch/kakao/" + channelKey + "/" + tail, body);
  }

  /// Whom this tenant's replies go to.
  FakeDealer dealer() {
    return dealer;
  }

  /// What the dealer says to the next notice.
  void refuseNotice(String code, String words) {
    notices.next(200, "{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, words));
  }

  /// A program sends a notice to the customer of the newest conversation.
  void sendNotice() {
    var customer = conversations().getFirst().get("customer").asString();
    post(
        "POST",
        "/api/v1/customers/" + customer + "/notices",
        "{\"template\":\"CS_01\",\"variables\":{\"이름\":\"홍길동\"}}");
  }

  private String userKey(String customer) {
    return "Qv3kX0a9t" + number + customer;
  }

  /// What the dealer was asked to bring to a customer, in order.
  List<String> heard(String customer) {
    return dealer.calls().stream()
        .filter(call -> call.body().path("user_key").asString("").equals(userKey(customer)))
        .filter(call -> !call.path().endsWith("/chat/end"))
        .peek(call -> assertThat(call.complaint()).isEmpty())
        .map(FakeDealer.Call::text)
        .toList();
  }

  /// Waits until the dealer has brought exactly this to a customer.
  void awaitHeard(String customer, String... texts) {
    Awaitility.await().untilAsserted(() -> assertThat(heard(customer)).containsExactly(texts));
  }

  /// A consultation that is over: said on 상담톡, taken and classified by a program for `kim`.
  void past(String customer, String text, String answer, String disposition) {
    var kim = agent("kim");
    post("PUT", "/api/v1/agents/" + kim + "/presence", "{\"presence\":\"READY\"}");
    say(customer, text);
    var offers =
        Awaitility.await().until(() -> api.all("/api/v1/offers"), found -> !found.isEmpty());
    var offer = offers.getFirst();
    post("POST", "/api/v1/offers/" + offer.get("id").asString() + "/accept", "{}");
    var path = "/api/v1/conversations/" + offer.get("conversation").asString();
    var reply = JSON.createObjectNode().put("agent", kim);
    reply.putArray("parts").addObject().put("k", "text").put("text", answer);
    post("POST", path + "/messages", reply.toString());
    post(
        "POST",
        path + "/close",
        "{\"agent\":\"%s\",\"disposition\":\"%s\"}".formatted(kim, disposition));
    post("PUT", "/api/v1/agents/" + kim + "/presence", "{\"presence\":\"WORK\"}");
  }

  /// What another system tells of the customer of the newest conversation.
  void describe(String traits) {
    var customer = conversations().getFirst().get("customer").asString();
    post("PATCH", "/api/v1/customers/" + customer, traits);
  }

  /// The id of an agent.
  String agent(String name) {
    return api.all("/api/v1/agents").stream()
        .filter(agent -> agent.get("login").asString().equals(login(name)))
        .map(agent -> agent.get("id").asString())
        .findFirst()
        .orElseThrow();
  }

  /// A program says something in the newest conversation, in the name of a counsellor.
  void sayByProgram(String name, String parts) {
    var id = conversations().getFirst().get("id").asString();
    var body = "{\"agent\":\"%s\",\"parts\":%s}".formatted(agent(name), parts);
    post("POST", "/api/v1/conversations/" + id + "/messages", body);
  }

  /// The id of the last file in the newest conversation.
  String lastFile() {
    var id = conversations().getFirst().get("id").asString();
    return api.all("/api/v1/conversations/" + id + "/messages").stream()
        .flatMap(message -> message.get("parts").valueStream())
        .map(part -> part.path("fileId").asString(""))
        .filter(file -> !file.isEmpty())
        .reduce("", (_, last) -> last);
  }

  /// What is stored of all conversations, newest first.
  List<JsonNode> conversations() {
    return api.all("/api/v1/conversations");
  }

  private void post(String method, String path, String body) {
    var answer =
        path.endsWith("/messages") || path.endsWith("/notices")
            ? api.send(method, path, body, "Idempotency-Key", "past-" + serials.incrementAndGet())
            : api.send(method, path, body);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
  }

  /// Another system tells of an act of the customer of the newest conversation.
  void happened(String event) {
    var customer = conversations().getFirst().get("customer").asString();
    post("POST", "/api/v1/customers/" + customer + "/events", event);
  }

  /// Closes the windows. Unless the test has failed already, every page must have been quiet; when
  /// it has, the windows are kept as pictures.
  void leave(boolean failed) {
    try {
      for (int i = 0; i < windows.size(); i++) {
        if (failed) {
          windows.get(i).picture("failed-" + test + "-" + i);
        } else {
          windows.get(i).assertQuiet(console(), gateway());
        }
      }
      if (!failed) {
        var written = Files.readString(log);
        // A chosen digit is in every date.
        said.stream()
            .filter(text -> text.length() > 2)
            .forEach(text -> assertThat(written).as("the server's log").doesNotContain(text));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      windows.forEach(Window::close);
      provider.close();
      api.close();
    }
  }
}
