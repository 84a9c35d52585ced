package kr.ondam.conversation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.event.EventBus;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings notices to customers: each is kept before it is sent, and sent again under the same
/// serial until the dealer has taken or refused it. Every account has a [Passage] of its own, so
/// that many that wait come one after the other.
public final class Notices {
  /// What it works with. `executor` starts each task on its own thread.
  public record Tools(
      NoticeStore store,
      ChannelStore channels,
      CustomerStore customers,
      EventBus bus,
      InstantSource clock,
      Timers timers,
      RandomGenerator random,
      Executor executor,
      MeterRegistry meters) {}

  private static final Logger log = LoggerFactory.getLogger(Notices.class);

  /// How long every dealer recognises a repeated call.
  private static final Duration RECOGNISED = Duration.ofMinutes(10);

  private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

  /// Dealers advise at most 30 calls a second, and one takes a tenth of it or more.
  static final int AT_ONCE = 4;

  private final Tools tools;
  private final Passages<NoticeTrip> passages;
  private volatile @Nullable ChannelAdapter adapter;
  private volatile boolean closed;

  public Notices(Tools tools) {
    this.tools = tools;
    passages =
        new Passages<>(
            tools.clock(),
            tools.timers(),
            tools.random(),
            this::start,
            AT_ONCE,
            "ondam.notices.breaker",
            tools.meters());
  }

  /// Takes up what waited when the process ended. Before this nothing can be sent.
  ///
  /// @param dealers speaks with the dealers
  public void start(ChannelAdapter dealers) {
    var waiting = tools.store().waiting();
    adapter = dealers;
    waiting.forEach(notice -> enter(new NoticeTrip(notice)));
  }

  /// Who speaks with the dealers; empty before the start.
  Optional<ChannelAdapter> dealer() {
    return Optional.ofNullable(adapter);
  }

  /// Begins nothing more. What is under way is taken up at the next start if its answer is not
  /// stored by then.
  public void close() {
    closed = true;
    passages.stop();
  }

  /// Keeps a notice and sends it; the same id again changes nothing.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when it cannot be kept now
  public NoticeResult send(Notice wanted) {
    var before = tools.store().find(wanted.tenant(), wanted.id());
    if (before.isPresent()) {
      return repeated(before.get(), wanted);
    }
    var refused = refused(wanted);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (!tools.store().add(wanted)) {
      return tools
          .store()
          .find(wanted.tenant(), wanted.id())
          .map(found -> repeated(found, wanted))
          .orElseGet(NoticeResult.IdTaken::new);
    }
    // It goes out even where the next line finds no store.
    enter(new NoticeTrip(wanted));
    remember(wanted);
    return new NoticeResult.Kept(wanted);
  }

  /// Sends a notice that failed or is in doubt once more, as a new one to the customer's phone of
  /// now; the old one is nobody's problem any more. Empty when it is none.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing was done
  public Optional<NoticeResult> resend(TenantId tenant, UUID id) {
    var before = tools.store().find(tenant, id).orElse(null);
    if (before == null) {
      return Optional.empty();
    }
    var phone = tools.customers().find(tenant, before.customer()).map(Customer::phone).orElse(null);
    if (phone == null) {
      return Optional.of(new NoticeResult.Refused("customer: (expected: one with a phone)"));
    }
    var fresh = before.anew(UUID.randomUUID(), phone, tools.clock().instant());
    var refused = refused(fresh);
    if (refused.isPresent()) {
      return refused;
    }
    if (!tools.store().again(id, fresh)) {
      return Optional.empty();
    }
    enter(new NoticeTrip(fresh));
    rememberSurely(fresh);
    return Optional.of(new NoticeResult.Kept(fresh));
  }

  /// The notices of a customer, newest first, at most `limit`.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when they cannot be read now
  public List<Notice> of(TenantId tenant, CustomerId customer, int limit) {
    return tools.store().of(tenant, customer, limit);
  }

