package kr.ondam.channel.sms.smpp;

import java.util.LinkedHashMap;
import java.util.Map;

/// How often the message centre has answered each message with a system error (`0x08`), after which
/// it is tried three times more (SM60). Only here: a start and a change of the account count anew.
final class SystemErrors {
  static final int RETRIES = 3;
  private static final int MOST = 10_000;

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /// Notes one more; answers whether the message may be tried again.
  synchronized boolean again(String serial) {
    int errors = counts.merge(serial, 1, Integer::sum);
    if (errors > RETRIES) {
      counts.remove(serial);
    } else if (counts.size() > MOST) {
      counts.remove(counts.keySet().iterator().next());
    }
    return errors <= RETRIES;
  }

  /// The message has come to its end.
  synchronized void over(String serial) {
    counts.remove(serial);
  }
}
