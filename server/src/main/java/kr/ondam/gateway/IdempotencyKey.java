package kr.ondam.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// The caller's own key of a call that creates something. What is created gets an id computed from
/// it, so the unique key of the table keeps a repeated call one, also after a restart.
///
/// @param value 1 to 64 visible ASCII characters
record IdempotencyKey(String value) {
  static IdempotencyKey of(String header) {
    if (!header.matches("[!-~]{1,64}")) {
      throw ApiProblem.invalid("Idempotency-Key: expected 1 to 64 visible ASCII characters");
    }
    return new IdempotencyKey(header);
  }

  /// The same for the same key in the same place, and different everywhere else: a UUID of version
  /// 8 from a SHA-256.
  ///
  /// @param kind such as `note`
  /// @param place the id of what it is created in
  UUID id(String kind, UUID place) {
    var digest =
        ByteBuffer.wrap(
            sha256((kind + " " + place + " " + value).getBytes(StandardCharsets.US_ASCII)));
    long high = digest.getLong() & ~0xF000L | 0x8000L;
    long low = digest.getLong() & ~0xC000_0000_0000_0000L | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
