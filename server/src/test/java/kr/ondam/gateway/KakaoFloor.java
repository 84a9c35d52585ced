package kr.ondam.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Receipt;
import kr.ondam.store.MemoryStores;
import kr.ondam.time.VirtualTime;

/// A gateway with the 상담톡 webhook of one account, up to what is handed to the intake.
final class KakaoFloor implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  static final String PATH = "/ch/kakao/" + Accounts.KEY;

  final List<Inbound> heard = Collections.synchronizedList(new ArrayList<>());
  final List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
  final List<String> intrusions = Collections.synchronizedList(new ArrayList<>());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final VirtualTime clock = new VirtualTime(NOW);
  Receipt receipt = new Receipt.Noted();
  final ChannelStore accounts = new MemoryStores().stores().channels();
  private final GatewayServer server =
      new GatewayServer(
          GatewaySettings.defaults("127.0.0.1", 0),
          new Router(
              new WebhookHandler(
                      new KakaoCounsel(Optional::of, KakaoCounsel.client()),
                      accounts,
                      letters::add,
                      this::take,
                      _ -> {},
                      (account, from, code) ->
                          intrusions.add(account.id() + " from " + from + ": " + code),
                      new TokenBuckets(1000, System::nanoTime),
                      clock,
                      clock,
                      () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()),
                      meters)
                  .routes("/ch/kakao", List.of("message", "reference", "expired_session"))),
          new SimpleMeterRegistry());
  final Wire wire = new Wire(server.port());

  KakaoFloor() {
    var nowhere = URI.create("http://127.0.0.1:1");
    accounts.save(Accounts.kakao("happytalk-v3", nowhere, Map.of(), List.of()));
  }

  String message(String fields) {
    return wire.post(PATH + "/message", body(fields));
  }

  static String body(String fields) {
    return "{\"user_key\":\"Qv3kX0a9TzLm\",\"sender_key\":\""
        + Accounts.SENDER
        + "\",\"session_id\":\"301775512\",\"time\":1795305226123,\"serial_number\":884213377"
        + (fields.isEmpty() ? "" : "," + fields)
        + "}";
  }

  Inbound.Spoken spoken() {
    return (Inbound.Spoken) heard.getFirst();
  }

  double calls(String answer) {
    return meters.counter("webhook.calls", "channel", "KAKAO_COUNSEL", "answer", answer).count();
  }

  double oddities(String oddity) {
    return meters.counter("webhook.oddities", "channel", "KAKAO_COUNSEL", "oddity", oddity).count();
  }

  private CompletionStage<Receipt> take(Inbound inbound) {
    heard.add(inbound);
    return CompletableFuture.completedFuture(receipt);
  }

  @Override
  public void close() {
    server.close();
  }
}
