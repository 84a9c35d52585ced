package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kr.ondam.channel.Part;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Lanes;
import kr.ondam.conversation.Stage;
import kr.ondam.event.EventBus;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A dealer that sends more at once than its account may, and again what was refused, as far as the
/// store.
@Timeout(60)
final class KakaoBurstTest {
  private static final int PER_SECOND = 10;
  private static final int BURST = 5 * PER_SECOND;

  private final VirtualTime clock = new VirtualTime(KakaoFloor.NOW);
  private final MemoryStores memory = new MemoryStores();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Lanes lanes =
      new Lanes(
          memory.stores().conversations(),
          memory.stores().customers(),
          new EventBus(clock),
          new TimeOrderedIds(clock),
          clock,
          new Lanes.Limits(8192, 2));
  private final GatewayServer server =
      new GatewayServer(
          GatewaySettings.defaults("127.0.0.1", 0),
          new Router(
              new WebhookHandler(
                      new KakaoCounsel(Optional::of, KakaoCounsel.client()),
                      memory.stores().channels(),
                      _ -> {},
                      new Intake(lanes, meters)::accept,
                      _ -> {},
                      (_, _, _) -> {},
                      new TokenBuckets(
                          PER_SECOND, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis())),
                      clock,
                      clock,
                      () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()),
                      meters)
                  .routes("/ch/kakao", List.of("message"))),
          meters);
  private final Wire wire = new Wire(server.port());

  KakaoBurstTest() {
    var account =
        Accounts.kakao("happytalk-v3", URI.create("http://127.0.0.1:1"), Map.of(), List.of());
    memory.stores().tenants().save(new Tenant(account.tenant(), "생명", TenantKind.AFFILIATE, 210));
    memory.stores().channels().save(account);
    lanes.start();
  }

  @AfterEach
  void close() {
    server.close();
    lanes.close();
  }

  private String post(int number) {
    var body =
        KakaoFloor.body("\"type\":\"text\",\"contents\":[\"" + number + "\"]")
            .replace("884213377", String.valueOf(number));
    return wire.post(KakaoFloor.PATH + "/message", body);
  }

  @Test
  void KK73_ofABurstOfFiveTimesTheLimitEveryMessageIsThereOnceAfterItsRetries() {
    var answers =
        IntStream.range(0, BURST)
            .mapToObj(number ->
                CompletableFuture.supplyAsync(() -> post(number), Thread::startVirtualThread))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    List<Integer> refused = new ArrayList<>();
    for (int number = 0; number < BURST; number++) {
      if (Wire.status(answers.get(number)) != 200) {
        assertThat(Wire.status(answers.get(number))).isIn(429, 503);
        assertThat(answers.get(number)).contains("retry-after: ");
        refused.add(number);
      }
    }
    assertThat(refused).hasSize(BURST - PER_SECOND);
    assertThat(stored()).as("what was refused is not stored").hasSize(PER_SECOND);
    for (int round = 0; !refused.isEmpty(); round++) {
      assertThat(round).isLessThan(BURST);
      clock.advance(Duration.ofSeconds(1));
      refused.removeIf(number -> Wire.status(post(number)) == 200);
    }
    for (int number = 0; number < BURST; number++) {
      if (number % PER_SECOND == 0) {
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(Wire.status(post(number))).as("once more").isEqualTo(200);
    }
    assertThat(stored())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, BURST).mapToObj(String::valueOf).toList());
  }

  private List<String> stored() {
    var life = Accounts.kakao("happytalk-v3", URI.create("http://127.0.0.1:1")).tenant();
    var all = new ConversationFilter(Set.of(Stage.values()), null, null, null);
    var conversations = memory.stores().conversations();
    return conversations.list(life, all, null, 100).items().stream()
        .flatMap(c -> conversations.messages(life, c.id(), 0, 1000).stream())
        .flatMap(message -> message.parts().stream())
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .toList();
  }
}
