package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
import kr.ondam.customer.IdentityKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the calls of trips, and stores before each how far a message has come; a part of [Outbox].
final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);
  private static final Verdict.Settle CHANGED =
      new Verdict.Settle(Delivery.UNKNOWN, "plan changed", false);

  private static final Verdict.Settle NEEDLESS = new Verdict.Settle(Delivery.NONE, null, false);

  private final Outbox.Tools tools;
  private final Adapters adapters;
  private final Function<Trip, Passage<Trip>> passages;
  private final Function<Trip, List<Trip>> behind;
  private final BooleanSupplier closed;

  /// `behind` answers those that come after one, `closed` whether nothing more may be begun.
  Attempts(
      Outbox.Tools tools,
      Adapters adapters,
      Function<Trip, Passage<Trip>> passages,
      Function<Trip, List<Trip>> behind,
      BooleanSupplier closed) {
    this.tools = tools;
    this.adapters = adapters;
    this.passages = passages;
    this.behind = behind;
    this.closed = closed;
  }

  /// What was being called for when the process ended may have been taken, where it was not stored
  /// that the call begins (O1).
  void doubt(Trip trip) {
    if (trip.perhapsCalled && adapters.repeatable(trip.row)) {
      trip.row = trip.row.inDoubt(true);
    }
    trip.perhapsCalled = false;
  }

  /// Makes the calls that are still to be made; leaves the verdict away when the stop or an opening
  /// of the breaker comes between two of them.
  void make(Trip trip) {
    doubt(trip);
    part(trip);
    trip.spoken = false;
    var reached = adapters.of(trip.row).orElse(null);
    if (reached == null) {
      trip.verdict = new Verdict.Settle(Delivery.FAILED, "no channel", false);
      return;
    }
    var adapter = reached.adapter();
    passages.apply(trip).widen(reached.width());
    Outcome outcome = new Outcome.Ok("");
    var calls = reached.plan(trip.outbound());
    if (calls == null) {
      outcome = new Outcome.Permanent("plan", "this message cannot be sent on this channel");
      calls = List.of();
    } else if (!goesOn(trip, calls)) {
      trip.verdict = CHANGED;
      return;
    }
    while (trip.answered < calls.size() && outcome instanceof Outcome.Ok) {
      keepReferences(trip);
      if (needless(trip)) {
        trip.verdict = NEEDLESS;
        return;
      }
      note(trip, trip.leavesSome());
      var pass = closed.getAsBoolean() ? null : pass(trip);
      if (pass == null) {
        return;
      }
      var call = calls.get(trip.answered);
      if (!adapter.repeatable()) {
        trip.pass = pass; // given back when it cannot be stored that the call begins
        if (!tools.store().calling(trip.row, trip.tries, trip.answered)) {
          trip.verdict = NEEDLESS; // brought already
          return;
        }
        if (trip.answered == calls.size() - 1) {
          call = company(trip, reached, call);
        }
        trip.pass = null;
      }
      CrashPoint.BEFORE_CALL.pass();
      outcome = reached.send(call);
      CrashPoint.AFTER_CALL.pass();
      trip.owes = true;
      passages.apply(trip).report(pass, outcome);
      if (adapter.reports()) {
        remember(trip, calls, outcome);
      }
      trip.heard(outcome, calls);
    }
    if (outcome instanceof Outcome.Unauthorised
        || outcome instanceof Outcome.Aside(Outcome.Unauthorised _)) {
      log.warn("the provider of account {} refuses our credentials", reached.account().id());
    }
    trip.tries += unmade(outcome) ? 0 : 1;
    trip.verdict = Verdict.of(outcome, adapter.repeatable(), trip.tries, tools.random());
    keepReferences(trip);
  }

  private static boolean unmade(Outcome outcome) {
    return outcome instanceof Outcome.Unmade
        || outcome instanceof Outcome.CustomerFirst
        || outcome instanceof Outcome.Aside(Outcome.Unmade _);
  }

  /// Takes those behind along, as far as one call brings them: what opens the way may open it for
  /// one call only. Of each it is stored first that the call begins.
  private ProviderCall company(Trip trip, Adapters.Reached reached, ProviderCall call) {
    var all = call;
    for (var next : behind.apply(trip)) {
      var calls = next.untouched() ? reached.plan(next.row.outbound()) : null;
      var joined =
          calls == null || calls.size() != 1
              ? Optional.<ProviderCall>empty()
              : reached.join(all, calls.getFirst());
      if (joined.isEmpty()) {
        break;
      }
      trip.company.add(next);
      if (!tools.store().calling(next.row, next.tries, next.answered)) {
        trip.company.remove(next);
        break; // brought already, as is found when its turn comes
      }
      all = joined.get();
    }
    return all;
  }

  /// Those that were to come along go by themselves again.
  void part(Trip trip) {
    while (!trip.company.isEmpty()) {
      var last = trip.company.getLast();
      tools.store().postpone(last.row, last.tries, last.answered, last.row.dueAt());
      trip.company.removeLast();
    }
  }

  /// Whether the calls that were taken are still the first ones of the plan: the account's settings
  /// may have changed since. The end of a session is always the last call.
  private static boolean goesOn(Trip trip, List<ProviderCall> calls) {
    if (trip.answered == 0) {
      return true;
    }
    int made = trip.row.made();
    if (made == 0) {
      // A person has it sent again, and knows of the calls only how many were taken.
      trip.answered = trip.answered < calls.size() ? trip.answered : 0;
      return true;
    }
    if (made == OutboundRow.print(calls, trip.answered)) {
      return true;
    }
    trip.answered = Math.max(0, calls.size() - 1);
    return trip.row.closing();
  }

  /// Whether a session is not to be ended, because its customer has written again in the meantime
  /// and is waiting in it.
  private boolean needless(Trip trip) {
    var out = trip.row.outbound();
    return trip.row.closing()
        && tools
            .store()
            .latestOf(out.tenant(), new IdentityKey(out.account(), out.externalUser()))
            .filter(c -> c.endedAt() == null && !c.id().equals(trip.row.conversation()))
            .isPresent();
  }

  /// Stores what of a trip is not stored yet.
  void keepUp(Trip trip) {
    if (trip.verdict == Trip.CUT_OFF && !trip.cutOffNoted) {
      noteCutOff(trip);
      trip.cutOffNoted = true;
    }
    keepReferences(trip);
    note(trip, false);
  }

  /// The call whose answer was lost with the process is one of which the provider may still report.
  /// What it was is not known for sure where files went along.
  private void noteCutOff(Trip trip) {
    var reached = adapters.of(trip.row).orElse(null);
    if (reached != null && reached.adapter().reports() && !trip.row.carriesFiles()) {
      var calls = reached.plan(trip.outbound());
      if (calls != null && trip.answered < calls.size()) {
        remember(trip, calls, new Outcome.Uncertain("interrupted"));
      }
    }
  }

  private void remember(Trip trip, List<ProviderCall> calls, Outcome outcome) {
    var call = calls.get(trip.answered);
    var at = tools.clock().instant();
    SentCall.of(trip.row, trip.answered, calls.size(), call, outcome, at)
        .ifPresent(trip.reported::add);
  }

  /// Stores under which names the provider may report of what it has taken.
  private void keepReferences(Trip trip) {
    while (!trip.reported.isEmpty()) {
      tools.reports().sent(trip.reported.getFirst());
      trip.reported.removeFirst();
    }
  }

  private Breaker.@Nullable Pass pass(Trip trip) {
    var given = trip.pass;
    trip.pass = null;
    return given == null ? passages.apply(trip).ask(trip) : given;
  }

  /// Stores which calls were answered before the next one is made, so that after a crash no part of
  /// a message goes out twice; and what stays behind, so that its parts are the same then.
  private void note(Trip trip, boolean leaves) {
    if (leaves || trip.verdict == null && trip.answered > trip.noted) {
      noteTill(trip, trip.row.dueAt());
    }
  }

  /// Stores how far a trip has come and that it goes on at `due`.
  void noteTill(Trip trip, Instant due) {
    part(trip);
    tools.store().postpone(trip.row, trip.tries, trip.answered, due);
    trip.noted = trip.answered;
    trip.verdict = null;
    trip.owes = false;
  }
}
