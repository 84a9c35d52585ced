package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
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

  /// Why it was not sent at the last try, null before that.
  volatile @Nullable String why;

  /// What was told of why it waits.
  @Nullable String told;

  /// Whether an earlier run of the process may have been calling for it when it ended.
  boolean perhapsCalled;

  /// Whether it is stored under which name the provider may report of a call that was cut off.
  boolean cutOffNoted;

  /// Whether the provider has said something that is not stored yet.
  volatile boolean owes;

  /// Whether its customer has spoken since it was last looked whether it can go.
  volatile boolean spoken;

  /// Those behind it that come along in the call that is being made.
  final List<Trip> company = new ArrayList<>();

  /// Until when it waits for its files, null before its turn came.
  @Nullable Instant waitsUntil;

  /// What is sent, null before its files are at hand.
  @Nullable Outbound loaded;

  /// After what time its turn is to come again.
  Duration pause = Duration.ZERO;

  private final Instant madeAt;

  Trip(OutboundRow row) {
    this.row = row;
    tries = row.tries();
    answered = row.answered();
    noted = answered;
    verdict = row.calling() ? CUT_OFF : null;
    // Ids carry the time of their making in their first 48 bits.
    madeAt = Instant.ofEpochMilli(row.message().value().getMostSignificantBits() >>> 16);
  }

  /// Takes in how its call ended. A call whose answer was lost may have been taken, whatever later
  /// tries of it hear.
  void heard(Outcome outcome, List<ProviderCall> calls) {
    boolean taken = outcome instanceof Outcome.Ok;
    if (taken) {
      answered++;
    }
    if (taken && answered < calls.size()) {
      row = row.made(OutboundRow.print(calls, answered));
    }
    if (outcome instanceof Outcome.Uncertain || taken && row.doubtful()) {
      row = row.inDoubt(!taken);
    }
  }

  /// How it ends. What may have been taken has not failed: 확인필요, so that nobody sends it twice
  /// without being asked (O1).
  Verdict.Settle honest(Verdict.Settle settle) {
    return row.doubtful() && settle.delivery() == Delivery.FAILED
        ? new Verdict.Settle(Delivery.UNKNOWN, settle.failure(), settle.sessionGone())
        : settle;
  }

  /// The call that failed is done without; the next one gets as many tries.
  void spare() {
    row = row.inDoubt(false).made(0);
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

  /// Whether nothing has become of it yet, so that it may come along with another one.
  boolean untouched() {
    return tries == 0 && answered == 0 && verdict == null && !row.carriesFiles();
  }

  @Override
  Instant endsAt() {
    return madeAt.plus(LONGEST_WAY);
  }

  /// When its message was made.
  Instant madeAt() {
    return madeAt;
  }

  @Override
  boolean heavy() {
    return row.carriesFiles();
  }

  /// That of their conversation.
  @Override
  long order() {
    return row.seq();
  }
}
