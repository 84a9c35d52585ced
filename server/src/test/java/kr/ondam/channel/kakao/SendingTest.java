package kr.ondam.channel.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outbound;
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
    assertThat(after(500, "")).isInstanceOf(Outcome.Retry.class);
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
  void aFarewellThatIsRefusedKeepsNoSessionOpen() {
    var polite = polite("happytalk-v3");
    var farewell = kakao.plan(polite, closed("AGENT")).getFirst();
    for (var answer : List.of("{\"code\":-502}", "{\"code\":-501,\"message\":\"x\"}")) {
      dealer.next(200, answer);
      assertThat(kakao.send(polite, farewell)).isEqualTo(new Outcome.Ok(""));
    }
    dealer.next(503, "");
    assertThat(kakao.send(polite, farewell)).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void aFarewellThatIsTooLongIsASettingProblem() {
    assertThat(KakaoCounsel.problems(Map.of("farewell", "가".repeat(1001))))
        .extracting(SettingProblem::key)
        .containsExactly("farewell");
    assertThat(KakaoCounsel.problems(Map.of("client-id", "x"))).isEmpty();
  }

  private ChannelAccount polite(String profile) {
    return Accounts.kakao(profile, dealer.uri(), Map.of("farewell", "이용해 주셔서 고맙습니다."), List.of());
  }

  private Outbound closed(String reason) {
    var line = new Part.SystemEvent(Part.SystemEvent.CLOSED, Map.of("reason", reason));
    return new Outbound(
        new UUID(0, 1), account.tenant(), account.id(), "Qv3kX0a9TzLm", null, List.of(line));
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
