package kr.ondam.channel.sms.smpp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Recognises messages that a message centre delivers again because it may not have seen our
/// answer. SMPP gives them no id, and a customer may well write the same word twice, so a message
/// counts as the same only while its answer is not out, for five seconds after that, and for ten
/// minutes when the connection went before. An answer that was out and got lost with the connection
/// makes a message appear twice: better than a customer's second word that nobody sees. Not safe
/// for several threads.
final class InDoubt {
  static final Duration AFTER_ANSWER = Duration.ofSeconds(5);
  static final Duration AFTER_DROP = Duration.ofMinutes(10);
  private static final Duration UNANSWERED = Duration.ofHours(24);
  private static final Duration BETWEEN = Duration.ofSeconds(30);
  static final int MOST = 100_000;

  /// @param session where it came in
  /// @param until when it is forgotten
  /// @param open whether its answer may come to be lost with the connection
  private record Entry(Object session, String id, Instant until, boolean open) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private Instant next = Instant.MIN;

  /// The id of a message: that of its twin in doubt, else a new one.
  ///
  /// @param now as all times here of a clock that is never set
  String id(Object session, ShortMessage message, Instant now, Supplier<String> fresh) {
    forget(now);
    var hash = hash(message);
    var twin = entries.remove(hash);
    var id = twin == null || over(twin, now) ? fresh.get() : twin.id();
    if (entries.size() >= MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
    entries.put(hash, new Entry(session, id, now.plus(UNANSWERED), true));
    return id;
  }

  /// Its answer has left; one with an error leaves it in doubt, because it will come again.
  void answered(Object session, ShortMessage message, boolean kept, Instant now) {
    var hash = hash(message);
    var entry = entries.get(hash);
    if (entry != null && kept && entry.session().equals(session)) {
      entries.put(hash, new Entry(session, entry.id(), now.plus(AFTER_ANSWER), false));
    }
  }

  /// The connection went before the answers that were not out.
  void dropped(Object session, Instant now) {
    entries.replaceAll((_, entry) ->
        entry.session().equals(session) && entry.open() && !over(entry, now)
            ? new Entry(session, entry.id(), now.plus(AFTER_DROP), false)
            : entry);
  }

  int size() {
    return entries.size();
  }

  /// Looks at all of them now and then only, because many texts may come in a second.
  private void forget(Instant now) {
    if (!now.isBefore(next)) {
      next = now.plus(BETWEEN);
      entries.values().removeIf(entry -> over(entry, now));
    }
  }

  private static boolean over(Entry entry, Instant now) {
    return !entry.until().isAfter(now);
  }

  private static String hash(ShortMessage message) {
    var fields =
        String.join(
            "\0",
            message.source().value(),
            message.destination().value(),
            String.valueOf(message.esmClass()),
            String.valueOf(message.dataCoding()),
            message.content().toString(),
            message.parameters().toString());
    return digest(fields);
  }

  /// SHA-256 in hexadecimal digits.
  static String digest(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256", e);
    }
  }
}
