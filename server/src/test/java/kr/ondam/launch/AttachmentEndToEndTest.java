package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Photos of customers over the running server, from the dealer's call to the copy.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AttachmentEndToEndTest {
  private static final String NOBODYS = "3e0f1b9c-7d52-4a83-9f10-5c6b7a8d9e0f";

  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private TestEvents events;

  private int serial;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
    events = server.events(LIFE);
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  private JsonNode sent(String user, String url, String state) {
    var contents = "\"contents\":[{\"url\":\"%s\",\"comment\":\"영수증이요\"}]";
    return sent(user, "photo", contents.formatted(url), url, state);
  }

  private JsonNode sent(String user, String type, String contents, String url, String state) {
    var body =
        "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"serial_number\":%d,\"type\":\"%s\",%s}"
            .formatted(user, LIFE.sender(), ++serial, type, contents);
    assertThat(server.post(LIFE, "message", body)).isEqualTo(200);
    var received =
        events.await("message.received", d -> d.at("/parts/0/url").asString("").equals(url));
    var conversation = received.get("conversation").asString();
    return events.await(
        "attachment.changed",
        d ->
            d.get("conversation").asString().equals(conversation)
                && d.get("state").asString().equals(state));
  }

  @Test
  void aPhotoIsCopiedShownAndOnlyForItsTenant() {
    // Sixteen digits that look like the number of a card must not be masked in an address.
    var photo = sent("att-1", dealer.uri() + "/dna/4111111111111111/i_1.png", "READY");
    var path = "/api/v1/attachments/" + photo.get("id").asString();
    var answer = server.api(LIFE, "GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("image/png");
    assertThat(answer.headers().firstValue("content-security-policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment;");
    assertThat(server.api(LIFE, "GET", path + "/thumbnail", "").statusCode()).isEqualTo(200);
    assertThat(server.api(CARD, "GET", path, "").statusCode()).isEqualTo(404);
    assertThat(server.api(CARD, "GET", path + "/thumbnail", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "video; mp4; \"content\":\"URL\"; video/mp4",
        "video; mp4; \"contents\":[{\"url\":\"URL\"}]; video/mp4",
        "video; mp4; \"content\":{\"url\":\"URL\"}; video/mp4",
        "video; mp4; \"attachment\":{\"url\":\"URL\"}; video/mp4",
        "audio; m4a; \"content\":\"{\\\"url\\\":\\\"URL\\\"}\"; audio/mp4",
        "audio; m4a; \"contents\":[\"URL\"]; audio/mp4"
      })
  void filmsAndVoiceMessagesOfCustomersAreCopiedInEveryShape(
      String type, String ending, String contents, String mime) {
    var url = dealer.uri() + "/dna/" + serial + "/i_1." + ending;
    var copied = sent("att-v" + serial, type, contents.replace("URL", url), url, "READY");
    assertThat(copied.get("type").asString()).isEqualTo(mime);
    assertThat(copied.get("kind").asString()).isEqualToIgnoringCase(type);
    var path = "/api/v1/attachments/" + copied.get("id").asString();
    var answer = server.api(LIFE, "GET", path, "");
    assertThat(answer.body()).isEqualTo(type.equals("video") ? FakeDealer.FILM : FakeDealer.VOICE);
    assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment; filename=\"" + type + "-")
        .contains("." + ending + "\"");
    assertThat(answer.headers().firstValue("content-type")).contains("application/octet-stream");
    assertThat(copied.get("bytes").asInt()).isEqualTo(answer.body().length());
  }

  @Test
  void whatAnAgentRecordsGoesOutAsWhatItIs() {
    var agent = server.agent(LIFE, "kim");
    var own = assigned(agent, "att-8");
    var sounds = Map.of("안내.mp4", FakeDealer.FILM, "녹음.m4a", FakeDealer.VOICE, "노래.mp3", "ID3\4");
    for (var name : List.of("안내.mp4", "녹음.m4a", "노래.mp3")) {
      var query = "name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
      var upload =
          server.api(
              LIFE,
              "POST",
              "/api/v1/attachments?" + query + "&conversation=" + own,
              sounds.getOrDefault(name, ""));
      assertThat(upload.statusCode()).as(upload.body()).isEqualTo(201);
      var id = JsonMapper.shared().readTree(upload.body()).get("fileId").asString();
      var said = "{\"agent\":\"%s\",\"parts\":[{\"k\":\"file\",\"fileId\":\"%s\"}]}";
      var answer =
          server.api(
              LIFE,
              "POST",
              "/api/v1/conversations/" + own + "/messages",
              said.formatted(agent, id));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      var message = JsonMapper.shared().readTree(answer.body());
      var kind = name.endsWith(".mp4") ? "video" : "audio";
      assertThat(message.at("/parts/0/k").asString()).isEqualTo(kind);
      assertThat(message.at("/parts/0/name").asString()).isEqualTo(name);
      assertThat(message.at("/parts/0/fileId").asString()).isEqualTo(id);
      assertThat(message.get("losses")).isEmpty();
      var bubble =
          await()
              .until(
                  () ->
                      dealer.calls().stream()
                          .filter(call ->
                              call.body()
                                  .at("/attachment/file/file_name")
                                  .asString("")
                                  .equals(name))
                          .findFirst(),
                  Optional::isPresent)
              .orElseThrow();
      assertThat(bubble.complaint()).isEmpty();
      assertThat(bubble.body().path("chat_bubble_type").asString()).isEqualToIgnoringCase(kind);
    }
  }

  /// A conversation of the customer that the agent has taken.
  private String assigned(String agent, String user) {
    server.api(LIFE, "PUT", "/api/v1/agents/" + agent + "/presence", "{\"presence\":\"READY\"}");
    var photo = sent(user, dealer.uri() + "/dna/" + user + "/i_1.png", "READY");
    var own = photo.get("conversation").asString();
    var offer = await().until(() -> offer(own), o -> !o.isMissingNode()).get("id").asString();
    server.api(LIFE, "POST", "/api/v1/offers/" + offer + "/accept", "{}");
    return own;
  }

  @Test
  void BT61_anAgentsFileIsSentInItsConversationOnly() {
    var agent = server.agent(LIFE, "kim");
    var own = assigned(agent, "att-9");
    var upload =
        server.api(
            LIFE,
            "POST",
            "/api/v1/attachments?name=%EC%95%BD%EA%B4%80.txt&conversation=" + own,
            "약관");
    assertThat(upload.statusCode()).as(upload.body()).isEqualTo(201);
    var file = JsonMapper.shared().readTree(upload.body());
    assertThat(file.get("name").asString()).isEqualTo("약관.txt");
    var id = file.get("fileId").asString();
    var keyed = "/api/v1/attachments?name=a.txt&conversation=" + own;
    var once = server.api(LIFE, "POST", keyed, "약관 2", "Idempotency-Key", "u1");
    var twice = server.api(LIFE, "POST", keyed, "약관 2", "Idempotency-Key", "u1");
    assertThat(twice.statusCode()).as(twice.body()).isEqualTo(201);
    assertThat(twice.body()).isEqualTo(once.body());
    var reused = server.api(LIFE, "POST", keyed, "약관 3", "Idempotency-Key", "u1");
    assertThat(reused.body()).contains("idempotency_key_reused");
    var path = "/api/v1/conversations/" + own + "/messages";
    var said = "{\"agent\":\"%s\",\"parts\":[{\"k\":\"file\",\"fileId\":\"%s\"}]}";
    assertThat(server.api(LIFE, "POST", path, said.formatted(agent, NOBODYS)).statusCode())
        .isEqualTo(404);
    assertThat(
            server
                .api(CARD, "POST", "/api/v1/attachments?name=a.txt&conversation=" + own, "x")
                .statusCode())
        .isEqualTo(404);
    var answer = server.api(LIFE, "POST", path, said.formatted(agent, id), "Idempotency-Key", "f1");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    var again = server.api(LIFE, "POST", path, said.formatted(agent, id), "Idempotency-Key", "f1");
    assertThat(JsonMapper.shared().readTree(again.body()).get("id"))
        .isEqualTo(JsonMapper.shared().readTree(answer.body()).get("id"));
    var read = server.api(LIFE, "GET", "/api/v1/attachments/" + id, "");
    assertThat(read.body()).isEqualTo("약관");
    var head =
        server.send(
            "HEAD", "/api/v1/attachments/" + id, "", "Authorization", "Bearer " + LIFE.apiKey());
    assertThat(head.headers().firstValue("content-length")).contains("6");
    assertThat(head.body()).isEmpty();
    assertThat(read.headers().firstValue("content-type")).contains("application/octet-stream");
    assertThat(server.api(CARD, "GET", "/api/v1/attachments/" + id, "").statusCode())
        .isEqualTo(404);
  }

  private JsonNode offer(String conversation) {
    for (JsonNode offer : server.get(LIFE, "/api/v1/offers").get("items")) {
      if (offer.get("conversation").asString().equals(conversation)) {
        return offer;
      }
    }
    return MissingNode.getInstance();
  }

  @Test
  void BT62_aProgramIsNotTakenAndMoreThanAFileMayHaveIs413() {
    var photo = sent("att-8", dealer.uri() + "/dna/8/i_1.png", "READY");
    var path =
        "/api/v1/attachments?name=a.pdf&conversation=" + photo.get("conversation").asString();
    var program = server.api(LIFE, "POST", path, "MZ and more");
    assertThat(program.statusCode()).isEqualTo(422);
    assertThat(program.body()).contains("file_not_allowed");
    assertThat(server.api(LIFE, "POST", path, "").statusCode()).isEqualTo(422);
    assertThat(server.api(LIFE, "POST", path, "%PDF-" + "x".repeat(1_000_000)).statusCode())
        .isEqualTo(201);
  }

  @Test
  void HT13_whoMayNotIsAnsweredBeforeAnyByteOfTheFileIsSent() throws IOException {
    var api = "/api/v1/attachments?name=a.pdf&conversation=" + NOBODYS;
    assertThat(answerToHead(api, "nobodys-key")).isEqualTo("401");
    assertThat(answerToHead(api, LIFE.apiKey() + "-reader")).isEqualTo("403");
    assertThat(answerToHead(api, LIFE.apiKey())).isEqualTo("404");
    assertThat(answerToHead("/chat/v1/attachments?name=a.pdf", "x".repeat(43))).isEqualTo("401");
  }

  /// The status of the answer to a head whose file does not come.
  private String answerToHead(String path, String bearer) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
      socket.setSoTimeout(20_000);
      var head =
          "POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Length: 5000000\r\n\r\n";
      socket
          .getOutputStream()
          .write(head.formatted(path, bearer).getBytes(StandardCharsets.ISO_8859_1));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).contains("connection: close");
      return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 401".length());
    }
  }

  @Test
  void KK49_aPhotoFromElsewhereIsBlockedAndItsMessageStored() {
    var photo = sent("att-2", "http://169.254.169.254/latest.png", "FAILED");
    assertThat(photo.get("reason").asString()).isEqualTo("blocked");
    var path = "/api/v1/attachments/" + photo.get("id").asString();
    var fetch = server.api(LIFE, "POST", path + "/fetch", "");
    assertThat(fetch.statusCode()).as(fetch.body()).isEqualTo(409);
    assertThat(fetch.body()).contains("not_missing");
    assertThat(server.api(CARD, "POST", path + "/fetch", "").statusCode()).isEqualTo(404);
    assertThat(server.api(LIFE, "GET", path, "").statusCode()).isEqualTo(404);
    var list = "/api/v1/conversations/" + photo.get("conversation").asString() + "/attachments";
    assertThat(server.get(LIFE, list).at("/items/0/state").asString()).isEqualTo("FAILED");
    await().until(() -> recorded().contains("attachment.blocked life-kakao "));
  }

  /// Action, object and address of what stands in the audit record.
  private List<String> recorded() {
    var record = server.server().features().auditRecord();
    return record.latest(new TenantId(LIFE.tenant()), 100).stream()
        .map(event -> event.action() + " " + event.object() + " " + event.remoteAddress())
        .toList();
  }

  @Test
  void KK02_aCallForAnotherSenderKeyStandsInTheAuditRecord() {
    var body = "{\"user_key\":\"u\",\"sender_key\":\"%s\",\"serial_number\":1,\"type\":\"text\"}";
    assertThat(server.post(LIFE, "message", body.formatted(CARD.sender()))).isEqualTo(403);
    assertThat(recorded()).contains("channel.call_refused life-kakao 127.0.0.1");
  }

  @Test
  void whatIsGoneIsSaid() {
    assertThat(sent("att-3", dealer.uri() + "/gone.jpg", "FAILED").get("reason").asString())
        .isEqualTo("gone");
  }
}
