package kr.ondam.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.ondam.gateway.GatewayRequest;
import kr.ondam.gateway.SocketEndpoint.Admission;
import kr.ondam.gateway.SocketListener;
import kr.ondam.gateway.TokenBuckets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many sockets there may be.
final class ChatEndpointTest {
  private static final ChatLimits LIMITS =
      new ChatLimits(5, 3, 4, 6, 10, Duration.ofSeconds(5), Duration.ofSeconds(25), 10, 100, 1000);

  private final ChatFloor floor = new ChatFloor(LIMITS);
  private final Tickets tickets = new Tickets(floor.tools.nanoTime());
  private final ChatEndpoint endpoint =
      new ChatEndpoint(
          tickets,
          floor.hub,
          floor.tools,
          new TokenBuckets(LIMITS.callsPerSecond(), floor.tools.nanoTime()));

  @AfterEach
  void close() {
    floor.close();
  }

  private GatewayRequest handshake(String address, int visitor) {
    var ticket = tickets.issue(floor.visit(visitor));
    return new GatewayRequest(
        "GET",
        "/chat/v1/ws",
        Map.of(),
        Map.of(),
        Map.of(
            "origin",
            "https://shop.kr",
            "sec-websocket-protocol",
            "ondam.webchat.v1, ticket." + ticket),
        new byte[0],
        address,
        "r");
  }

  private static int status(Admission admission) {
    return switch (admission) {
      case Admission.Welcome() -> 101;
      case Admission.Refused(var status, var _, var _) -> status;
    };
  }

  @Test
  void WS37_aFloodOfHandshakesOfOneAddressIs429() {
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(status(endpoint.admit(handshake("10.0.0.1", 1))));
    }
    assertThat(answers).containsExactly(101, 101, 101, 101, 101, 101, 429, 429);
    assertThat(status(endpoint.admit(handshake("10.0.0.2", 1)))).isEqualTo(101);
    floor.time.advance(Duration.ofSeconds(1));
    assertThat(status(endpoint.admit(handshake("10.0.0.1", 1)))).isEqualTo(101);
  }

  @Test
  void WS38_oneAddressHasItsShareAndGetsItBack() {
    List<SocketListener> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      var handshake = handshake("10.0.0.1", i);
      assertThat(status(endpoint.admit(handshake))).isEqualTo(101);
      open.add(endpoint.open(handshake, new FakeSocket()));
    }
    assertThat(status(endpoint.admit(handshake("10.0.0.1", 9)))).isEqualTo(429);
    var late = new FakeSocket();
    var raced = endpoint.open(handshake("10.0.0.1", 9), late);
    assertThat(late.closed).containsExactly(4429);
    raced.closed();
    open.getFirst().closed();
    assertThat(status(endpoint.admit(handshake("10.0.0.1", 9)))).isEqualTo(101);
  }

  @Test
  void WS38_aSocketThatCannotBeOpenedTakesNoPlace() {
    var t = floor.tools;
    var broken =
        new ChatTools(
            t.conversations(),
            t.agents(),
            t.intake(),
            t.uploads(),
            t.attachments(),
            t.partitions(),
            t.bus(),
            t.signals(),
            t.clock(),
            (_, _) -> {
              throw new IllegalStateException("the timers have stopped");
            },
            t.nanoTime(),
            t.random(),
            t.executor(),
            t.meters(),
            LIMITS);
    var failing =
        new ChatEndpoint(
            tickets, floor.hub, broken, new TokenBuckets(LIMITS.callsPerSecond(), t.nanoTime()));
    for (int i = 0; i < 4; i++) {
      var handshake = handshake("10.0.0.1", i);
      assertThat(status(failing.admit(handshake))).isEqualTo(101);
      assertThatThrownBy(() -> failing.open(handshake, new FakeSocket()))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(status(failing.admit(handshake("10.0.0.1", 9)))).isEqualTo(101);
  }

  @Test
  void WS38_beyondTheLimitOfAllSocketsItIs503() {
    for (int i = 0; i < 4; i++) {
      endpoint.open(handshake("10.0.0." + i, i), new FakeSocket());
    }
    assertThat(status(endpoint.admit(handshake("10.0.1.1", 9)))).isEqualTo(503);
  }
}
