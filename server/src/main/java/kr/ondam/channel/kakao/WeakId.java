package kr.ondam.channel.kakao;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import kr.ondam.channel.WeakIds;
import tools.jackson.databind.JsonNode;

/// Names a message that came without a serial number by its content, and by the provider's time or,
/// where that is missing, as [WeakIds] does.
final class WeakId {
  private WeakId() {}

  static String of(JsonNode root, Instant receivedAt) {
    var time = root.path("time");
    boolean timed = !time.isMissingNode() && !time.isNull();
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((timed ? time.toString() : "").getBytes(StandardCharsets.UTF_8));
      for (var field : List.of("user_key", "type", "content", "contents", "attachment")) {
        digest.update((byte) 0);
        digest.update(root.path(field).toString().getBytes(StandardCharsets.UTF_8));
      }
      var content = HexFormat.of().formatHex(digest.digest());
      return timed ? "weak:" + content : WeakIds.of(receivedAt, content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256", e);
    }
  }
}
