package kr.ondam.channel.bot;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The signatures of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`. While a secret is
/// changed, two stand in one value with a blank between; we sign with both and accept either.
final class StandardWebhooks {
  /// How far the other side's clock may be off.
  static final Duration TOLERANCE = Duration.ofSeconds(300);

  private static final String PREFIX = "whsec_";
  private static final int MOST_SIGNATURES = 10;

  private final List<byte[]> keys;

  /// @throws IllegalArgumentException for a secret that is no base64
  StandardWebhooks(String secret) {
    keys =
        Stream.of(secret.strip().split(" +"))
            .map(s -> s.startsWith(PREFIX) ? s.substring(PREFIX.length()) : s)
            .map(s -> Base64.getDecoder().decode(s))
            .toList();
    if (keys.stream().anyMatch(key -> key.length == 0)) {
      throw new IllegalArgumentException("signing secret: empty (expected: whsec_ and base64)");
    }
  }

  /// What stands in `webhook-signature`.
  ///
  /// @param timestamp in seconds, as it stands in `webhook-timestamp`
  String signatures(String id, String timestamp, byte[] body) {
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(mac(key, id, timestamp, body)))
        .collect(Collectors.joining(" "));
  }

  /// What is wrong with a signed call.
  enum Fault {
    NONE,
    /// A header is missing or not what it should be.
    UNSIGNED,
    /// Its time is more than [#TOLERANCE] away.
    STALE,
    WRONG
  }

  Fault fault(
      @Nullable String id,
      @Nullable String timestamp,
      @Nullable String signature,
      byte[] body,
      Instant at) {
    if (id == null || timestamp == null || signature == null || !timestamp.matches("\\d{1,11}")) {
      return Fault.UNSIGNED;
    }
    // First the signature: who cannot sign learns nothing about our clock.
    var given = List.of(signature.strip().split(" +", MOST_SIGNATURES + 1));
    boolean signed = false;
    for (byte[] key : keys) {
      var right =
          ("v1," + Base64.getEncoder().encodeToString(mac(key, id, timestamp, body)))
              .getBytes(StandardCharsets.US_ASCII);
      for (String one : given.subList(0, Math.min(given.size(), MOST_SIGNATURES))) {
        signed |= MessageDigest.isEqual(right, one.getBytes(StandardCharsets.UTF_8));
      }
    }
    if (!signed) {
      return Fault.WRONG;
    }
    var off = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), at).abs();
    return off.compareTo(TOLERANCE) > 0 ? Fault.STALE : Fault.NONE;
  }

  private static byte[] mac(byte[] key, String id, String timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("HmacSHA256", e);
    }
  }
}
