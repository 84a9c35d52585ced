package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import kr.ondam.channel.bot.FakeBot;
import kr.ondam.channel.kakao.FakeDealer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pictures, films and sounds of a bot over the running server, from its answer to the dealer.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BotPicturesEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String SHOWN =
      "{\"messages\":[[{\"k\":\"text\",\"text\":\"보세요 %s\"},{\"k\":\"image\",\"url\":\"%s\"}]]}";

  private final FakeDealer dealer = new FakeDealer();
  private final FakeBot bot = new FakeBot();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  private int serial;

  @BeforeAll
  void start(@TempDir Path folder) {
    var account = bot.account("life-bot", "b_life_bot_0001", "'life-kakao, life-web'", "");
    server = new TestServer(folder, dealer.uri(), List.of(account));
  }

  @AfterAll
  void close() {
    server.close();
    bot.close();
    dealer.close();
  }

  /// The customer asks, and the bot answers a text and a picture.
  private void shows(String user, String url) {
    answers(user, SHOWN.formatted(user, url));
  }

  private void answers(String user, String answer) {
    bot.next(200, answer);
    var body =
        "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"%s\",\"serial_number\":%d,\"type\":\"text\",\"contents\":[\"사진\"]}";
    assertThat(server.post(LIFE, "message", body.formatted(user, LIFE.sender(), user, ++serial)))
        .isEqualTo(200);
  }

  private FakeDealer.Call sent(String user, Predicate<FakeDealer.Call> wanted) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                dealer.calls().stream()
                    .filter(call -> call.body().path("user_key").asString("").equals(user))
                    .filter(wanted)
                    .findFirst()
                    .orElse(null),
            call -> call != null);
  }

  private static boolean ofTheDealer(FakeDealer.Call call) {
    return call.body().toString().contains("/dna/") && !call.body().toString().contains("bot.png");
  }

  @Test
  void aPictureByAddressIsCopiedAndHandedToTheDealerAfterTheWords() {
    var events = server.events(LIFE);
    shows("pic-1", dealer.uri() + "/dna/bot.png");
    assertThat(sent("pic-1", BotPicturesEndToEndTest::ofTheDealer).complaint()).isEmpty();
    assertThat(dealer.calls()).anyMatch(call -> call.path().endsWith("/upload"));
    assertThat(sent("pic-1", call -> call.text().equals("보세요 pic-1"))).isNotNull();
    var copy = events.await("attachment.changed", d -> d.get("state").asString().equals("READY"));
    var path = "/api/v1/attachments/" + copy.get("id").asString();
    assertThat(server.api(LIFE, "GET", path, "").statusCode()).isEqualTo(200);
    assertThat(server.api(CARD, "GET", path, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aFilmAndASoundByAddressAreHandedToTheDealer() {
    var film = SHOWN.replace("image", "video").formatted("pic-4", dealer.uri() + "/dna/bot.mp4");
    answers("pic-4", film);
    var shown = sent("pic-4", call -> call.body().toString().contains("\"VIDEO\""));
    assertThat(shown.complaint()).isEmpty();
    var sound = SHOWN.replace("image", "audio").formatted("pic-5", dealer.uri() + "/dna/bot.m4a");
    answers("pic-5", sound);
    var heard = sent("pic-5", call -> call.body().toString().contains("\"AUDIO\""));
    assertThat(heard.complaint()).isEmpty();
    assertThat(heard.body().at("/attachment/file/file_name").asString()).endsWith(".m4a");
  }

  @Test
  void inTheWebChatTheWordsComeAtOnceAndThePictureWhenItIsCopied() {
    try (var visitor = ChatVisitor.named(server, LIFE, "홍길동", null)) {
      dealer.hold();
      bot.next(200, SHOWN.formatted("web", dealer.uri() + "/dna/web.png"));
      var line = visitor.open();
      line.say("w1", "사진");
      var said = line.await("msg", f -> f.at("/parts/0/text").asString("").equals("보세요 web"));
      var path = "/chat/v1/attachments/" + said.at("/parts/1/fileId").asString();
      String[] mine = {"Origin", ChatVisitor.ORIGIN, "Authorization", "Bearer " + visitor.token()};
      var early = server.send("GET", path + "/thumbnail", "", mine);
      assertThat(early.statusCode()).isEqualTo(503);
      assertThat(early.headers().firstValue("retry-after")).contains("1");
      dealer.letGo();
      await()
          .atMost(PATIENCE)
          .until(() -> server.send("GET", path + "/thumbnail", "", mine).statusCode() == 200);
      assertThat(server.send("GET", path, "", mine).headers().firstValue("content-type"))
          .contains("image/png");
    }
  }

  @Test
  void aSoundIsCopiedAndGoesOnAndIsDownloadedInTheWebChat() {
    var sound =
        "{\"messages\":[[{\"k\":\"text\",\"text\":\"들어 보세요\"},{\"k\":\"audio\",\"url\":\"%s/dna/a.mp3\"}]]}"
            .formatted(dealer.uri());
    answers("snd-1", sound);
    var file = sent("snd-1", call -> call.body().toString().contains(".mp3\""));
    assertThat(file.complaint()).isEmpty();
    assertThat(file.body().toString()).contains("/dna/").doesNotContain("a.mp3");
    try (var visitor = ChatVisitor.named(server, LIFE, "홍길동", null)) {
      bot.next(200, sound);
      var line = visitor.open();
      line.say("s1", "소리");
      var said = line.await("msg", f -> f.at("/parts/1/k").asString("").equals("audio"));
      var path = "/chat/v1/attachments/" + said.at("/parts/1/fileId").asString();
      String[] mine = {"Origin", ChatVisitor.ORIGIN, "Authorization", "Bearer " + visitor.token()};
      var got =
          await()
              .atMost(PATIENCE)
              .until(() -> server.send("GET", path, "", mine), r -> r.statusCode() == 200);
      assertThat(got.headers().firstValue("content-disposition").orElseThrow()).contains(".mp3");
      assertThat(got.body()).startsWith("ID3");
    }
  }

  @Test
  void aPictureInTheAnswerItselfIsHandedToTheDealer() {
    var data = Base64.getEncoder().encodeToString(FakeDealer.photo());
    shows("pic-2", "data:image/png;base64," + data);
    assertThat(sent("pic-2", BotPicturesEndToEndTest::ofTheDealer).complaint()).isEmpty();
  }

  @Test
  void onlyTheAddressGoesOfAPictureOnAHostThatIsNotAllowed() {
    var url = "http://127.0.0.1:9/bot.png";
    shows("pic-3", url);
    assertThat(sent("pic-3", call -> call.text().contains(url))).isNotNull();
    assertThat(
            dealer.calls().stream()
                .filter(call -> call.body().path("user_key").asString("").equals("pic-3")))
        .noneMatch(BotPicturesEndToEndTest::ofTheDealer);
  }
}
