package kr.ondam.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

final class ProviderHttpTest {
  private static final Duration OTHERWISE = Duration.ofSeconds(2);

  private static Duration after(String value) throws Exception {
    var server =
        Loopback.serve(exchange -> {
          exchange.getResponseHeaders().set("Retry-After", value);
          exchange.sendResponseHeaders(429, -1);
          exchange.close();
        });
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(Loopback.uri(server)).build();
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return ProviderHttp.retryAfter(response, OTHERWISE);
    } finally {
      server.stop(0);
    }
  }

  private static String in(Duration time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plus(time));
  }

  @Test
  void aPauseInSecondsIsKept() throws Exception {
    assertThat(after("30")).isEqualTo(Duration.ofSeconds(30));
    assertThat(after("0")).isEqualTo(Duration.ofSeconds(1));
    assertThat(after("999999999")).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aPauseUntilATimeIsMeasuredByTheProvidersClock() throws Exception {
    assertThat(after(in(Duration.ofSeconds(100))))
        .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(110));
    assertThat(after(in(Duration.ofDays(2)))).isEqualTo(Duration.ofHours(1));
    assertThat(after(in(Duration.ofDays(-2)))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatCannotBeReadIsNoPause() throws Exception {
    assertThat(after("soon")).isEqualTo(OTHERWISE);
    assertThat(after("Sun, 99 Nov 1994 08:49:37 GMT")).isEqualTo(OTHERWISE);
    assertThat(after("-5")).isEqualTo(OTHERWISE);
  }

  /// The provider's certificate is not one that counts: nothing was said to it.
  @Test
  void O1_withoutAnAgreedTlsNothingWasSentAndAnotherTryCannotDouble() throws Exception {
    try (var client = HttpClient.newHttpClient();
        var peer = SSLContext.getDefault().getServerSocketFactory().createServerSocket();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      peer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      threads.submit(() -> {
        try (var socket = (SSLSocket) peer.accept()) {
          socket.startHandshake(); // fails, because it has no certificate
        }
        return null;
      });
      var uri = URI.create("https://localhost:" + peer.getLocalPort() + "/");
      assertThat(new ProviderHttp(client).call(HttpRequest.newBuilder(uri).build()))
          .isEqualTo(
              new ProviderHttp.Heard.NoAnswer(
                  new Outcome.Retry(ProviderHttp.PAUSE, "unreachable")));
    }
  }
}
