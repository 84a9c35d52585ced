package kr.ondam.channel.kakao;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Names a message that came without a serial number by its content. Without the provider's time,
/// the same words count as the same message for ten seconds.
final class WeakId {
  private static final long WINDOW_SECONDS = 10;

  private WeakId() {}

  static String of(JsonNode root, Instant receivedAt) {
    var time = root.path("time");
    var when =
        time.isMissingNode() || time.isNull()
            ? Long.toString(receivedAt.getEpochSecond() / WINDOW_SECONDS)
            : time.toString();
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(when.getBytes(StandardCharsets.UTF_8));
      for (var field : List.of("user_key", "type", "content", "contents", "attachment")) {
        digest.update((byte) 0);
        digest.update(root.path(field).toString().getBytes(StandardCharsets.UTF_8));
      }
      return "weak:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256", e);
    }
  }
}
