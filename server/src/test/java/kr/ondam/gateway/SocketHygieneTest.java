package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever bytes come, a WebSocket ends with the code that RFC 6455 has for it.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SocketHygieneTest {
  private static final int TEXT = 0x81;
  private static final int FIRST = 0x01;
  private static final int MIDDLE = 0x00;
  private static final int LAST = 0x80;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;

  private final GatewayServer server =
      new GatewayServer(
          GatewaySettings.defaults("127.0.0.1", 0),
          new Router(
              List.of(),
              List.of(new SocketRoute("/ws", Access.WIDGET, "echo.v1", 65_536, new Echo()))),
          new SimpleMeterRegistry());

  @AfterAll
  void close() {
    server.close();
  }

  private RawWebSocket open() {
    var socket = RawWebSocket.open(server.port(), "/ws", "Sec-WebSocket-Protocol: echo.v1");
    assertThat(socket.status()).isEqualTo(101);
    assertThat(socket.header("sec-websocket-protocol")).contains("echo.v1");
    return socket;
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 0", "X-None: 1"})
  void WS04_anOtherVersionIs426(String version) {
    var key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    try (var socket = RawWebSocket.ask(server.port(), "/ws", version, key)) {
      assertThat(socket.status()).isEqualTo(426);
      assertThat(socket.header("sec-websocket-version")).contains("13");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: 1",
        "Sec-WebSocket-Key: c2hvcnQ=",
        "Sec-WebSocket-Key: not base64 at all!!!!!!!",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSB0b28gbG9uZw=="
      })
  void WS05_aMissingOrShortKeyIs400(String key) {
    try (var socket = RawWebSocket.ask(server.port(), "/ws", "Sec-WebSocket-Version: 13", key)) {
      assertThat(socket.status()).isEqualTo(400);
    }
  }

  @Test
  void WS14_anUnmaskedFrameIs1002() {
    try (var socket = open()) {
      socket.send(TEXT, 2, 'h', 'i');
      assertThat(socket.closeCode()).isEqualTo(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x83, 0x87, 0x8B, 0x8F, 0xC1, 0xF1})
  void WS16_reservedOpcodesAndBitsAre1002(int first) {
    try (var socket = open()) {
      socket.frame(first, bytes('x'));
      assertThat(socket.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void WS17_aControlFrameOfMoreThan125BytesIs1002() {
    try (var socket = open()) {
      socket.frame(PING, new byte[126]);
      assertThat(socket.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void WS18_aFragmentedControlFrameIs1002() {
    try (var socket = open()) {
      socket.frame(0x09, bytes('x'));
      assertThat(socket.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void WS20_aNewDataFrameInsideAFragmentedMessageIs1002() {
    try (var socket = open()) {
      socket.frame(FIRST, bytes('a'));
      socket.frame(TEXT, bytes('b'));
      assertThat(socket.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void WS20_aContinuationOfNothingIs1002() {
    try (var socket = open()) {
      socket.frame(LAST, bytes('a'));
      assertThat(socket.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void WS21_tenThousandPiecesOfOneByteAre1008() {
    try (var socket = open()) {
      socket.frame(FIRST, bytes('a'));
      for (int i = 0; i < 10_000; i++) {
        socket.frame(MIDDLE, bytes('a'));
      }
      assertThat(socket.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void WS21_aMessageOf256PiecesIsTaken() {
    try (var socket = open()) {
      socket.frame(FIRST, bytes('a'));
      for (int i = 0; i < 254; i++) {
        socket.frame(MIDDLE, bytes('a'));
      }
      socket.frame(LAST, bytes('z'));
      assertThat(socket.read().orElseThrow().text()).isEqualTo("a".repeat(255) + "z");
    }
  }

  @Test
  void WS22_endlessFragmentsAre1009At64KiB() {
    try (var socket = open()) {
      socket.frame(FIRST, new byte[30_000]);
      socket.frame(MIDDLE, new byte[30_000]);
      socket.frame(MIDDLE, new byte[30_000]);
      assertThat(socket.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void WS24_aLengthThatIsNotMinimalIs1002() {
    try (var socket = open()) {
      socket.send(TEXT, 0x80 | 126, 0, 2, 0, 0, 0, 0, 'h', 'i');
      assertThat(socket.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void WS25_aTextThatIsNotUtf8Is1007() {
    try (var socket = open()) {
      socket.frame(TEXT, bytes('a', 0xC3, 0x28));
      assertThat(socket.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void WS26_badUtf8OverFragmentsIs1007() {
    try (var socket = open()) {
      socket.frame(FIRST, bytes('a', 0xE2));
      socket.frame(LAST, bytes(0x28, 0xA1));
      assertThat(socket.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void WS26_aCharacterMayBeSplitOverFragments() {
    try (var socket = open()) {
      var text = "안".getBytes(StandardCharsets.UTF_8);
      socket.frame(FIRST, text[0]);
      socket.frame(LAST, text[1], text[2]);
      assertThat(socket.read().orElseThrow().text()).isEqualTo("안");
    }
  }

  @Test
  void WS28_aMessageOf64KiBIsTakenAndOneByteMoreIs1009() {
    try (var socket = open()) {
      socket.text("x".repeat(65_536));
      assertThat(socket.read().orElseThrow().payload()).hasSize(65_536);
      socket.text("x".repeat(65_537));
      assertThat(socket.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void WS29_compressionIsDeclined() {
    try (var socket =
        RawWebSocket.open(
            server.port(),
            "/ws",
            "Sec-WebSocket-Protocol: echo.v1",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
      assertThat(socket.status()).isEqualTo(101);
      assertThat(socket.header("sec-websocket-extensions")).isEmpty();
    }
  }

  @Test
  void WS30_closeFramesThatSayNonsenseAreAnswered1002Or1007() {
    for (byte[] payload :
        List.of(
            bytes(3),
            bytes(999 >> 8, 999 & 0xFF),
            bytes(1005 >> 8, 1005 & 0xFF),
            bytes(1006 >> 8, 1006 & 0xFF),
            bytes(3, 0xE8, 0xC3, 0x28))) {
      try (var socket = open()) {
        socket.frame(CLOSE, payload);
        assertThat(socket.closeCode()).isIn(1002, 1007);
      }
    }
  }

  @Test
  void WS30_aProperCloseIsEchoed() {
    try (var socket = open()) {
      socket.frame(CLOSE, bytes(1000 >> 8, 1000 & 0xFF));
      assertThat(socket.closeCode()).isEqualTo(1000);
      assertThat(socket.read()).isEmpty();
    }
  }

  @Test
  void WS32_aFloodOfPingsIsAnsweredAtMostTwentyTimesThen1008() {
    try (var socket = open()) {
      for (int i = 0; i < 1000; i++) {
        socket.frame(PING, bytes('x'));
      }
      int pongs = 0;
      var frame = socket.read().orElseThrow();
      for (; frame.opcode() == 10; frame = socket.read().orElseThrow()) {
        pongs++;
      }
      // Ten a second; the flood may begin just before a second ends.
      assertThat(pongs).isBetween(10, 20);
      assertThat(frame.payload()[0] << 8 | frame.payload()[1] & 0xFF).isEqualTo(1008);
    }
  }

  @Test
  void C6_WS36_whoDoesNotReadCostsABoundedAmountAndOthersFeelNothing() {
    int sent = 400;
    try (var slow = open();
        var other = open()) {
      for (int i = 0; i < sent; i++) {
        slow.text("x".repeat(60_000));
      }
      other.text("안녕");
      assertThat(other.read().orElseThrow().text()).isEqualTo("안녕");
      slow.frame(CLOSE, bytes(1000 >> 8, 1000 & 0xFF));
      int echoed = 0;
      for (var frame = slow.read(); frame.isPresent(); frame = slow.read()) {
        echoed += frame.get().opcode() == 1 ? 1 : 0;
      }
      // What the system's own buffers hold comes on top of our half MiB.
      assertThat(echoed).isBetween(1, sent - 1);
    }
  }

  @Test
  void binaryMessagesAre1003() {
    try (var socket = open()) {
      socket.frame(0x82, bytes(1, 2, 3));
      assertThat(socket.closeCode()).isEqualTo(1003);
    }
  }
}
