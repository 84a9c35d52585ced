package kr.ondam.channel;

import java.util.regex.Pattern;

/// The name of a channel account inside its tenant: 1 to 64 of `a-z 0-9 -`.
public record ChannelAccountId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public ChannelAccountId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "channel account id: " + value + " (expected: 1 to 64 of a-z, 0-9 and '-')");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
