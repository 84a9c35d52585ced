package kr.ondam.channel;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file that stands in a message itself, as a `data:` address with base64 (RFC 2397).
public final class InlineFile {
  /// What is left of such an address once its file lies with us.
  public static final String TAKEN = "data:";

  private static final Pattern HEAD =
      Pattern.compile("data:[A-Za-z0-9.+/;=_-]{0,200};base64,", Pattern.CASE_INSENSITIVE);

  private InlineFile() {}

  /// Whether it begins like one.
  public static boolean is(@Nullable String url) {
    return url != null && url.regionMatches(true, 0, TAKEN, 0, TAKEN.length());
  }

  /// The bytes; empty for what cannot be read or holds none.
  public static Optional<byte[]> bytes(String url) {
    var head = HEAD.matcher(url);
    if (!head.lookingAt()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(url.substring(head.end())))
          .filter(bytes -> bytes.length > 0);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
