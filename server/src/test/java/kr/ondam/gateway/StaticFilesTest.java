package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StaticFilesTest {
  @ParameterizedTest
  @CsvSource({
    "'', connect-src 'self'",
    "https://chat.example.kr/, connect-src 'self' https://chat.example.kr wss://chat.example.kr",
    "http://10.0.0.1:8080, connect-src 'self' http://10.0.0.1:8080 ws://10.0.0.1:8080",
    "no address; script-src *, connect-src 'self'"
  })
  void pagesMayLoadNothingFromElsewhere(String publicUrl, String connect) {
    for (Route route : StaticFiles.routes(publicUrl)) {
      var policy = policy(route);
      assertThat(policy).startsWith("default-src 'none'; script-src 'self'; style-src 'self';");
      assertThat(policy).doesNotContain("unsafe").doesNotContain("*");
      assertThat(Stream.of(policy.split("; ")).toList()).contains(connect);
    }
  }

  private static String policy(Route route) {
    var request =
        new GatewayRequest(
            "GET", route.pattern(), Map.of(), Map.of(), Map.of(), new byte[0], "10.0.0.1", "r");
    return route
        .handler()
        .handle(request)
        .toCompletableFuture()
        .join()
        .headers()
        .getOrDefault("content-security-policy", "");
  }
}
