package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.channel.kakao.skill.KakaoSkill;
import kr.ondam.channel.kakao.skill.SkillAccounts;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Receipt;
import kr.ondam.store.MemoryStores;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The webhook of a chatbot skill over real sockets: whatever happens, Kakao hears a 200 in time.
final class SkillWebhookTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private static final URI KAKAO = URI.create("https://bot-api.kakao.com");

  private final VirtualTime clock = new VirtualTime(NOW);
  private final List<Inbound> heard = new CopyOnWriteArrayList<>();
  private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();
  private final MemoryStores memory = new MemoryStores();
  private CompletionStage<Receipt> receipt = CompletableFuture.completedFuture(new Receipt.Noted());
  private final GatewayServer server =
      new GatewayServer(
          GatewaySettings.defaults("127.0.0.1", 0),
          new Router(
              new WebhookHandler(
                      new KakaoSkill(
                          Optional::of, KakaoCounsel.client(), memory.stores().callbacks(), clock),
                      memory.stores().channels(),
                      letters::add,
                      this::take,
                      _ -> {},
                      (_, _, _) -> {},
                      new TokenBuckets(1000, System::nanoTime),
                      clock,
                      clock,
                      () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()),
                      new SimpleMeterRegistry())
                  .route(KakaoSkill.PREFIX, "")),
          new SimpleMeterRegistry());

  SkillWebhookTest() {
    memory.stores().channels().save(SkillAccounts.account(KAKAO, Map.of()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private CompletionStage<Receipt> take(Inbound inbound) {
    heard.add(inbound);
    return receipt;
  }

  private HttpResponse<String> post(String body, String... headers) {
    var path = "http://127.0.0.1:" + server.port() + KakaoSkill.PREFIX + "/" + SkillAccounts.KEY;
    var request =
        HttpRequest.newBuilder(URI.create(path))
            .header("Content-Type", "application/json;charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return KakaoCounsel.client()
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .join();
  }

  private String told(String body) {
    var response = post(body, "X-Ondam-Key", "s3cret");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("{\"version\":\"2.0\"");
    return response.body();
  }

  private static String skill(String callback) {
    return SkillAccounts.skill("9f8e", "여보세요", callback);
  }

  @Test
  void aMessageWithAnAddressIsAnsweredWithUseCallback() {
    assertThat(told(skill(KAKAO + "/callback/1")))
        .isEqualTo(
            """
            {"version":"2.0","useCallback":true,"data":{"text":\
            "상담원에게 전달했습니다. 답변을 준비하고 있으니 잠시만 기다려 주세요."}}\
            """);
    assertThat(heard).hasSize(1);
    var account = SkillAccounts.account(KAKAO, Map.of());
    assertThat(memory.stores().callbacks().take(account.tenant(), account.id(), "9f8e", NOW))
        .isPresent();
  }

  @Test
  void aMessageWithoutAnAddressIsAnsweredWithWords() {
    assertThat(told(skill("")))
        .isEqualTo(
            """
            {"version":"2.0","template":{"outputs":[{"simpleText":{"text":\
            "상담원에게 전달했습니다. 답변을 준비하고 있으니 잠시만 기다려 주세요."}}]}}\
            """);
  }

  @Test
  void KK04_KK05_withoutTheHeaderNothingIsBelieved() {
    assertThat(post(skill("")).statusCode()).isEqualTo(401);
    assertThat(post(skill(""), "X-Ondam-Key", "wrong").statusCode()).isEqualTo(401);
    assertThat(heard).isEmpty();
  }

  @Test
  void KK72_aMessageThatCannotBeStoredIsSaidSo() {
    receipt = CompletableFuture.completedFuture(new Receipt.Unavailable());
    assertThat(told(skill(""))).contains("지금은 접수할 수 없습니다");
    receipt = CompletableFuture.completedFuture(new Receipt.Busy());
    assertThat(told(skill(""))).contains("지금은 접수할 수 없습니다");
    memory.down(true);
    assertThat(told(skill(KAKAO + "/callback/2"))).contains("지금은 접수할 수 없습니다");
  }

  @Test
  void A1_KK69_aSlowStoreIsNotWaitedForAndNothingIsClaimedTaken() throws Exception {
    var slow = new CompletableFuture<Receipt>();
    receipt = slow;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer = threads.submit(() -> told(skill(KAKAO + "/callback/3")));
      await().until(() -> !heard.isEmpty());
      clock.advance(Duration.ofMillis(1500));
      // Should the process end now, the customer has been asked to say it again.
      assertThat(answer.get())
          .contains("useCallback", "아직 접수하지 못했습니다", "다시 보내 주세요")
          .doesNotContain("전달했습니다", "접수하고 있습니다");
    }
    assertThat(slow).isNotDone();
    slow.complete(new Receipt.Noted());
  }

  @Test
  void whatCannotBeReadIsSaidSoAndKept() {
    assertThat(told("{\"user_key\":\"u\"}")).contains("확인하지 못했습니다");
    assertThat(letters)
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.reason()).isEqualTo("wrong_format: /ch/kakao");
          assertThat(letter.tail()).as("never the key").isEmpty();
        });
    assertThat(told("{\"userRequest\":")).contains("확인하지 못했습니다");
    assertThat(told("")).contains("확인하지 못했습니다");
  }
}
