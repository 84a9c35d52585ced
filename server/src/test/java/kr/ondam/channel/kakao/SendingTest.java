package kr.ondam.channel.kakao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.SettingProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SendingTest {
  private final FakeDealer dealer = new FakeDealer();
  private final KakaoCounsel kakao = new KakaoCounsel(Optional::of, KakaoCounsel.client());
  private final ChannelAccount account = Accounts.kakao("happytalk-v3", dealer.uri());

  @AfterEach
  void close() {
    dealer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"happytalk-v1", "happytalk-v3"})
  void sendsWhatTheDealerAcceptsInEveryProfile(String profile) {
    var mine = Accounts.kakao(profile, dealer.uri());
    for (ProviderCall call : kakao.plan(mine, reply("안녕하세요"))) {
      assertThat(kakao.send(mine, call)).isEqualTo(new Outcome.Ok(""));
    }
    assertThat(dealer.calls()).hasSize(1);
    assertThat(dealer.calls().getFirst().complaint()).isEmpty();
    assertThat(dealer.calls().getFirst().secret()).isEqualTo("s3cret");
    assertThat(dealer.calls().getFirst().text()).isEqualTo("안녕하세요");
  }

  @Test
  void plansTheGoldenBodies() {
    assertThat(kakao.plan(account, reply("확인해 보겠습니다.")).getFirst().body())
        .isEqualTo(
            """
            {"user_key":"Qv3kX0a9TzLm","sender_key":"0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",\
            "serial_number":"1-0","chat_bubble_type":"TEXT","message":"확인해 보겠습니다."}\
            """);
    assertThat(
            kakao.plan(Accounts.kakao("happytalk-v1", dealer.uri()), reply("네.")).getFirst().body())
        .isEqualTo(
            """
            {"user_key":"Qv3kX0a9TzLm","sender_key":"0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",\
            "serial_number":"1-0","message_type":"TX","message":"네."}\
            """);
  }

  @Test
  void splitsLongTextsAtSentencesIntoBubblesOf900() {
    var text = "오늘 출고되어 내일 도착할 예정입니다. ".repeat(120).strip();
    var calls = kakao.plan(account, reply(text));
    calls.forEach(call -> kakao.send(account, call));
    var texts = dealer.calls().stream().map(FakeDealer.Call::text).toList();
    assertThat(texts).hasSizeGreaterThan(2).allMatch(t -> t.length() <= 900 && t.endsWith("."));
    assertThat(String.join(" ", texts)).isEqualTo(text);
  }

  @Test
  void neverCutsACharacterInTwo() {
    assertThat(Sentences.split("a" + "😀".repeat(1000), 900))
        .allMatch(p -> p.length() <= 900 && !Character.isHighSurrogate(p.charAt(p.length() - 1)));
  }

  @Test
  void theSerialIsTheSameOnEveryTryAndFitsTheDealer() {
    var outbound =
        new Outbound(
            new UUID(-1, -1), account.tenant(), account.id(), "u", null, reply("x").parts());
    var first = kakao.plan(account, outbound).getFirst().serial();
    assertThat(first).isEqualTo(kakao.plan(account, outbound).getFirst().serial());
    assertThat(first.length()).isLessThanOrEqualTo(30);
  }

  @Test
  void aRepeatedSerialCountsAsSent() {
    var call = kakao.plan(account, reply("한 번만")).getFirst();
    assertThat(kakao.send(account, call)).isInstanceOf(Outcome.Ok.class);
    assertThat(kakao.send(account, call)).isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void mapsEveryAnswerToItsOutcome() {
    assertThat(after(200, "{\"code\":0}")).isInstanceOf(Outcome.Ok.class);
    assertThat(after(200, "{\"code\":-502,\"message\":\"x\"}"))
        .isEqualTo(new Outcome.SessionGone());
    assertThat(after(200, "{\"code\":\"-502\"}")).isEqualTo(new Outcome.SessionGone());
    assertThat(after(200, "{\"code\":-501,\"message\":\"InvalidSenderException\"}"))
        .isEqualTo(new Outcome.Permanent("-501", "InvalidSenderException"));
    assertThat(after(200, "<html>")).isInstanceOf(Outcome.Uncertain.class);
    assertThat(after(200, "{\"pad\":\"" + "x".repeat(70_000) + "\"}"))
        .isInstanceOf(Outcome.Uncertain.class);
    assertThat(after(302, "")).isInstanceOf(Outcome.Permanent.class);
    assertThat(after(401, "")).isInstanceOf(Outcome.Unauthorised.class);
    assertThat(after(403, "")).isInstanceOf(Outcome.Unauthorised.class);
    assertThat(after(500, "")).as("it may have been taken").isInstanceOf(Outcome.Uncertain.class);
    assertThat(after(503, "")).isInstanceOf(Outcome.Retry.class);
    assertThat(after(0, "")).isInstanceOf(Outcome.Uncertain.class);
    dealer.next(new FakeDealer.Answer(429, Map.of("retry-after", "7"), ""));
    assertThat(sendOne()).isEqualTo(new Outcome.Throttled(Duration.ofSeconds(7)));
    dealer.next(new FakeDealer.Answer(503, Map.of("retry-after", "30"), ""));
    assertThat(sendOne()).isEqualTo(new Outcome.Retry(Duration.ofSeconds(30), "HTTP 503"));
  }

  @Test
  void anUnreachableDealerIsTriedAgain() {
    var gone = Accounts.kakao("happytalk-v3", URI.create("http://127.0.0.1:1"));
    assertThat(kakao.send(gone, kakao.plan(gone, reply("x")).getFirst()))
        .isInstanceOf(Outcome.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"happytalk-v1", "happytalk-v3"})
  void theFarewellComesBeforeTheEndOfTheSession(String profile) {
    var polite = polite(profile);
    var calls = kakao.plan(polite, closed("AGENT"));
    for (var call : calls) {
      assertThat(kakao.send(polite, call)).isEqualTo(new Outcome.Ok(""));
    }
    assertThat(dealer.calls()).extracting(FakeDealer.Call::complaint).containsOnly("");
    assertThat(dealer.calls().getFirst().text()).isEqualTo("이용해 주셔서 고맙습니다.");
    assertThat(dealer.calls().getFirst().body().get("serial_number").asString()).isEqualTo("1-0f");
    assertThat(dealer.calls().getLast().path()).endsWith("/chat/end");
    assertThat(calls).hasSize(2);
    assertThat(kakao.plan(polite, closed("CUSTOMER"))).hasSize(1);
    assertThat(kakao.plan(account, closed("AGENT"))).as("none by default").hasSize(1);
  }

  @Test
  void aFarewellIsDoneWithoutAndTheEndIsNot() {
    var polite = polite("happytalk-v3");
    var calls = kakao.plan(polite, closed("AGENT"));
    assertThat(calls).extracting(kakao::dispensable).containsExactly(true, false);
    assertThat(kakao.plan(account, reply("x"))).extracting(kakao::dispensable).containsOnly(false);
    dealer.next(200, "{\"code\":-502}");
    assertThat(kakao.send(polite, calls.getFirst())).as("gone").isEqualTo(new Outcome.Ok(""));
    dealer.next(200, "{\"code\":-501,\"message\":\"x\"}");
    assertThat(kakao.send(polite, calls.getFirst())).isInstanceOf(Outcome.Permanent.class);
    dealer.next(0, "");
    assertThat(kakao.send(polite, calls.getFirst())).isInstanceOf(Outcome.Uncertain.class);
  }

  @Test
  void aFarewellThatIsTooLongIsASettingProblem() {
    assertThat(KakaoCounsel.problems("", Map.of("farewell", "가".repeat(1001))))
        .extracting(SettingProblem::key)
        .containsExactly("farewell");
    assertThat(KakaoCounsel.problems("", Map.of("client-id", "x"))).isEmpty();
  }

  private ChannelAccount polite(String profile) {
    return Accounts.kakao(profile, dealer.uri(), Map.of("farewell", "이용해 주셔서 고맙습니다."), List.of());
  }

  private Outbound closed(String reason) {
    var line = new Part.SystemEvent(Part.SystemEvent.CLOSED, Map.of("reason", reason));
    return new Outbound(
        new UUID(0, 1), account.tenant(), account.id(), "Qv3kX0a9TzLm", null, List.of(line));
  }

  private static OutboundFile picture(int width, int height) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    return file("image/png", out.toByteArray());
  }

  private static OutboundFile file(String mime, byte[] bytes) {
    return new OutboundFile(
        new UUID(0, 7), "약관 \"1\".png", mime, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private Outbound showing(OutboundFile file, Part... parts) {
    return new Outbound(
            new UUID(0, 1), account.tenant(), account.id(), "Qv3kX0a9TzLm", null, List.of(parts))
        .with(List.of(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"happytalk-v1", "happytalk-v3"})
  void aPictureIsHandedOverAndThenSent(String profile) throws IOException {
    var mine = Accounts.kakao(profile, dealer.uri());
    var file = picture(640, 480);
    var calls =
        kakao.plan(
            mine, showing(file, new Part.Text("여기요"), new Part.Image(null, null, file.id())));
    assertThat(calls).hasSize(2);
    for (var call : calls) {
      assertThat(kakao.send(mine, call)).isEqualTo(new Outcome.Ok(""));
    }
    assertThat(dealer.calls()).extracting(FakeDealer.Call::complaint).containsOnly("");
    var upload = dealer.calls().get(1);
    assertThat(upload.body().path("image_type").asString("")).isEqualTo("IM");
    assertThat(upload.body().path("image").asLong(0)).isEqualTo(file.size());
    assertThat(upload.secret()).isEqualTo("s3cret");
    assertThat(calls.get(1).upload()).isNotNull();
    assertThat(calls.get(1).body())
        .endsWith(
            profile.equals("happytalk-v1")
                ? "\"message_type\":\"IM\",\"image_url\":\"${file.url}\"}"
                : "\"chat_bubble_type\":\"IMAGE\",\"attachment\":{\"image\":{\"img_url\":\"${file.url}\"}}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"happytalk-v1", "happytalk-v3"})
  void aFileIsHandedOverAndThenSent(String profile) {
    var mine = Accounts.kakao(profile, dealer.uri());
    var file = file("application/pdf", new byte[] {1, 2, 3});
    var call = kakao.plan(mine, showing(file, new Part.File(null, "약관.pdf", file.id()))).getFirst();
    assertThat(kakao.send(mine, call)).isEqualTo(new Outcome.Ok(""));
    assertThat(dealer.calls()).extracting(FakeDealer.Call::complaint).containsOnly("");
    assertThat(dealer.calls()).hasSize(2);
    assertThat(call.body()).contains("\"file_name\":\"약관.pdf\",\"file_size\":3");
  }

  @Test
  void aPictureThatTheDealerWouldNotTakeIsNotHandedOver() throws IOException {
    assertThat(shown(picture(2001, 1000))).isEqualTo(new Outcome.Permanent("image_ratio", ""));
    assertThat(shown(picture(740, 1000))).isEqualTo(new Outcome.Permanent("image_ratio", ""));
    assertThat(shown(file("image/webp", new byte[] {1})))
        .isEqualTo(new Outcome.Permanent("image_type", "image/webp"));
    assertThat(shown(file("image/png", new byte[5 * 1024 * 1024 + 1])))
        .isEqualTo(new Outcome.Permanent("image_size", "5242881 bytes"));
    assertThat(dealer.calls()).isEmpty();
    var lax = Accounts.kakao("", dealer.uri(), Map.of("image-ratio", "any"), List.of());
    var tall = picture(500, 1000);
    var image = showing(tall, new Part.Image(null, null, tall.id()));
    assertThat(kakao.send(lax, kakao.plan(lax, image).getFirst())).isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void aFileThatWasNotTakenIsTriedAgainOrRefused() throws IOException {
    dealer.next(0, "");
    assertThat(shown(picture(640, 480))).isInstanceOf(Outcome.Retry.class);
    dealer.next(503, "");
    assertThat(shown(picture(640, 480))).isInstanceOf(Outcome.Retry.class);
    dealer.next(200, "{\"code\":-1,\"message\":\"too large\"}");
    assertThat(shown(picture(640, 480))).isEqualTo(new Outcome.Permanent("-1", "too large"));
    dealer.next(401, "");
    assertThat(shown(picture(640, 480))).isInstanceOf(Outcome.Unauthorised.class);
    assertThat(dealer.calls()).as("nothing was sent").hasSize(4);
    assertThatThrownBy(() ->
            kakao.plan(account, showing(picture(1, 1), new Part.File(null, "x", new UUID(0, 9)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileOfOursThatIsMissingIsNotTheDealersFault() {
    var gone =
        new OutboundFile(
            new UUID(0, 7),
            "a.png",
            "image/png",
            3,
            () -> {
              throw new NoSuchFileException("a");
            });
    assertThat(shown(gone)).isEqualTo(new Outcome.Permanent("file_gone", ""));
    assertThat(dealer.calls()).isEmpty();
  }

  @Test
  void theOlderProfileTakesTenShortQuickReplies() {
    var old = kakao.capabilities(Accounts.kakao("happytalk-v1", dealer.uri())).choices();
    assertThat(old.most()).isEqualTo(10);
    assertThat(old.label()).isEqualTo(14);
    assertThat(old.calls()).isFalse();
    assertThat(kakao.capabilities(account).choices().most()).isEqualTo(5);
  }

  /// How it ends that a picture is handed over.
  private Outcome shown(OutboundFile file) {
    var image = showing(file, new Part.Image(null, null, file.id()));
    if (kakao.send(account, kakao.plan(account, image).getFirst())
        instanceof Outcome.Aside(var before)) {
      return before;
    }
    throw new AssertionError("it was sent");
  }

  @Test
  void quickRepliesHangOnTheWordsBeforeThem() {
    var choices = new Part.QuickReplies(List.of(choice("네"), choice("아니요")));
    assertThat(bodies("happytalk-v1", new Part.Text("맞나요?"), choices))
        .singleElement()
        .asString()
        .endsWith(
            """
            "message_type":"LI","message":"맞나요?","supplement":{"quick_reply":[\
            {"name":"네","type":"BK"},{"name":"아니요","type":"BK"}]}}\
            """);
    assertThat(bodies("happytalk-v3", new Part.Text("맞나요?"), choices))
        .singleElement()
        .asString()
        .endsWith(
            """
            "chat_bubble_type":"TEXT","message":"맞나요?","attachment":{"buttons":[\
            {"name":"네","type":"BK"},{"name":"아니요","type":"BK"}]}}\
            """);
    assertThat(bodies("happytalk-v3", choices)).singleElement().asString().contains("선택해 주세요.");
    assertThat(dealer.calls()).extracting(FakeDealer.Call::complaint).containsOnly("");
  }

  @Test
  void choicesThatDoNotFitAreWords() {
    var six = new Part.QuickReplies(Collections.nCopies(6, choice("네")));
    assertThat(bodies("happytalk-v3", six).getFirst()).contains("1) 네").doesNotContain("buttons");
    assertThat(bodies("happytalk-v1", six).getFirst()).contains("quick_reply");
    var eleven = new Part.QuickReplies(Collections.nCopies(11, choice("네")));
    assertThat(bodies("happytalk-v1", eleven).getFirst()).contains("11) 네");
    var wordy = new Part.QuickReplies(List.of(choice("가".repeat(29))));
    assertThat(bodies("happytalk-v3", wordy).getFirst()).doesNotContain("buttons");
    assertThat(dealer.calls()).extracting(FakeDealer.Call::complaint).containsOnly("");
  }

  @Test
  void aCardIsWordsWithButtons() {
    var card =
        new Part.Card(
            null,
            "보험금 청구",
            "서류를 확인하세요",
            List.of(
                new Part.Button("안내", Part.ButtonAction.LINK, "https://www.example.kr/claim"),
                choice("상담원")));
    assertThat(bodies("happytalk-v1", card).getFirst())
        .endsWith(
            """
            "message_type":"LI","message":"보험금 청구\\n서류를 확인하세요","links":[\
            {"name":"안내","type":"WL","url_mobile":"https://www.example.kr/claim",\
            "url_pc":"https://www.example.kr/claim"},{"name":"상담원","type":"BK"}]}\
            """);
    assertThat(bodies("happytalk-v3", new Part.Carousel(List.of(card, card)))).hasSize(2);
    var call = new Part.Button("전화", Part.ButtonAction.PHONE, "15881234");
    assertThat(bodies("happytalk-v3", new Part.Card(null, "t", "", List.of(call))).getFirst())
        .contains("전화: 15881234");
    assertThat(dealer.calls()).extracting(FakeDealer.Call::complaint).containsOnly("");
  }

  private static Part.Button choice(String label) {
    return new Part.Button(label, Part.ButtonAction.REPLY, "");
  }

  private List<String> bodies(String profile, Part... parts) {
    var mine = Accounts.kakao(profile, dealer.uri());
    var id = UUID.randomUUID();
    var outbound = new Outbound(id, mine.tenant(), mine.id(), "Qv3kX0a9TzLm", null, List.of(parts));
    var calls = kakao.plan(mine, outbound);
    calls.forEach(call -> kakao.send(mine, call));
    return calls.stream().map(ProviderCall::body).toList();
  }

  private Outcome after(int status, String body) {
    dealer.next(status, body);
    return sendOne();
  }

  private Outcome sendOne() {
    return kakao.send(account, kakao.plan(account, reply("네")).getFirst());
  }

  private Outbound reply(String text) {
    return new Outbound(
        new UUID(0, 1),
        account.tenant(),
        account.id(),
        "Qv3kX0a9TzLm",
        "301775512",
        List.of(new Part.Text(text)));
  }
}
