package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Verification;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.conversation.Receipt;
import kr.ondam.store.MemoryStores;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

/// What becomes of bytes that nobody vouches for.
final class UnauthenticBytesTest {
  private static final String TOKEN = "x-token";

  private final AtomicInteger parsed = new AtomicInteger();
  private final List<Object> kept = new ArrayList<>();

  /// Whoever has the token is known, and no call of theirs can be read without a bang.
  private final class Fragile implements ChannelAdapter {
    @Override
    public ChannelKind kind() {
      return ChannelKind.KAKAO_COUNSEL;
    }

    @Override
    public Verification verify(ChannelAccount account, RawRequest request) {
      return "known".equals(request.header(TOKEN))
          ? new Verification.Authentic()
          : new Verification.Refused(401, "bad_signature");
    }

    @Override
    public Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt) {
      parsed.incrementAndGet();
      throw new IllegalStateException("parsed " + request.body().length + " bytes");
    }

    @Override
    public List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
      return List.of();
    }

    @Override
    public Outcome send(ChannelAccount account, ProviderCall call) {
      return new Outcome.Ok("");
    }
  }

  private WebhookHandler handler() {
    var clock = new VirtualTime(KakaoFloor.NOW);
    var accounts = new MemoryStores().stores().channels();
    accounts.save(Accounts.kakao("happytalk-v3", URI.create("http://127.0.0.1:1")));
    return new WebhookHandler(
        new Fragile(),
        accounts,
        kept::add,
        this::heard,
        kept::add,
        new TokenBuckets(1000, () -> 0),
        clock,
        clock,
        () -> 0,
        new SimpleMeterRegistry());
  }

  private CompletableFuture<Receipt> heard(Inbound inbound) {
    kept.add(inbound);
    return CompletableFuture.completedFuture(new Receipt.Noted());
  }

  private static GatewayRequest request(String token, String body) {
    return new GatewayRequest(
        "POST",
        KakaoFloor.PATH + "/message",
        Map.of("key", Accounts.KEY),
        Map.of(),
        Map.of(TOKEN, token),
        body.getBytes(StandardCharsets.UTF_8),
        "127.0.0.1",
        "r1");
  }

  @Test
  void A17_whatIsNotAuthenticIsNotParsedAndLeavesNothing() {
    var handler = handler();
    for (var body : List.of("", "{", "{\"user_key\":1e999}", "\0\uFFFF", KakaoFloor.body(""))) {
      var answer = handler.handle(request("guessed", body)).toCompletableFuture().join();
      assertThat(answer.status()).isEqualTo(401);
    }
    assertThat(parsed).hasValue(0);
    assertThat(kept).isEmpty();
  }

  /// So that the test above can fail.
  @Test
  void A17_whatIsAuthenticIsParsed() {
    var call = request("known", "{}");
    assertThatThrownBy(() -> handler().handle(call)).hasMessage("parsed 2 bytes");
    assertThat(parsed).hasValue(1);
  }
}
