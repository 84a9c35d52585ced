package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import kr.ondam.channel.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What operators ask, and what anybody else may learn or cause by asking it.
final class OperationsTest {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private boolean store = true;
  private boolean routing = true;
  private final Router router =
      new Router(
          new Operations(
                  Map.of("store", () -> store),
                  Map.of("routing", () -> routing),
                  List.of(Network.parse("10.1.0.0/16")),
                  meters)
              .routes());

  @ParameterizedTest(name = "from {0}, forwarded for {1}: {2}")
  @CsvSource({
    "127.0.0.1,, 200",
    "::1,, 200",
    "10.1.2.3,, 200",
    "10.2.2.3,, 404",
    "203.0.113.9,, 404",
    // A proxy on this machine that is not configured as one.
    "127.0.0.1, 203.0.113.9, 404",
    "10.1.2.3, 10.1.9.9, 200",
  })
  void strangersLearnNothingOfTenants(String address, String forwarded, int status) {
    meters.counter("outbox.sent", "tenant", "hanbit-life").increment();
    var headers =
        forwarded == null ? Map.<String, String>of() : Map.of("x-forwarded-for", forwarded);
    var answer = get("/metrics", address, headers);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(body(answer).contains("hanbit-life")).isEqualTo(status == 200);
  }

  @Test
  void whatOnlySomeTenantsNeedIsSaidButTheServerIsReady() {
    assertThat(body(ready())).isEqualTo("{\"status\":\"ready\"}");
    routing = false;
    assertThat(ready().status()).isEqualTo(200);
    assertThat(body(ready())).isEqualTo("{\"status\":\"ready\",\"impaired\":[\"routing\"]}");
    store = false;
    assertThat(ready().status()).isEqualTo(503);
    assertThat(body(ready())).contains("Not ready: store").doesNotContain("routing");
  }

  @Test
  void aProbeThatWritesRunsOnceASecondHoweverOftenItIsAsked() {
    var nanos = new AtomicLong(-5);
    var runs = new AtomicInteger();
    var probe = new Probe(() -> runs.incrementAndGet() != 2, nanos::get);
    for (int i = 0; i < 100; i++) {
      assertThat(probe.getAsBoolean()).isTrue();
    }
    assertThat(runs).hasValue(1);
    nanos.addAndGet(1_000_000_000L);
    for (int i = 0; i < 100; i++) {
      assertThat(probe.getAsBoolean()).isFalse();
    }
    assertThat(runs).hasValue(2);
    nanos.addAndGet(1_000_000_000L);
    assertThat(probe.getAsBoolean()).isTrue();
  }

  private GatewayResponse ready() {
    return get("/readyz", "203.0.113.9", Map.of());
  }

  private GatewayResponse get(String path, String address, Map<String, String> headers) {
    var found = (Router.Match.Found) router.match("GET", path);
    var request =
        new GatewayRequest(
            "GET", path, Map.of(), Map.of(), headers, new byte[0], address, "request");
    return found.route().handler().handle(request).toCompletableFuture().join();
  }

  private static String body(GatewayResponse response) {
    return new String(((GatewayResponse.Full) response).body(), StandardCharsets.UTF_8);
  }
}
