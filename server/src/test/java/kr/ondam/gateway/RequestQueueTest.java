package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestQueueTest {
  private final ArrayDeque<Runnable> admitting = new ArrayDeque<>();
  private final Dispatcher dispatcher =
      new Dispatcher(
          new Router(
              List.of(),
              List.of(new SocketRoute("/ws", Access.WIDGET, "echo.v1", 4096, new Echo()))),
          new TokenBuckets(1000, System::nanoTime),
          admitting::add,
          new SimpleMeterRegistry(),
          () -> "r");

  @Test
  void P1_aHandshakeThatTheStopOvertakesIs503() {
    var channel = new EmbeddedChannel(new RequestQueue(dispatcher, 8, false));
    var headers =
        Map.of(
            "upgrade", "websocket",
            "connection", "Upgrade",
            "sec-websocket-version", "13",
            "sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA==");
    channel.writeInbound(
        new RequestAssembly.Arrived(
            new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/ws"),
            new GatewayRequest("GET", "/ws", Map.of(), Map.of(), headers, new byte[0], "a", "r"),
            true,
            null));
    channel.pipeline().fireUserEventTriggered(RequestQueue.DRAIN);
    assertThat(channel.isActive()).isTrue();
    admitting.remove().run();
    channel.runPendingTasks();
    HttpResponse answer = channel.readOutbound();
    assertThat(answer.status().code()).isEqualTo(503);
    assertThat(answer.headers().get("retry-after")).isNotNull();
    assertThat(channel.isActive()).isFalse();
  }
}
