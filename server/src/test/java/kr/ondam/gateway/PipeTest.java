package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Answers whose bytes are read elsewhere while they are written.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PipeTest {
  private static final int LARGE = 64 * 1024 * 1024;

  private final AtomicInteger open = new AtomicInteger();
  private final GatewayServer server =
      new GatewayServer(
          GatewaySettings.defaults("127.0.0.1", 0),
          new Router(
              List.of(
                  route("/whole", () -> bytes("약관 본문"), 13),
                  route("/short", () -> bytes("half"), 9),
                  route("/long", () -> bytes("more than that"), 4),
                  route("/endless", this::endless, LARGE),
                  route("/away", PipeTest::away, 9))),
          new SimpleMeterRegistry());

  private final Wire wire = new Wire(server.port());

  @AfterAll
  void close() {
    server.close();
  }

  private Route route(String path, GatewayResponse.Piped.Source source, long length) {
    return Route.get(
        path,
        Access.PUBLIC,
        RouteHandler.blocking(
            _ -> new GatewayResponse.Piped(200, Map.of("x-a", "b"), source, length)));
  }

  private InputStream bytes(String text) {
    return counted(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private InputStream endless() {
    return counted(
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        });
  }

  private InputStream counted(InputStream in) {
    open.incrementAndGet();
    return new java.io.FilterInputStream(in) {
      @Override
      public void close() throws IOException {
        super.close();
        open.decrementAndGet();
      }
    };
  }

  private static InputStream away() throws IOException {
    throw new IOException("away");
  }

  private static String get(String method, String path, String more) {
    return method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n";
  }

  @Test
  void theBytesComeWholeAndTheConnectionGoesOn() {
    var answer =
        wire.exchange(
            get("GET", "/whole", "")
                + get("HEAD", "/whole", "")
                + get("GET", "/long", "")
                + get("GET", "/whole", "Connection: close\r\n"));
    assertThat(answer).containsPattern("(?s)content-length: 13.*\r\n\r\n약관 본문HTTP/1.1 200");
    assertThat(answer.split("약관 본문", -1)).hasSize(3);
    assertThat(answer).contains("\r\n\r\nmoreHTTP/1.1 200").endsWith("약관 본문");
    await().until(() -> open.get() == 0);
  }

  @Test
  void whatCannotBeReadIsAnswered503AndWhatEndsEarlyIsCut() {
    assertThat(Wire.status(wire.exchange(get("GET", "/away", "")))).isEqualTo(503);
    assertThat(wire.exchange(get("GET", "/short", "")))
        .contains("content-length: 9")
        .endsWith("\r\n\r\nhalf");
    await().until(() -> open.get() == 0);
  }

  @Test
  void whoLeavesInTheMiddleLeavesNothingOpen() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(get("GET", "/endless", "").getBytes(StandardCharsets.ISO_8859_1));
      assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
      assertThat(open.get()).isEqualTo(1);
    }
    await().until(() -> open.get() == 0);
  }
}
