package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kr.ondam.channel.Outbound;
import org.jspecify.annotations.Nullable;

/// A row on its way to the customer; only one thread at a time touches it.
final class Trip extends Passenger {
  /// How one ends whose call may have been taken, and must not be made again (O1).
  static final Verdict.Settle CUT_OFF = new Verdict.Settle(Delivery.UNKNOWN, "interrupted", false);

  OutboundRow row;
  int tries;
  int answered;
  int noted;

  /// What the provider may report of, as long as that is not stored.
  final List<SentCall> reported = new ArrayList<>();

  /// Whether the provider has said something that is not stored yet.
  volatile boolean owes;

  /// Until when it waits for its files, null before its turn came.
  @Nullable Instant waitsUntil;

  /// What is sent, null before its files are at hand.
  @Nullable Outbound loaded;

  /// After what time its turn is to come again.
  Duration pause = Duration.ZERO;

  private final Instant endsAt;

  Trip(OutboundRow row) {
    this.row = row;
    tries = row.tries();
    answered = row.answered();
    noted = answered;
    verdict = row.calling() ? CUT_OFF : null;
    // Ids carry the time of their making in their first 48 bits.
    endsAt =
        Instant.ofEpochMilli(row.message().value().getMostSignificantBits() >>> 16)
            .plus(LONGEST_WAY);
  }

  /// The call that failed is done without; the next one gets as many tries.
  void spare() {
    answered++;
    noted = answered;
    tries = 0;
    verdict = null;
    owes = false;
  }

  /// What is sent, with the files that are at hand.
  Outbound outbound() {
    return loaded == null ? row.outbound() : loaded;
  }

  /// Settles, before the first call is made, which files do not come along with any of them;
  /// answers whether there are such files, which the store has to know of then.
  boolean leavesSome() {
    var along = loaded;
    if (along == null || tries > 0 || answered > 0) {
      return false;
    }
    var away =
        row.outbound().parts().stream()
            .flatMap(part -> part.files().stream())
            .filter(id -> along.file(id).isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    row = row.leaving(away);
    return !away.isEmpty();
  }

  @Override
  Instant endsAt() {
    return endsAt;
  }

  /// That of their conversation.
  @Override
  long order() {
    return row.seq();
  }
}
