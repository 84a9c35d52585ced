package kr.ondam.conversation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.CustomerStore;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings notices to customers: each is kept before it is sent, and sent again under the same
/// serial until the dealer has taken or refused it.
public final class Notices {
  /// What it works with. `executor` starts each task on its own thread.
  public record Tools(
      NoticeStore store,
      ChannelStore channels,
      CustomerStore customers,
      InstantSource clock,
      Timers timers,
      RandomGenerator random,
      Executor executor) {}

  private static final Logger log = LoggerFactory.getLogger(Notices.class);

  /// How long every dealer recognises a repeated call.
  private static final Duration RECOGNISED = Duration.ofMinutes(10);

  private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

  private final Tools tools;
  private volatile @Nullable ChannelAdapter adapter;
  private volatile boolean closed;

  public Notices(Tools tools) {
    this.tools = tools;
  }

  /// Takes up what waited when the process ended. Before this nothing can be sent.
  ///
  /// @param dealers speaks with the dealers
  public void start(ChannelAdapter dealers) {
    adapter = dealers;
    for (var notice : tools.store().waiting()) {
      later(Duration.ZERO, notice);
    }
  }

  /// Begins nothing more. What is under way is taken up at the next start if its answer is not
  /// stored by then.
  public void close() {
    closed = true;
  }

  /// Keeps a notice and sends it; the same id again changes nothing.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when it cannot be kept now
  public NoticeResult send(Notice wanted) {
    var before = tools.store().find(wanted.tenant(), wanted.id());
    if (before.isPresent()) {
      return repeated(before.get(), wanted);
    }
    try {
      plan(
          account(wanted)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "account: " + wanted.account() + " (expected: one that sends notices)")),
          wanted);
    } catch (IllegalArgumentException e) {
      return new NoticeResult.Refused(String.valueOf(e.getMessage()));
    }
    if (!tools.store().add(wanted)) {
      return tools
          .store()
          .find(wanted.tenant(), wanted.id())
          .map(found -> repeated(found, wanted))
          .orElseGet(NoticeResult.IdTaken::new);
    }
    // It goes out even where the next line finds no store.
    later(Duration.ZERO, wanted);
    remember(wanted);
    return new NoticeResult.Kept(wanted);
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
    if (!tools.store().report(report)) {
      log.info("a report of a notice of {} names none that is known", report.account());
    }
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

  private void later(Duration delay, Notice notice) {
    tools.timers().after(delay, () -> tools.executor().execute(() -> attempt(notice)));
  }

  private void attempt(Notice notice) {
    if (closed) {
      return;
    }
    Next next;
    try {
      if (isSettled(notice)) {
        return;
      }
      next = next(notice);
    } catch (StoreUnavailable e) {
      // No call was made.
      later(STORE_PAUSE, notice);
      return;
    }
    keep(next);
  }

  /// Whether a dealer has reported of it meanwhile: then it is not sent, and paid, again.
  private boolean isSettled(Notice notice) {
    return tools
        .store()
        .find(notice.tenant(), notice.id())
        .filter(now -> now.delivery() == Delivery.QUEUED)
        .isEmpty();
  }

  /// Only the store is asked again when it could not be kept how a call ended.
  private void keep(Next next) {
    try {
      tools.store().save(next.notice());
    } catch (StoreUnavailable e) {
      tools.timers().after(STORE_PAUSE, () -> tools.executor().execute(() -> keep(next)));
      return;
    }
    var after = next.after();
    if (after != null) {
      later(after, next.notice());
    }
  }

  /// @param after what time it is tried again, null when it is not
  private record Next(Notice notice, @Nullable Duration after) {}

  private Next next(Notice notice) {
    var now = tools.clock().instant();
    int tries = notice.tries() + 1;
    if (notice.begun() && notice.createdAt().plus(RECOGNISED).isBefore(now)) {
      return new Next(
          notice.tried(tries, false).reached(Delivery.UNKNOWN, "interrupted", null), null);
    }
    ChannelAccount account;
    ProviderCall call;
    try {
      account = account(notice).orElseThrow(() -> new IllegalArgumentException("no channel"));
      call = plan(account, notice);
    } catch (IllegalArgumentException e) {
      return failed(notice, "plan " + e.getMessage());
    }
    var calling = notice.calling(call.serial());
    tools.store().save(calling);
    var outcome = sent(account, call);
    return switch (Verdict.of(outcome, true, tries, tools.random())) {
      case Verdict.Again(var after, var _) ->
          new Next(
              calling.tried(tries, notice.begun() || outcome instanceof Outcome.Uncertain), after);
      case Verdict.Settle(var delivery, var failure, var _) -> {
        if (delivery == Delivery.FAILED) {
          yield failed(calling.tried(notice.tries(), notice.begun()), failure);
        }
        var named = outcome instanceof Outcome.Ok(var name) && !name.isEmpty() ? name : null;
        yield new Next(calling.tried(tries, false).reached(delivery, failure, named), null);
      }
    };
  }

  private Outcome sent(ChannelAccount account, ProviderCall call) {
    try {
      return dealers().send(account, call);
    } catch (RuntimeException e) {
      log.error("the dealer's adapter of {} failed: {}", account.id(), e.getClass().getName());
      return new Outcome.Uncertain("adapter failed");
    }
  }

  /// What a dealer may have taken before is not known to have failed.
  private static Next failed(Notice notice, @Nullable String why) {
    var delivery = notice.begun() ? Delivery.UNKNOWN : Delivery.FAILED;
    return new Next(notice.tried(notice.tries() + 1, false).reached(delivery, why, null), null);
  }
}
