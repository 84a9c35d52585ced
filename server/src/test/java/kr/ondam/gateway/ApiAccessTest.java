package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import kr.ondam.agent.Role;
import kr.ondam.security.ApiKey;
import kr.ondam.security.ApiKeys;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How often one key may call.
final class ApiAccessTest {
  private final AtomicLong nanos = new AtomicLong();
  private final GatewayServer server = server();
  private final Wire wire = new Wire(server.port());

  private GatewayServer server() {
    var keys = new MemoryStores().stores().apiKeys();
    for (var name : List.of("busy", "quiet")) {
      var tenant = new TenantId("life");
      var hash = ApiKeys.hashOf(name);
      keys.save(new ApiKey(tenant, UUID.randomUUID(), name, hash, Set.of(Role.AGENT)));
    }
    var access = new ApiAccess(new ApiKeys(keys), new TokenBuckets(1000, nanos::get));
    var route = access.get("/api/v1/here", _ -> ApiAccess.answer(GatewayResponse.json(200, "{}")));
    return new GatewayServer(
        GatewaySettings.defaults("127.0.0.1", 0),
        new Router(List.of(route)),
        new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void AP72_aThousandCallsASecondAreTooManyForOneKeyOnly() {
    var call = "GET /api/v1/here HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer busy\r\n";
    var last = call + "Connection: close\r\n\r\n";
    for (int i = 0; i < 100; i++) {
      assertThat(wire.exchange((call + "\r\n").repeat(9) + last)).doesNotContain(" 429 ");
    }
    var refused = wire.exchange(last);
    assertThat(refused)
        .contains(" 429 ")
        .contains("too_many_requests")
        .contains("retry-after: 1")
        .contains("ratelimit-limit: 1000")
        .contains("ratelimit-remaining: 0")
        .contains("ratelimit-reset: 1");
    assertThat(wire.exchange(last.replace("busy", "quiet"))).contains("200 OK");
    nanos.addAndGet(2_000_000);
    assertThat(wire.exchange(last)).contains("200 OK");
  }
}
