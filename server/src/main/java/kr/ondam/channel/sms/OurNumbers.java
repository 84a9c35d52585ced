package kr.ondam.channel.sms;

import java.util.List;
import kr.ondam.channel.ChannelAccount;

/// The numbers of an account of text messages.
public final class OurNumbers {
  private OurNumbers() {}

  /// As customers dial them, the one that sends first; one empty one for an account that has none.
  public static List<String> of(ChannelAccount account) {
    return List.of(account.settings().getOrDefault("number", "").split(" *, *")).stream()
        .map(PhoneNumber::national)
        .toList();
  }
}
