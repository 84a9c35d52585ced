package kr.ondam.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.security.Masking;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;

/// Calls for channels that nobody has. A few are kept for the system administrators, as short and
/// masked letters of the group; many raise an alarm. Anybody can make such calls, so what they cost
/// is bounded (KK01).
final class Strangers {
  private static final int PER_MINUTE = 10;
  private static final int KEPT_PER_DAY = 100;
  private static final int LONGEST = 4096;

  private final Consumer<DeadLetter> letters;
  private final TimeOrderedIds ids;
  private final InstantSource clock;
  private final Alarm alarm;
  private final TokenBuckets kept;

  Strangers(
      Consumer<DeadLetter> letters,
      TimeOrderedIds ids,
      InstantSource clock,
      LongSupplier nanoTime,
      MeterRegistry meters) {
    this.letters = letters;
    this.ids = ids;
    this.clock = clock;
    alarm =
        new Alarm(
            "calls for unknown channels",
            new TokenBuckets(PER_MINUTE, Duration.ofMinutes(1), nanoTime),
            meters.counter("webhook.alarms", "alarm", "unknown_channel"));
    kept = new TokenBuckets(KEPT_PER_DAY, Duration.ofDays(1), nanoTime);
  }

  void called(String tail, byte[] body) {
    if (!alarm.happened() || !kept.take("all")) {
      return;
    }
    try {
      letters.accept(
          new DeadLetter(
              TenantId.GROUP,
              ids.next(),
              DeadLetter.NO_ACCOUNT,
              "unknown_channel",
              tail,
              Masking.mask(beginning(body)),
              clock.instant()));
    } catch (StoreUnavailable _) {
      // The answer is the same, and the counter has it.
    }
  }

  /// PostgreSQL keeps no NUL.
  private static String beginning(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8).replace('\0', ' ');
    int length = Math.min(LONGEST, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, length));
  }
}
