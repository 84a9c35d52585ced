package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class BotClientTest {
  private static final String OK = "HTTP/1.1 200 OK\nContent-Type: application/json";
  private static final byte[] HELLO =
      "{\"messages\":[[{\"k\":\"text\",\"text\":\"안녕\"}]]}".getBytes(StandardCharsets.UTF_8);

  private final HttpClient http = BotClient.http();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void close() {
    over.countDown();
    http.close();
  }

  private BotAnswer tell(BotKind kind, URI url) {
    return tell(kind, url, Duration.ofSeconds(20));
  }

  private BotAnswer tell(BotKind kind, URI url, Duration total) {
    var client =
        new BotClient(BotDialects.all(), Optional::of, InstantSource.system(), http, total);
    return client.tell(Bot.of(BotSamples.account(kind, url)), said("안녕"));
  }

  private String failure(RogueBot rogue) {
    return failure(tell(BotKind.NATIVE, rogue.url()));
  }

  private static String failure(BotAnswer answer) {
    assertThat(answer).isInstanceOf(BotAnswer.Failure.class);
    return ((BotAnswer.Failure) answer).reason();
  }

  @Test
  void hearsAnAnswer() {
    try (var bot = RogueBot.saying(OK + "\nContent-Length: " + HELLO.length, HELLO)) {
      var answer = (BotAnswer.Replies) tell(BotKind.NATIVE, bot.url());
      assertThat(answer.words().messages()).containsExactly(List.of(new Part.Text("안녕")));
      assertThat(bot.asked().getFirst().toLowerCase(Locale.ROOT))
          .startsWith("post /bot http/1.1")
          .contains("webhook-signature: v1,", "content-type: application/json");
    }
  }

  @Test
  void aSecretThatNamesNothingIsNotLeftOut() {
    var client =
        new BotClient(BotDialects.all(), _ -> Optional.empty(), InstantSource.system(), http);
    try (var bot = RogueBot.saying(OK, HELLO)) {
      var one = Bot.of(BotSamples.account(BotKind.NATIVE, bot.url()));
      assertThat(failure(client.tell(one, said("안녕")))).isEqualTo("secret_unknown");
      var odd = Bot.of(BotSamples.account(BotKind.NATIVE, bot.url(), "secret", "비밀"));
      assertThat(
              failure(
                  new BotClient(BotDialects.all(), Optional::of, InstantSource.system(), http)
                      .tell(odd, said("안녕"))))
          .isEqualTo("secret_unusable");
      assertThat(bot.asked()).isEmpty();
    }
  }

  @Test
  void aBlackHoleEndsWithTheDeadline() {
    try (var bot = new RogueBot(_ -> await())) {
      assertThat(failure(tell(BotKind.NATIVE, bot.url(), Duration.ofMillis(300))))
          .isEqualTo("timeout");
    }
  }

  @Test
  void BT48_aDripEndsWithTheDeadlineOfAllOfIt() throws Exception {
    var letGo = new CountDownLatch(1);
    try (var bot =
        new RogueBot(out -> {
          try {
            out.write((OK.replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            while (true) {
              out.write(' ');
              out.flush();
              LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
          } finally {
            letGo.countDown();
          }
        })) {
      assertThat(failure(tell(BotKind.NATIVE, bot.url(), Duration.ofMillis(400))))
          .isEqualTo("timeout");
      assertThat(letGo.await(30, TimeUnit.SECONDS)).as("the connection is closed").isTrue();
    }
    assertThat(BotClient.TOTAL).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void BT49_fiftyMegabytesAreCut() {
    var megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) ' ');
    try (var bot =
        new RogueBot(out -> {
          out.write((OK.replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          for (int i = 0; i < 50; i++) {
            out.write(megabyte);
          }
        })) {
      assertThat(failure(bot)).isEqualTo("too_large");
      assertThat(bot.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"301", "302", "303", "307", "308"})
  void BT44_redirectsAreNotFollowed(int status) {
    try (var trap = RogueBot.saying(OK + "\nContent-Length: " + HELLO.length, HELLO);
        var bot =
            RogueBot.saying(
                "HTTP/1.1 " + status + " Moved\nContent-Length: 0\nLocation: " + trap.url(),
                new byte[0])) {
      assertThat(failure(bot)).isEqualTo("redirect");
      assertThat(trap.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NATIVE, wrong_type",
    "RASA, wrong_type",
    "KAKAO_SKILL, wrong_type",
    "BOT_FRAMEWORK, wrong_type"
  })
  void BT41_aLoginPageIsAFailureInEveryDialect(BotKind kind, String expected) {
    var page = "<html>로그인</html>".getBytes(StandardCharsets.UTF_8);
    try (var bot =
        RogueBot.saying("HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8", page)) {
      assertThat(failure(tell(kind, bot.url()))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"NATIVE, empty_body", "RASA, empty_body", "KAKAO_SKILL, empty_body"})
  void BT42_anEmptyAnswerIsAFailure(BotKind kind, String expected) {
    try (var bot = RogueBot.saying(OK + "\nContent-Length: 0", new byte[0])) {
      assertThat(failure(tell(kind, bot.url()))).isEqualTo(expected);
    }
  }

  @Test
  void BT45_saysHowLongTheBotWantsToBeLeftAlone() {
    try (var bot =
        RogueBot.saying("HTTP/1.1 429 Slow\nRetry-After: 3600\nContent-Length: 0", new byte[0])) {
      assertThat(tell(BotKind.NATIVE, bot.url()))
          .isEqualTo(new BotAnswer.Failure("http_429", Duration.ofHours(1), ""));
    }
  }

  @Test
  void BT46_anErrorIsNotRepeated() {
    try (var bot = RogueBot.saying("HTTP/1.1 500 Oops\nContent-Length: 0", new byte[0])) {
      assertThat(failure(bot)).isEqualTo("http_500");
      assertThat(bot.asked()).hasSize(1);
    }
  }

  @Test
  void BT50_anotherCharsetIsAFailure() {
    var euckr = new String(HELLO, StandardCharsets.UTF_8).getBytes(Charset.forName("EUC-KR"));
    try (var bot = RogueBot.saying(OK + "; charset=euc-kr", euckr)) {
      assertThat(failure(bot)).isEqualTo("bad_encoding");
    }
  }

  @Test
  void BT53_aBrokenAnswerIsAskedForAgainWhereTheBotKnowsTheCall() {
    try (var bot = RogueBot.saying(OK + "\nContent-Length: 999", HELLO)) {
      assertThat(failure(bot)).isEqualTo("connection_lost");
      assertThat(bot.asked()).hasSize(2).allMatch(head -> head.contains("m_01JD"));
    }
    try (var bot = RogueBot.saying(OK + "\nContent-Length: 999", HELLO)) {
      assertThat(failure(tell(BotKind.RASA, bot.url()))).isEqualTo("connection_lost");
      assertThat(bot.asked()).hasSize(1);
    }
    // Closed before a word.
    try (var bot = new RogueBot(_ -> {})) {
      assertThat(failure(bot)).isEqualTo("connection_lost");
      assertThat(bot.asked()).hasSizeBetween(2, 4);
    }
  }

  @Test
  void BT40_aBotThatIsNotThereFailsSoon() {
    URI gone;
    try (var bot = new RogueBot(_ -> {})) {
      gone = bot.url();
    }
    assertThat(failure(tell(BotKind.NATIVE, gone))).isEqualTo("unreachable");
    assertThat(failure(tell(BotKind.NATIVE, URI.create("http://bot.invalid/"))))
        .isEqualTo("unreachable");
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
