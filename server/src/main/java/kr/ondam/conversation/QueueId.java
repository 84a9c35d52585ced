package kr.ondam.conversation;

import java.util.regex.Pattern;

/// The name of a queue inside its tenant: 1 to 64 of `a-z 0-9 -`.
public record QueueId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public QueueId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "queue id: " + value + " (expected: 1 to 64 of a-z, 0-9 and '-')");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
