package kr.ondam.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names messages that came without an id and without a time by their content and the ten seconds
/// in which they came. The same content came again when it has this name, or when it had the one of
/// the ten seconds before and no more than ten have passed.
public final class WeakIds {
  /// How long the same content counts as the same message.
  public static final Duration WINDOW = Duration.ofSeconds(10);

  private static final Pattern SHAPE = Pattern.compile("weak:(\\d{1,15}):(.+)");

  private WeakIds() {}

  /// @param digest of the content
  public static String of(Instant receivedAt, String digest) {
    return named(Math.floorDiv(receivedAt.getEpochSecond(), WINDOW.toSeconds()), digest);
  }

  /// The name that the same content had in the ten seconds before; empty for other ids.
  public static Optional<String> before(String id) {
    var shape = SHAPE.matcher(id);
    return shape.matches()
        ? Optional.of(named(Long.parseLong(shape.group(1)) - 1, shape.group(2)))
        : Optional.empty();
  }

  private static String named(long window, String digest) {
    return "weak:" + window + ":" + digest;
  }
}
