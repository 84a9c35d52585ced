package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import kr.ondam.tenant.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who brings a file is judged before any of it is read, on a connection that the test drives.
@Timeout(60)
final class EntranceTest {
  private static final String PATH = "/chat/v1/attachments";
  private static final UploadLimits LIMITS = UploadLimits.USUAL;

  /// What waits for a thread: first the entrance, then the handler.
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

  private final List<GatewayRequest> handled = new ArrayList<>();
  private final Map<String, ByteBudget> budgets = LIMITS.budgets();
  private final ByteBudget budget = Objects.requireNonNull(budgets.get(PATH));

  @SuppressWarnings("NullAway.Init")
  private EmbeddedChannel connection;

  private final Router router =
      new Router(
          List.of(
              new Route(
                  "POST",
                  PATH,
                  Access.WIDGET,
                  Route.Accepts.ANYTHING,
                  RouteHandler.blocking(request -> {
                    handled.add(request);
                    return GatewayResponse.empty(204);
                  }),
                  EntranceTest::judge)));

  /// The visitor's token decides.
  private static Entrance.Entry judge(GatewayRequest head) {
    assertThat(head.body()).isEmpty();
    var token = head.header("authorization");
    if ("broken".equals(token)) {
      throw new StoreUnavailable("away", new IOException());
    }
    return "good".equals(token)
        ? new Entrance.Entry.Admitted("visitor")
        : new Entrance.Entry.Refused(
            GatewayResponse.problem(head, 401, "visitor", "A visitor's token is needed."));
  }

  @BeforeEach
  void connect() {
    connection = UploadConnection.open(router, tasks::add, budgets, new SimpleMeterRegistry());
  }

  @AfterEach
  void disconnect() {
    connection.finishAndReleaseAll();
  }

  private static String post(String token, int length, String body) {
    return "POST "
        + PATH
        + "?name=a.pdf HTTP/1.1\r\nHost: a\r\nAuthorization: "
        + token
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }

  private void send(String text) {
    connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    connection.runPendingTasks();
  }

  private void run() {
    tasks.remove().run();
    connection.runPendingTasks();
  }

  private long taken() {
    return LIMITS.memory() - budget.left();
  }

  private String answer() {
    var all = new StringBuilder();
    for (ByteBuf sent = connection.readOutbound(); sent != null; sent = connection.readOutbound()) {
      all.append(sent.toString(StandardCharsets.UTF_8));
      sent.release();
    }
    return all.toString();
  }

  @Test
  void HT13_nothingIsReadBeforeTheVisitorIsKnown() {
    send(post("good", 1000, "x".repeat(500)));
    assertThat(taken()).isZero();
    assertThat(connection.config().isAutoRead()).isFalse();
    run();
    assertThat(connection.config().isAutoRead()).isTrue();
    assertThat(taken()).isEqualTo(1000);
    send("x".repeat(500));
    run();
    assertThat(handled).singleElement().satisfies(r -> assertThat(r.body()).hasSize(1000));
    assertThat(answer()).contains("204");
    assertThat(taken()).isZero();
  }

  @Test
  void HT13_whoShowsNoTokenIsAnsweredAtOnceAndHoldsNoMemory() {
    send(post("bad", 20_000_000, "x".repeat(500)));
    run();
    assertThat(taken()).isZero();
    assertThat(answer()).contains("401").contains("connection: close");
    assertThat(connection.isOpen()).isFalse();
    assertThat(handled).isEmpty();
  }

  @Test
  void HT13_pipelinedFilesAreJudgedOneByOneInTheirOrder() {
    send(post("good", 3, "abc") + post("good", 2, "de") + post("bad", 1, "f"));
    run();
    // The handler of the first, and the entrance of the second.
    assertThat(tasks).hasSize(2);
    while (!tasks.isEmpty()) {
      run();
    }
    assertThat(handled).extracting(r -> r.body().length).containsExactly(3, 2);
    assertThat(answer()).containsPattern("(?s)204.*204.*401");
    assertThat(connection.isOpen()).isFalse();
    assertThat(taken()).isZero();
  }

  @Test
  void whoAsksFirstIsToldToGoOnOnlyWhenKnown() {
    var expecting = "Expect: 100-continue\r\nContent-Length:";
    send(post("good", 2, "").replace("Content-Length:", expecting));
    assertThat(answer()).isEmpty();
    run();
    assertThat(answer()).contains("100 Continue");
    send("ab");
    run();
    send(post("bad", 2, "").replace("Content-Length:", expecting));
    run();
    assertThat(answer()).contains("401").doesNotContain("100 Continue");
  }

  @Test
  void whatNobodyCanSayNowIs503() {
    send(post("broken", 2, "ab"));
    run();
    assertThat(answer()).contains("503").contains("retry-after");
  }

  @Test
  void aConnectionThatIsLostWhileTheEntranceThinksLeavesNothing() {
    send(post("good", 1000, "x".repeat(500)));
    connection.close();
    run();
    assertThat(taken()).isZero();
    assertThat(tasks).isEmpty();
  }

  @Test
  void HT02_oneThatIsLateMeanwhileIsToldSo() {
    send(post("good", 100_000, "x".repeat(500)));
    connection.advanceTimeBy(10, TimeUnit.SECONDS);
    connection.runScheduledPendingTasks();
    connection.runPendingTasks();
    assertThat(answer()).contains("408");
    run();
    assertThat(taken()).isZero();
    assertThat(handled).isEmpty();
  }

  @Test
  void HT13_theAnswerIsHeardByWhoGoesOnSending() throws IOException {
    var settings = GatewaySettings.defaults("127.0.0.1", 0);
    try (var server = new GatewayServer(settings, router, new SimpleMeterRegistry());
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      var out = socket.getOutputStream();
      out.write(post("bad", 20_000_000, "").getBytes(StandardCharsets.ISO_8859_1));
      var sending = Thread.ofVirtual().start(() -> pour(out));
      var heard = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(heard).startsWith("HTTP/1.1 401").contains("A visitor's token is needed.");
      sending.interrupt();
    }
  }

  private static void pour(OutputStream out) {
    try {
      for (int i = 0; i < 4; i++) {
        out.write(new byte[1_000_000]);
      }
    } catch (SocketException _) {
      // Nobody takes it any more.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
