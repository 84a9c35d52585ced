package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.alimtalk.Alimtalk;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.channel.sms.http.HttpSms;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Receipt;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

/// What a provider tells of messages, over the gateway.
final class ReportWebhookTest {
  private final List<DeliveryReport> reports = Collections.synchronizedList(new ArrayList<>());
  private final List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
  private final VirtualTime clock = new VirtualTime(Instant.parse("2026-11-26T09:00:00Z"));
  private final ChannelStore accounts = new MemoryStores().stores().channels();

  private WebhookHandler handler(ChannelAdapter adapter) {
    return new WebhookHandler(
        adapter,
        accounts,
        letters::add,
        _ -> CompletableFuture.completedFuture(new Receipt.Noted()),
        reports::add,
        (_, _, _) -> {},
        new TokenBuckets(1000, System::nanoTime),
        clock,
        clock,
        () -> 0,
        new SimpleMeterRegistry());
  }

  private static GatewayServer serve(Router router) {
    var settings = GatewaySettings.defaults("127.0.0.1", 0);
    return new GatewayServer(settings, router, new SimpleMeterRegistry());
  }

  @Test
  void aReportThatCannotBeReadIsKeptAndTheOthersCount() {
    accounts.save(
        new ChannelAccount(
            new TenantId("life"),
            new ChannelAccountId("life-sms"),
            ChannelKind.SMS_HTTP,
            "문자",
            "solapi-v4",
            "k_life_sms_0002",
            null,
            URI.create("http://127.0.0.1:1"),
            Map.of("number", "15881234", "api-key", "SK", "api-secret", "s"),
            List.of(),
            List.of(),
            true));
    var handler = handler(new HttpSms(Optional::of, KakaoCounsel.client(), clock));
    var router = new Router(handler.openRoutes(HttpSms.PREFIX, List.of("mo", "dlr")));
    try (var server = serve(router)) {
      var body =
          "[{\"messageId\":\"m1\",\"statusCode\":\"4000\"},{\"statusCode\":\"4000\"},"
              + "{\"messageId\":\"m3\",\"statusCode\":\"4000\"}]";
      assertThat(new Wire(server.port()).post("/ch/sms/k_life_sms_0002/dlr", body))
          .startsWith("HTTP/1.1 200");
    }
    assertThat(reports)
        .extracting(report -> report.references().getFirst())
        .containsExactly("m1", "m3");
    assertThat(letters).extracting(DeadLetter::reason).containsExactly("missing_reference");
    assertThat(letters.getFirst().raw()).contains("m1", "m3");
  }

  @Test
  void S1_theKeyInThePathOfANoticeIsNeverKept() {
    var key = "k_life_kakao_0001";
    accounts.save(
        new ChannelAccount(
            new TenantId("life"),
            new ChannelAccountId("life-kakao"),
            ChannelKind.KAKAO_COUNSEL,
            "상담톡",
            "happytalk-v3",
            key,
            "sender",
            URI.create("http://127.0.0.1:1"),
            Map.of(
                "notice-profile", "lunasoft", "notice-key", "k", "notice-webhook-secret", "h00k"),
            List.of(),
            List.of(),
            true));
    var handler = handler(new Alimtalk(Optional::of, KakaoCounsel.client()));
    var router = new Router(handler.route(Alimtalk.PREFIX, DeadLetter.NOTICE));
    try (var server = serve(router)) {
      var wire = new Wire(server.port());
      var body = "{\"code\":\"0000\"}".getBytes(StandardCharsets.UTF_8);
      assertThat(
              wire.post(
                  Alimtalk.PREFIX + "/" + key,
                  body,
                  "Content-Type: application/json",
                  "X-Ondam-Key: h00k"))
          .startsWith("HTTP/1.1 200");
      assertThat(wire.post(Alimtalk.PREFIX + "/k_nobody_has_0001", "{}"))
          .startsWith("HTTP/1.1 404");
    }
    assertThat(letters)
        .extracting(letter -> letter.reason() + " " + letter.tail())
        .containsExactly("missing_reference notice", "unknown_channel notice");
  }
}
