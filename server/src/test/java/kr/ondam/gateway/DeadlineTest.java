package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who sends too slowly, on a connection whose clock the test moves.
final class DeadlineTest {
  private static final String GET = "GET /get HTTP/1.1\r\nHost: a\r\n\r\n";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @SuppressWarnings("NullAway.Init")
  private EmbeddedChannel connection;

  @BeforeEach
  void connect() {
    var router =
        new Router(
            List.of(
                Route.get(
                    "/get",
                    Access.PUBLIC,
                    RouteHandler.blocking(_ -> GatewayResponse.text(200, "text/plain", "here"))),
                Route.post(
                    "/echo",
                    Access.PUBLIC,
                    RouteHandler.blocking(_ -> GatewayResponse.empty(204)))));
    var dispatcher =
        new Dispatcher(
            router, new TokenBuckets(1000, () -> 0), Runnable::run, meters, () -> "request");
    connection = new EmbeddedChannel();
    connection.freezeTime();
    var settings = GatewaySettings.defaults("127.0.0.1", 0);
    connection
        .pipeline()
        .addLast(new GatewayPipeline(settings, dispatcher, () -> "request", () -> false, meters));
    connection.pipeline().fireChannelActive();
  }

  @AfterEach
  void disconnect() {
    connection.finishAndReleaseAll();
  }

  @Test
  void HT01_whoSaysNothingIsClosedAfterFiveSecondsAndNobodyTalksOfIt() {
    pass(4999);
    assertThat(connection.isOpen()).isTrue();
    assertThat(closed()).isZero();
    try (var log = new LogLines()) {
      pass(1);
      assertThat(log.aboveDebug()).isEmpty();
    }
    assertThat(connection.isOpen()).isFalse();
    assertThat(closed()).isEqualTo(1);
    assertThat(answer()).isEmpty();
  }

  @Test
  void HT38_aTlsHelloOnThePlainPortIsRefusedOrClosedWithinTheDeadline() throws Exception {
    try (var log = new LogLines()) {
      send(hello());
      pass(5000);
      assertThat(connection.isOpen()).isFalse();
      assertThat(answer())
          .satisfiesAnyOf(
              said -> assertThat(said).isEmpty(),
              said -> assertThat(said).startsWith("HTTP/1.1 400"));
      assertThat(log.aboveDebug()).isEmpty();
    }
  }

  /// What a browser says first that was given the address with `https`.
  private static byte[] hello() throws Exception {
    var tls = SSLContext.getDefault().createSSLEngine("chat.hanbit.kr", 443);
    tls.setUseClientMode(true);
    tls.beginHandshake();
    var hello = ByteBuffer.allocate(tls.getSession().getPacketBufferSize());
    tls.wrap(ByteBuffer.allocate(0), hello);
    return Arrays.copyOf(hello.array(), hello.position());
  }

  @Test
  void HT02_drippingAHeadDoesNotMoveItsDeadline() {
    for (char c : "G".toCharArray()) {
      pass(4000);
      send(String.valueOf(c));
    }
    pass(999);
    assertThat(connection.isOpen()).isTrue();
    pass(1);
    assertThat(connection.isOpen()).isFalse();
    assertThat(closed()).isEqualTo(1);
  }

  @Test
  void HT02_theNextHeadOfAConnectionHasADeadlineOfItsOwn() {
    send(GET);
    assertThat(answer()).contains("200 OK");
    pass(30_000);
    send("G");
    pass(4000);
    send("E");
    pass(999);
    assertThat(connection.isOpen()).isTrue();
    pass(1);
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void HT02_drippingABodyEndsIn408AfterFifteenSeconds() {
    send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n");
    for (int i = 0; i < 14; i++) {
      pass(1000);
      send("x");
    }
    assertThat(answer()).isEmpty();
    pass(1000);
    assertThat(answer()).contains("408").contains("body_late");
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void HT42_aConnectionThatRestsIsClosedAfterAMinute() {
    for (int i = 0; i < 3; i++) {
      pass(i == 0 ? 0 : 50_000);
      send(GET);
      assertThat(answer()).contains("200 OK");
    }
    pass(59_999);
    assertThat(connection.isOpen()).isTrue();
    pass(1);
    assertThat(connection.isOpen()).isFalse();
    assertThat(closed()).isEqualTo(1);
  }

  private void pass(long millis) {
    connection.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    connection.runPendingTasks();
    connection.runScheduledPendingTasks();
  }

  private void send(String text) {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void send(byte[] octets) {
    connection.writeInbound(Unpooled.copiedBuffer(octets));
    connection.runPendingTasks();
  }

  private double closed() {
    return meters.counter("http.idle_close").count();
  }

  /// All that was sent back since the last look.
  private String answer() {
    var all = new StringBuilder();
    for (ByteBuf sent = connection.readOutbound(); sent != null; sent = connection.readOutbound()) {
      all.append(sent.toString(StandardCharsets.UTF_8));
      sent.release();
    }
    return all.toString();
  }
}
