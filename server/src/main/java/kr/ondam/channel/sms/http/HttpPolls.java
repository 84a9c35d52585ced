package kr.ondam.channel.sms.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Listener;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the providers that do not call, for all accounts whose profile says so.
public final class HttpPolls implements AutoCloseable {
  /// What they work with.
  ///
  /// @param hiding hides in a text what must not be stored
  /// @param random for the jitter; safe for several threads
  /// @param executor starts each task on its own thread
  public record Tools(
      PolledStore store,
      Listener listener,
      UnaryOperator<String> hiding,
      InstantSource clock,
      Timers timers,
      TimeOrderedIds ids,
      RandomGenerator random,
      Executor executor) {}

  private static final Logger log = LoggerFactory.getLogger(HttpPolls.class);

  /// A question that was asked is heard to its end, because nobody would get its answer again: one
  /// call for the token, one for the answer, and time to store it.
  private static final Duration LEAVING = ProviderHttp.TOTAL.multipliedBy(2).plusSeconds(2);

  /// Before accounts that could not be read are read again.
  static final Duration AGAIN = Duration.ofSeconds(10);

  private record Key(TenantId tenant, ChannelAccountId account) {
    static Key of(ChannelAccount account) {
      return new Key(account.tenant(), account.id());
    }
  }

  private final Object reading = new Object();
  private final HttpProfiles profiles;
  private final HttpSettings settings;
  private final HttpAsker asker;
  private final Tools tools;
  private final Map<Key, HttpPoll> polls = new HashMap<>();
  private final Map<Key, CompletableFuture<Void>> leaving = new HashMap<>();
  private boolean closed;

  HttpPolls(HttpProfiles profiles, HttpAsker asker, Tools tools) {
    this.profiles = profiles;
    settings = new HttpSettings(profiles);
    this.asker = asker;
    this.tools = tools;
  }

  /// Polls the accounts of a tenant that are enabled and whose providers do not call, and no others
  /// from now on. One whose settings changed is polled with the new ones as soon as what is under
  /// way with the old ones has come to its end.
  public synchronized void follow(TenantId tenant, List<ChannelAccount> accounts) {
    if (closed) {
      return;
    }
    Map<Key, ChannelAccount> wanted = new HashMap<>();
    for (ChannelAccount account : accounts) {
      if (account.kind() == ChannelKind.SMS_HTTP && account.enabled()) {
        wanted.put(Key.of(account), account);
      }
    }
    polls
        .entrySet()
        .removeIf(entry -> {
          var here = entry.getValue().account();
          boolean leaves = here.tenant().equals(tenant) && !here.equals(wanted.get(entry.getKey()));
          if (leaves) {
            leave(entry.getKey(), entry.getValue());
          }
          return leaves;
        });
    wanted.forEach((key, account) -> {
      if (!polls.containsKey(key)) {
        begin(key, account);
      }
    });
  }

  /// As [#follow(TenantId, List)] with the accounts as they are read now, or a little later when
  /// they cannot be read; of two calls the one that reads later counts.
  ///
  /// @param accounts may throw [StoreUnavailable]
  public void follow(TenantId tenant, Function<TenantId, List<ChannelAccount>> accounts) {
    try {
      synchronized (reading) {
        if (!isClosed()) {
          follow(tenant, accounts.apply(tenant));
        }
      }
    } catch (StoreUnavailable _) {
      tools.timers().after(AGAIN, () -> tools.executor().execute(() -> follow(tenant, accounts)));
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// One that never began does not end what it waited for.
  private void leave(Key key, HttpPoll poll) {
    leaving.merge(key, poll.close(), (before, last) -> CompletableFuture.allOf(before, last));
  }

  private void begin(Key key, ChannelAccount account) {
    var profile = profiles.named(account.profile()).filter(p -> !p.polls().isEmpty());
    if (profile.isEmpty()) {
      return;
    }
    var problems =
        settings.problems(account.profile(), account.baseUrl() != null, account.settings());
    problems.forEach(
        p -> log.warn("{} is not polled: {} (expected: {})", account.id(), p.key(), p.expected()));
    if (problems.isEmpty()) {
      var poll = new HttpPoll(account, profile.get(), asker, tools);
      polls.put(key, poll);
      var before = leaving.getOrDefault(key, CompletableFuture.completedFuture(null));
      before.thenRun(poll::start);
    }
  }

  /// Asks nothing any more, and waits for the answers to what was asked.
  @Override
  public void close() {
    CompletableFuture<?>[] all;
    synchronized (this) {
      closed = true;
      polls.forEach(this::leave);
      polls.clear();
      all = leaving.values().toArray(CompletableFuture[]::new);
    }
    try {
      CompletableFuture.allOf(all).get(LEAVING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      log.warn("a provider did not answer in time");
    }
  }
}
