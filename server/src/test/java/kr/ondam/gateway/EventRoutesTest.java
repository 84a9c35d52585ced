package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import kr.ondam.agent.Role;
import kr.ondam.event.EventBus;
import kr.ondam.security.ApiKey;
import kr.ondam.security.ApiKeys;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

/// An event stream as time passes.
final class EventRoutesTest {
  private static final TenantId LIFE = new TenantId("life");

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-26T01:00:00Z"));
  private final MemoryStores memory = new MemoryStores();
  private final Reader reader = new Reader();

  private static final class Reader implements ResponseSink {
    final List<String> read = new ArrayList<>();
    boolean closed;

    @Override
    public boolean send(byte[] bytes) {
      read.add(new String(bytes, StandardCharsets.UTF_8));
      return !closed;
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public void onClose(Runnable task) {}
  }

  private void give(String key) {
    var keys = memory.stores().apiKeys();
    keys.save(new ApiKey(LIFE, new UUID(1, 1), "crm", ApiKeys.hashOf(key), Set.of(Role.AGENT)));
  }

  private void open() {
    var keys =
        new ApiKeys(memory.stores().apiKeys(), () -> TimeUnit.MILLISECONDS.toNanos(time.millis()));
    var access = new ApiAccess(keys, new TokenBuckets(100, System::nanoTime));
    var routes = new EventRoutes(access, new EventBus(time), time, Runnable::run);
    var request =
        new GatewayRequest(
            "GET",
            "/api/v1/events",
            Map.of(),
            Map.of(),
            Map.of("authorization", "Bearer old"),
            new byte[0],
            "a",
            "r");
    var answer = routes.routes().getFirst().handler().handle(request).toCompletableFuture().join();
    switch (answer) {
      case GatewayResponse.Stream stream -> stream.opened().accept(reader);
      case GatewayResponse.OnDisk file -> throw new AssertionError(file.status());
      case GatewayResponse.Piped file -> throw new AssertionError(file.status());
      case GatewayResponse.Full full -> throw new AssertionError(full.status());
    }
  }

  @Test
  void aStreamEndsSoonAfterItsKeyWasWithdrawn() {
    give("old");
    open();
    time.advance(Duration.ofSeconds(60));
    assertThat(reader.read).hasSize(4);
    memory.down(true);
    time.advance(Duration.ofSeconds(15));
    assertThat(reader.closed).as("nobody can say").isFalse();
    memory.down(false);
    give("new");
    time.advance(Duration.ofSeconds(20));
    assertThat(reader.closed).isTrue();
    int told = reader.read.size();
    time.advance(Duration.ofSeconds(60));
    assertThat(reader.read).hasSize(told);
  }
}
