package kr.ondam.channel.sms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kr.ondam.channel.Part;
import kr.ondam.channel.PlainWords;

/// What of a message remains when a channel carries nothing but text.
public final class SmsWords {
  private SmsWords() {}

  /// One text of all parts, each on its own lines; empty when nothing of it is for the customer.
  public static String of(List<Part> parts) {
    return parts.stream()
        .map(PlainWords::of)
        .flatMap(Optional::stream)
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