  /// Empty for one of another tenant.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when it cannot be read now
  public Optional<Notice> find(TenantId tenant, UUID id) {
    return tools.store().find(tenant, id);
  }

  /// As [NoticeStore#problems].
  public List<Notice> problems(TenantId tenant, @Nullable HistoryPosition before, int limit) {
    return tools.store().problems(tenant, before, limit);
  }

  /// Takes a notice off the list of problems. Answers false when it is not there.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when it could not be stored
  public boolean dismiss(TenantId tenant, UUID id) {
    return tools.store().dismiss(tenant, id);
  }

  private Optional<NoticeResult> refused(Notice wanted) {
    try {
      plan(
          account(wanted)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "account: " + wanted.account() + " (expected: one that sends notices)")),
          wanted);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(new NoticeResult.Refused(String.valueOf(e.getMessage())));
    }
  }

  /// It was sent already: only the history waits for the store.
  private void rememberSurely(Notice notice) {
    try {
      remember(notice);
    } catch (StoreUnavailable e) {
      tools
          .timers()
          .after(STORE_PAUSE, () -> tools.executor().execute(() -> rememberSurely(notice)));
    }
  }

  /// So that it stands in the customer's history.
  private void remember(Notice notice) {
    tools
        .customers()
        .add(
            new CustomerEvent(
                notice.tenant(),
                notice.id(),
                notice.customer(),
                "notice",
                "알림톡 " + notice.template(),
                notice.createdAt()));
    tell(notice);
  }

  private void tell(Notice notice) {
    tools.bus().publish(new NoticeChanged(notice, tools.clock().instant()));
  }

  /// A repeated call may be one that could not remember it the first time.
  private NoticeResult repeated(Notice before, Notice wanted) {
    if (!before.same(wanted)) {
      return new NoticeResult.IdTaken();
    }
    remember(before);
    return new NoticeResult.Kept(before);
  }

  /// Takes what a dealer tells.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when it cannot be kept now
  public void reported(DeliveryReport report) {
    tools.store().report(report).forEach(this::tell);
  }

  private Optional<ChannelAccount> account(Notice notice) {
    return tools.channels().accounts(notice.tenant()).stream()
        .filter(account -> account.id().equals(notice.account()))
        .filter(account -> account.kind() == dealers().kind() && account.enabled())
        .findFirst();
  }

  /// @throws IllegalArgumentException before the start
  private ChannelAdapter dealers() {
    var known = adapter;
    if (known == null) {
      throw new IllegalArgumentException("notices (expected: after the start)");
    }
    return known;
  }

  private ProviderCall plan(ChannelAccount account, Notice notice) {
    var template = new Part.Template("alimtalk", notice.template(), notice.variables());
    return dealers()
        .plan(
            account,
            new Outbound(
                notice.id(),
                notice.tenant(),
                notice.account(),
                notice.phone(),
                null,
                List.of(template)))
        .getFirst();
  }

  private void enter(NoticeTrip trip) {
    passage(trip).enter(trip);
  }

  private Passage<NoticeTrip> passage(NoticeTrip trip) {
    return passages.of(new Passage.Account(trip.notice.tenant(), trip.notice.account()));
  }

  private void start(NoticeTrip trip) {
    tools
        .executor()
        .execute(() -> {
          Duration pause = null;
          try {
            pause = closed ? null : move(trip);
          } finally {
            passage(trip).leave(trip);
          }
          later(trip, pause); // not before it has left, because another thread goes on with it
        });
  }

  /// What only the store still has to hear waits for no other call.
  private void later(NoticeTrip trip, @Nullable Duration pause) {
    if (pause == null) {
      return;
    }
    Runnable go =
        trip.ended == null
            ? () -> enter(trip)
            : () -> tools.executor().execute(() -> later(trip, move(trip)));
    tools.timers().after(pause, go);
  }

  /// Answers after what time the trip goes on, null when it is over.
  private @Nullable Duration move(NoticeTrip trip) {
    try {
      var ended = trip.ended;
      if (ended == null) {
        if (isSettled(trip.notice)) {
          return null;
        }
        ended = attempt(trip);
        trip.ended = ended;
      }
      tools.store().save(ended.notice()).ifPresent(this::tell);
      trip.notice = ended.notice();
      trip.ended = null;
      return ended.pause();
    } catch (RuntimeException e) {
      log.warn(
          "a notice of {} waits for the store: {}", trip.notice.tenant(), e.getClass().getName());
      return STORE_PAUSE;
    }
  }

  /// Whether a dealer has reported of it meanwhile: then it is not sent, and paid, again.
  private boolean isSettled(Notice notice) {
    return tools
        .store()
        .find(notice.tenant(), notice.id())
        .filter(now -> now.delivery() == Delivery.QUEUED)
        .isEmpty();
  }

  private NoticeTrip.Ended attempt(NoticeTrip trip) {
    var notice = trip.notice;
    var pass = trip.pass;
    if (pass == null) {
      return NoticeTrip.Ended.failed(notice, Passenger.TOO_LATE.failure());
    }
    int tries = notice.tries() + 1;
    if (notice.begun() && forgotten(trip)) {
      return NoticeTrip.Ended.over(
          notice.tried(tries, false).reached(Delivery.UNKNOWN, "interrupted", null));
    }
    var account = account(notice).orElse(null);
    if (account == null) {
      return NoticeTrip.Ended.failed(notice, "no channel");
    }
    ProviderCall call;
    try {
      call = plan(account, notice);
    } catch (IllegalArgumentException e) {
      return NoticeTrip.Ended.failed(notice, "plan " + e.getMessage());
    }
    var calling = notice.calling(call.serial());
    tools.store().save(calling);
    trip.pass = null; // given back when that could not be stored
    var outcome = sent(account, call);
    passage(trip).report(pass, outcome);
    boolean doubt = notice.begun() || outcome instanceof Outcome.Uncertain;
    if (doubt && trip.doubtedAt == null) {
      trip.doubtedAt = notice.begun() ? notice.createdAt() : tools.clock().instant();
    }
    return switch (Verdict.of(outcome, true, tries, tools.random())) {
      case Verdict.Again(var after, var _) ->
          new NoticeTrip.Ended(calling.tried(tries, doubt), after);
      // A notice goes to a phone, whoever speaks.
      case Verdict.Await() -> NoticeTrip.Ended.failed(notice, "customer");
      case Verdict.Settle(var delivery, var failure, var _) ->
          delivery == Delivery.FAILED
              ? NoticeTrip.Ended.failed(calling.tried(notice.tries(), notice.begun()), failure)
              : NoticeTrip.Ended.over(
                  named(calling.tried(tries, false), delivery, failure, outcome));
    };
  }

  /// A dealer that does not say how it names a notice will report of it under a name that nobody
  /// here knows.
  private static Notice named(
      Notice notice, Delivery delivery, @Nullable String failure, Outcome outcome) {
    return outcome instanceof Outcome.Ok(var name)
        ? name.isEmpty()
            ? notice.reached(Delivery.UNKNOWN, "no name", null)
            : notice.reached(delivery, failure, name)
        : notice.reached(delivery, failure, null);
  }

  /// Whether the dealer may not recognise the call any more that it may have had.
  private boolean forgotten(NoticeTrip trip) {
    var since = trip.doubtedAt == null ? trip.notice.createdAt() : trip.doubtedAt;
    return since.plus(RECOGNISED).isBefore(tools.clock().instant());
  }

  private Outcome sent(ChannelAccount account, ProviderCall call) {
    try {
      return dealers().send(account, call);
    } catch (RuntimeException e) {
      log.error("the dealer's adapter of {} failed: {}", account.id(), e.getClass().getName());
      return new Outcome.Uncertain("adapter failed");
    }
  }
}
