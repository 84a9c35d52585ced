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
    remember(wanted);
    later(Duration.ZERO, wanted);
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

  private static NoticeResult repeated(Notice before, Notice wanted) {
    return before.same(wanted) ? new NoticeResult.Kept(before) : new NoticeResult.IdTaken();
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
    try {
      var verdict = verdict(notice);
      int tries = notice.tries() + 1;
      switch (verdict) {
        case Settled(var delivery, var failure, var reference) ->
            tools.store().save(notice.tried(tries, false).reached(delivery, failure, reference));
        case Later(var after, var doubted) -> {
          var waiting = notice.tried(tries, doubted);
          tools.store().save(waiting);
          later(after, waiting);
        }
      }
    } catch (StoreUnavailable e) {
      later(STORE_PAUSE, notice);
    }
  }

  private sealed interface Next {}

  private record Settled(Delivery delivery, @Nullable String failure, @Nullable String reference)
      implements Next {}

  /// @param doubted whether the dealer may have taken it
  private record Later(Duration after, boolean doubted) implements Next {}

  private Next verdict(Notice notice) {
    var now = tools.clock().instant();
    if (notice.begun() && notice.createdAt().plus(RECOGNISED).isBefore(now)) {
      return new Settled(Delivery.UNKNOWN, "interrupted", null);
    }
    Outcome outcome;
    String serial;
    try {
      var account = account(notice).orElseThrow(() -> new IllegalArgumentException("no channel"));
      var call = plan(account, notice);
      serial = call.serial();
      tools.store().save(notice.tried(notice.tries(), true));
      outcome = dealers().send(account, call);
    } catch (IllegalArgumentException e) {
      return new Settled(Delivery.FAILED, "plan " + e.getMessage(), null);
    }
    return switch (Verdict.of(outcome, true, notice.tries() + 1, tools.random())) {
      case Verdict.Again(var after) ->
          new Later(after, notice.begun() || outcome instanceof Outcome.Uncertain);
      case Verdict.Settle(var delivery, var failure, var _) ->
          new Settled(
              delivery,
              failure,
              outcome instanceof Outcome.Ok(var named) && !named.isEmpty() ? named : serial);
    };
  }
}
