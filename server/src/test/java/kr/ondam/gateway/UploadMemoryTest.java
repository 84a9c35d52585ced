package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The memory of files that are received and handled, on a connection that the test drives.
final class UploadMemoryTest {
  private static final String PATH = "/api/v1/attachments";
  private static final UploadLimits LIMITS = UploadLimits.USUAL;

  private final ArrayDeque<Runnable> handlers = new ArrayDeque<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, ByteBudget> budgets = LIMITS.budgets();
  private final ByteBudget budget = Objects.requireNonNull(budgets.get(PATH));

  @SuppressWarnings("NullAway.Init")
  private EmbeddedChannel connection;

  @BeforeEach
  void connect() {
    var router =
        new Router(
            List.of(
                new Route(
                    "POST",
                    PATH,
                    Access.PUBLIC,
                    Route.Accepts.ANYTHING,
                    RouteHandler.blocking(_ -> GatewayResponse.empty(204)))));
    connection = UploadConnection.open(router, handlers::add, budgets, meters);
  }

  @AfterEach
  void disconnect() {
    connection.finishAndReleaseAll();
  }

  private static String post(int length, String body) {
    return "POST " + PATH + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n" + body;
  }

  private long taken() {
    return LIMITS.memory() - budget.left();
  }

  @Test
  void HT13_aFileCountsUntilItsHandlerHasAnsweredAlsoWhenNobodyWaitsForIt() {
    send(post(1000, "x".repeat(1000)));
    assertThat(taken()).isEqualTo(1000);
    connection.close();
    assertThat(taken()).isEqualTo(1000);
    handlers.remove().run();
    assertThat(taken()).isZero();
  }

  @Test
  void HT13_everyPipelinedFileCountsByItself() {
    send(post(1000, "x".repeat(1000)) + post(500, "x".repeat(500)) + post(300, "x"));
    assertThat(taken()).isEqualTo(1800);
    handlers.remove().run();
    assertThat(taken()).isEqualTo(800);
    connection.runPendingTasks();
    connection.close();
    assertThat(taken()).isEqualTo(500);
    handlers.remove().run();
    assertThat(taken()).isZero();
  }

  @Test
  void HT13_whatWaitsOnAConnectionThatIsLostCountsNoLonger() {
    send(post(1000, "x".repeat(1000)) + post(500, "x".repeat(500)));
    connection.close();
    assertThat(taken()).isEqualTo(1000);
  }

  @Test
  void HT13_oneVisitorHoldsAtMostAQuarterOneAddressThreeAndOnePathNotTheOthers() {
    var lease = budget.lease("a", "proxy");
    long quarter = LIMITS.memory() / 4;
    assertThat(lease.take(quarter)).isTrue();
    assertThat(budget.lease("a", "elsewhere").take(1)).isFalse();
    // Customers behind one proxy do not wait for each other, until together they are too many.
    var others = budget.lease("b", "proxy");
    assertThat(others.take(quarter)).isTrue();
    assertThat(budget.lease("c", "proxy").take(quarter)).isTrue();
    assertThat(budget.lease("d", "proxy").take(1)).isFalse();
    assertThat(budget.lease("e", "elsewhere").take(1)).isTrue();
    lease.end();
    lease.end();
    assertThat(taken()).isEqualTo(2 * quarter + 1);
    assertThat(budget.lease("d", "proxy").take(quarter)).isTrue();
    assertThat(budgets).hasSize(2);
  }

  @Test
  void HT02_whoWithholdsTheRestOfAFileIsCutWithinTwentySeconds() {
    send(post(100_000, "x".repeat(50_000)));
    assertThat(taken()).isEqualTo(100_000);
    pass(10_000);
    assertThat(connection.isOpen()).isTrue();
    send("x".repeat(16 * 1024));
    pass(10_000);
    assertThat(connection.isOpen()).isTrue();
    send("x");
    pass(10_000);
    assertThat(taken()).isZero();
    assertThat(answer()).contains("408");
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void HT42_theRestOfAConnectionBeginsWhenTheAnswerHasLeft() {
    var held = new ArrayDeque<ChannelPromise>();
    connection
        .pipeline()
        .addFirst(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
                held.add(promise);
                ctx.write(msg);
              }
            });
    send(post(1, "x"));
    handlers.remove().run();
    connection.runPendingTasks();
    pass(59_000);
    held.forEach(ChannelPromise::setSuccess);
    pass(59_999);
    assertThat(connection.isOpen()).isTrue();
    pass(1);
    assertThat(connection.isOpen()).isFalse();
  }

  private void pass(long millis) {
    connection.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    connection.runPendingTasks();
    connection.runScheduledPendingTasks();
  }

  private void send(String text) {
    connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    connection.runPendingTasks();
  }

  private String answer() {
    var all = new StringBuilder();
    for (ByteBuf sent = connection.readOutbound(); sent != null; sent = connection.readOutbound()) {
      all.append(sent.toString(StandardCharsets.UTF_8));
      sent.release();
    }
    return all.toString();
  }
}
