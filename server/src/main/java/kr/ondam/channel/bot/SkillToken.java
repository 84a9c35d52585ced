package kr.ondam.channel.bot;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The last segment of a one-time callback address. It says itself which turn it answers, so that
/// nothing need be kept until the bot calls; that it is used once is seen to by whoever remembers
/// the posts.
///
/// @param until when it ends, in whole seconds
record SkillToken(String conversation, String turn, long epoch, Instant until) {
  /// How long a callback may take, as Kakao has it.
  static final Duration LASTS = Duration.ofSeconds(60);

  private static final int MAC_OCTETS = 16;
  private static final Pattern CONTENT =
      Pattern.compile("([A-Za-z0-9_-]{1,64})\\|([A-Za-z0-9_-]{1,64})\\|(\\d{1,18})\\|(\\d{1,11})");

  /// @param key the bot's, which only we and the bot know
  String write(String key) {
    var content =
        (conversation + "|" + turn + "|" + epoch + "|" + until.getEpochSecond())
            .getBytes(StandardCharsets.US_ASCII);
    var base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString(content) + "." + base64.encodeToString(mac(key, content));
  }

  /// Empty for what we did not write.
  static Optional<SkillToken> read(String key, String text) {
    int dot = text.indexOf('.');
    byte[] content;
    byte[] given;
    try {
      content = Base64.getUrlDecoder().decode(text.substring(0, Math.max(0, dot)));
      given = Base64.getUrlDecoder().decode(text.substring(dot + 1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    var fields = CONTENT.matcher(new String(content, StandardCharsets.US_ASCII));
    if (!MessageDigest.isEqual(mac(key, content), given) || !fields.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SkillToken(
            fields.group(1),
            fields.group(2),
            Long.parseLong(fields.group(3)),
            Instant.ofEpochSecond(Long.parseLong(fields.group(4)))));
  }

  private static byte[] mac(String key, byte[] content) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      var bytes = ("skill callback " + key).getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(content), MAC_OCTETS);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("HmacSHA256", e);
    }
  }
}
