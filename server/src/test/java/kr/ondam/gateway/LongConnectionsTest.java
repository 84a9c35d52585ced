package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Streams and WebSockets, and how they end when the server stops.
final class LongConnectionsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final GatewayServer server =
      new GatewayServer(
          GatewaySettings.defaults("127.0.0.1", 0),
          new Router(
              List.of(
                  Route.get(
                      "/livez",
                      Access.PUBLIC,
                      RouteHandler.blocking(_ -> GatewayResponse.json(200, "{}"))),
                  Route.post(
                      "/echo",
                      Access.API_KEY,
                      RouteHandler.blocking(
                          r -> new GatewayResponse.Full(200, Map.of(), r.body()))),
                  Route.get(
                      "/events",
                      Access.API_KEY,
                      RouteHandler.blocking(_ ->
                          new GatewayResponse.Stream(
                              200,
                              Map.of("content-type", "text/event-stream"),
                              sink -> {
                                sink.send("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
                                sink.close();
                              })))),
              List.of(new SocketRoute("/ws", Access.WIDGET, "echo.v1", 4096, new Echo()))),
          meters);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aStreamIsWrittenInChunksAndEnds() {
    var answer =
        new Wire(server.port()).exchange("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(answer).contains("chunked").contains("data: 1").endsWith("0\r\n\r\n");
  }

  @Test
  void aSocketEchoesAndIsToldWhenTheServerStops() throws Exception {
    var said = new CompletableFuture<String>();
    var closed = new CompletableFuture<Integer>();
    try (var client = HttpClient.newHttpClient()) {
      var socket =
          client
              .newWebSocketBuilder()
              .subprotocols("echo.v1")
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + server.port() + "/ws"), new Ear(said, closed))
              .get(60, TimeUnit.SECONDS);
      socket.sendText("안녕", true).get(60, TimeUnit.SECONDS);
      assertThat(said.get(60, TimeUnit.SECONDS)).isEqualTo("안녕");
      server.drain(Duration.ofSeconds(2));
      assertThat(closed.get(60, TimeUnit.SECONDS)).isEqualTo(1012);
    }
  }

  @Test
  void aSocketPathWithoutAHandshakeIs426() {
    assertThat(
            Wire.status(
                new Wire(server.port())
                    .exchange("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")))
        .isEqualTo(426);
  }

  @Test
  void P1_aRequestThatIsArrivingIsStillAnsweredAndWhoComesLateIsToldSo() throws Exception {
    var post =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n";
    var get = "GET %s HTTP/1.1\r\nHost: a\r\n\r\n";
    try (var early = new java.net.Socket(InetAddress.getLoopbackAddress(), server.port());
        var idle = new java.net.Socket(InetAddress.getLoopbackAddress(), server.port())) {
      say(idle, get.formatted("/livez"));
      say(early, post + "Expect: 100-continue\r\n\r\n");
      assertThat(early.getInputStream().readNBytes(25)).asString().contains("100 Continue");
      var drained = CompletableFuture.runAsync(() -> server.drain(Duration.ofSeconds(20)));
      assertThat(new String(idle.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("200 OK");

      var wire = new Wire(server.port());
      assertThat(wire.exchange(post + "\r\n{}"))
          .contains("503")
          .contains("retry-after")
          .contains("connection: close")
          .doesNotContain("(left open)");
      assertThat(Wire.status(wire.exchange(get.formatted("/ws")))).isEqualTo(503);
      assertThat(Wire.status(wire.exchange(get.formatted("/livez")))).isEqualTo(200);
      assertThat(drained).isNotDone();

      say(early, "{}" + get.formatted("/livez"));
      assertThat(new String(early.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("200 OK")
          .contains("connection: close")
          .endsWith("{}");
      drained.get(60, TimeUnit.SECONDS);
      assertThat(meters.get("http.connections").gauge().value()).isZero();
    }
  }

  private static void say(java.net.Socket socket, String text) throws java.io.IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private record Ear(CompletableFuture<String> said, CompletableFuture<Integer> closed)
      implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      said.complete(text.toString());
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedFuture(null);
    }
  }
}
