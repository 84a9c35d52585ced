package kr.ondam.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The name of a queue inside its tenant: 1 to 64 letters and digits of any script, with blanks and
/// the signs `_ . · & + ( ) -` inside.
public record QueueId(String value) {
  private static final Pattern SHAPE =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} _.·&+()-]*[\\p{L}\\p{M}\\p{N})])?");
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int LONGEST = 64;

  public QueueId {
    if (value.length() > LONGEST || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "queue id: " + value + " (expected: 1 to 64 letters, digits, blanks and '-')");
    }
  }

  /// An id that somebody types: 1 to 64 of `a-z 0-9 -`.
  public static QueueId plain(String value) {
    if (!PLAIN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "queue id: " + value + " (expected: 1 to 64 of a-z, 0-9 and '-')");
    }
    return new QueueId(value);
  }

  /// The id of a queue that is known by its name alone: the name itself where it can be one.
  public static QueueId named(String name) {
    String id = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    return id.length() <= LONGEST && SHAPE.matcher(id).matches() ? new QueueId(id) : digest(id);
  }

  /// An id for a name that cannot be one, or whose id is another queue's.
  public static QueueId digest(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return new QueueId("queue-" + HexFormat.of().formatHex(digest, 0, 10));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
