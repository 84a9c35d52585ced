package kr.ondam.channel.sms.smpp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Listener;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.Verification;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// 문자 over SMPP. We call the message centre and keep the connections, so there are no webhooks:
/// what comes in is told to a [Listener].
public final class Smpp implements ChannelAdapter, AutoCloseable {
  /// What the connections work with.
  ///
  /// @param random safe for several threads
  /// @param executor starts each task on its own thread
  /// @param meters gets `smpp.stray.answers` of every account
  public record Tools(
      Listener listener,
      PartStore parts,
      InstantSource clock,
      Timers timers,
      TimeOrderedIds ids,
      RandomGenerator random,
      Executor executor,
      MeterRegistry meters) {}

  private static final Logger log = LoggerFactory.getLogger(Smpp.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(10);
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /// Longer than a message waits for its turn and for its answer.
  private static final int LONGEST_SECONDS = 18;

  private static final Duration LEAVING = Duration.ofSeconds(10);

  private record Key(TenantId tenant, ChannelAccountId account) {
    static Key of(ChannelAccount account) {
      return new Key(account.tenant(), account.id());
    }
  }

  private record Open(
      ChannelAccount account, SmppInbox inbox, SmppLines lines, SystemErrors errors) {
    CompletableFuture<Void> close() {
      return lines.close(LEAVING).whenComplete((_, _) -> inbox.close());
    }
  }

  private final Secrets secrets;
  private final NettyDialer dialer;
  private final Map<Key, Open> open = new HashMap<>();

  /// Those whose connections are being left. What comes in over them belongs to them, so that the
  /// same account is connected again only after that.
  private final Map<Key, CompletableFuture<Void>> leaving = new HashMap<>();

  private final Map<TenantId, List<ChannelAccount>> latest = new HashMap<>();
  private @Nullable Tools tools;
  private boolean closed;

  public Smpp(Secrets secrets) {
    this(secrets, new NettyDialer());
  }

  Smpp(Secrets secrets, NettyDialer dialer) {
    this.secrets = secrets;
    this.dialer = dialer;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.SMS_SMPP;
  }

  /// Connects accounts from now on, as [#follow] names them.
  public synchronized void start(Tools with) {
    tools = with;
  }

  /// Connects the accounts of a tenant that are enabled, and leaves those that are not or are no
  /// longer; one whose settings changed is left and connected again after that. Blocks for the
  /// store only; while that fails it is tried again.
  public synchronized void follow(TenantId tenant, List<ChannelAccount> accounts) {
    var with = tools;
    if (closed || with == null) {
      return;
    }
    latest.put(tenant, accounts);
    Map<Key, ChannelAccount> wanted = new HashMap<>();
    for (ChannelAccount account : accounts) {
      if (account.kind() == kind() && account.enabled() && isSound(account)) {
        wanted.put(Key.of(account), account);
      }
    }
    leaveChanged(tenant, wanted, with);
    try {
      wanted.forEach((key, account) -> {
        if (!leaving.containsKey(key)) {
          open.computeIfAbsent(key, _ -> connect(account, with));
        }
      });
    } catch (StoreUnavailable _) {
      log.warn("accounts of {} wait for the store to be connected", tenant);
      with.timers().after(LATER, () -> with.executor().execute(() -> followAgain(tenant)));
    }
  }

  private void leaveChanged(TenantId tenant, Map<Key, ChannelAccount> wanted, Tools with) {
    for (Open here : List.copyOf(open.values())) {
      var key = Key.of(here.account());
      if (key.tenant().equals(tenant) && !here.account().equals(wanted.get(key))) {
        open.remove(key);
        var gone = here.close();
        leaving.put(key, gone);
        gone.whenCompleteAsync((_, _) -> left(key), with.executor());
      }
    }
  }

  private synchronized void left(Key key) {
    leaving.remove(key);
    followAgain(key.tenant());
  }

  private synchronized void followAgain(TenantId tenant) {
    follow(tenant, latest.getOrDefault(tenant, List.of()));
  }

  private static boolean isSound(ChannelAccount account) {
    var problems = SmppSettings.problems(account.settings());
    problems.forEach(p ->
        log.warn("{} is not connected: {} (expected: {})", account.id(), p.key(), p.expected()));
    return problems.isEmpty();
  }

  private Open connect(ChannelAccount account, Tools with) {
    var settings = SmppSettings.of(account, secrets);
    var inbox =
        new SmppInbox(
            account,
            settings,
            new SmppInbox.Tools(
                with.listener(),
                with.parts(),
                with.clock(),
                with.timers(),
                with.ids(),
                with.executor()));
    var lines =
        new SmppLines(
            account.id(),
            settings,
            inbox,
            new SmppLines.Tools(dialer, with.timers(), with.random(), strays(account, with)));
    inbox.start();
    lines.start();
    return new Open(account, inbox, lines, new SystemErrors());
  }

  private static Counter strays(ChannelAccount account, Tools with) {
    return with.meters()
        .counter(
            "smpp.stray.answers",
            "tenant",
            account.tenant().value(),
            "account",
            account.id().value());
  }

  /// How many binds of an account are up.
  public synchronized int bound(TenantId tenant, ChannelAccountId account) {
    var here = open.get(new Key(tenant, account));
    return here == null ? 0 : here.lines().bound();
  }

  /// Nobody calls us.
  @Override
  public Verification verify(ChannelAccount account, RawRequest request) {
    return new Verification.Refused(403, "no_webhooks");
  }

  /// Reads a letter of [SmppLetters] once more; there is nothing else that could come in here.
  @Override
  public Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt) {
    return SmppSettings.problems(account.settings()).isEmpty()
        ? new SmppLetters(account, SmppSettings.of(account, secrets))
            .read(new String(request.body(), StandardCharsets.UTF_8), receivedAt)
        : new Parsed.Unreadable("failed");
  }

