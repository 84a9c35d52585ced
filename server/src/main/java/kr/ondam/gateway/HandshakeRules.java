package kr.ondam.gateway;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Judges a WebSocket handshake by RFC 6455 section 4.2.1, before its endpoint is asked.
final class HandshakeRules {
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  private HandshakeRules() {}

  /// What is wrong, null when nothing is.
  static @Nullable Problem judge(GatewayRequest request) {
    if (!"websocket".equalsIgnoreCase(request.header("upgrade"))) {
      return new Problem(426, "upgrade_required", "A WebSocket handshake is expected.")
          .with("upgrade", "websocket");
    }
    var connection = String.valueOf(request.header("connection")).toLowerCase(Locale.ROOT);
    if (Arrays.stream(connection.split(",")).noneMatch(token -> token.strip().equals("upgrade"))) {
      return new Problem(400, "bad_handshake", "The Connection header must say Upgrade.");
    }
    if (!VERSION.equals(request.header("sec-websocket-version"))) {
      return new Problem(426, "websocket_version", "Only version 13 is spoken here.")
          .with("sec-websocket-version", VERSION);
    }
    if (!isKey(request.header("sec-websocket-key"))) {
      return new Problem(400, "bad_handshake", "The Sec-WebSocket-Key must be 16 bytes in base64.");
    }
    return null;
  }

  private static boolean isKey(@Nullable String key) {
    if (key == null || key.length() != 24) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