  @Override
  public List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    return SmppWriter.plan(SmppSettings.of(account, secrets), outbound);
  }

  /// As many as all its connections take without an answer, so that none of them waits for work.
  @Override
  public int width(ChannelAccount account) {
    return Math.max(WIDTH, SmppSettings.unanswered(account));
  }

  @Override
  public boolean reports() {
    return true;
  }

  @Override
  public Outcome send(ChannelAccount account, ProviderCall call) {
    Open here;
    synchronized (this) {
      here = open.get(Key.of(account));
    }
    if (here == null) {
      return new Outcome.Retry(PAUSE, "not connected");
    }
    var message = SmppWriter.message(SmppSettings.of(account, secrets), call);
    try {
      var result =
          here.lines().submit(call.serial(), message).get(LONGEST_SECONDS, TimeUnit.SECONDS);
      return outcome(here.errors(), call.serial(), result);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Uncertain("interrupted");
    } catch (ExecutionException | TimeoutException _) {
      return new Outcome.Uncertain("no answer");
    }
  }

  private static Outcome outcome(SystemErrors errors, String serial, Submitted result) {
    if (result.ends()) {
      errors.over(serial);
    }
    return switch (result) {
      case Submitted.Accepted(var id) -> new Outcome.Ok(id);
      case Submitted.Throttled() -> new Outcome.Throttled(SLOWER);
      case Submitted.NotSent(var reason) -> new Outcome.Retry(PAUSE, reason);
      case Submitted.Unanswered(var reason) -> new Outcome.Uncertain(reason);
      case Submitted.Refused(int status) when status == Status.SYSTEM_ERROR ->
          errors.again(serial)
              ? new Outcome.Retry(SLOWER, Status.name(status))
              : new Outcome.Permanent(Status.name(status), "a system error of the message centre");
      case Submitted.Refused(int status) ->
          new Outcome.Permanent(Status.name(status), "refused by the message centre");
    };
  }

  /// Finishes what is under way for at most 10 s, unbinds everything and connects nothing any more.
  @Override
  public void close() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    synchronized (this) {
      closed = true;
      all.addAll(leaving.values());
      open.values().forEach(here -> all.add(here.close()));
    }
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .get(LEAVING.toSeconds() + 5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      log.warn("a message centre did not let go in time");
    }
    dialer.close();
  }
}
