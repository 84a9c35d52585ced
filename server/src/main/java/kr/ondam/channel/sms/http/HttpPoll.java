package kr.ondam.channel.sms.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Listener.Heard;
import kr.ondam.channel.StrictJson;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.time.Alarm;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Asks for one account's feeds in turn, one question at a time. What came is taken over item by
/// item before the provider is told so, or, where it keeps nothing, after it was stored as a whole.
///
/// Answers that cannot be taken over now wait here; nothing more is asked for meanwhile.
final class HttpPoll {
  private static final Logger log = LoggerFactory.getLogger(HttpPoll.class);

  /// After an answer that held something, there may be more.
  static final Duration SOON = Duration.ofMillis(500);

  /// Before what could not be stored is tried again.
  static final Duration LATER = Duration.ofSeconds(1);

  /// Between two questions that fail, before the jitter.
  static final Duration MOST = Duration.ofMinutes(2);

  private static final class Feed {
    final String name;
    final JsonNode how;
    final Duration interval;
    final ArrayDeque<PolledAnswers.Batch> waiting = new ArrayDeque<>();

    /// Those of them that the provider gives only once and the store does not have yet.
    final ArrayDeque<Polled> unstored = new ArrayDeque<>();

    Instant due;
    int failures;
    boolean remembered;
    String broken = "";

    Feed(JsonNode how, Instant due) {
      name = how.path("feed").asString();
      this.how = how;
      interval = Duration.ofSeconds(how.path("seconds").asInt(10));
      this.due = due;
    }

    /// Whether the provider keeps what it gave until it is told.
    boolean acknowledged() {
      return how.has("acknowledge");
    }
  }

  private final ChannelAccount account;
  private final HttpProfile profile;
  private final HttpAsker asker;
  private final HttpPolls.Tools tools;
  private final PolledAnswers answers;
  private final StrictJson json = new StrictJson();
  private final List<Feed> feeds = new ArrayList<>();
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private @Nullable Alarm alarm;
  private boolean running;
  private boolean closed;

  HttpPoll(ChannelAccount account, HttpProfile profile, HttpAsker asker, HttpPolls.Tools tools) {
    this.account = account;
    this.profile = profile;
    this.asker = asker;
    this.tools = tools;
    answers = new PolledAnswers(account, profile, tools);
    profile.polls().forEach(how -> feeds.add(new Feed(how, tools.timers().steady())));
  }

  ChannelAccount account() {
    return account;
  }

  synchronized void start() {
    if (!closed) {
      schedule();
    }
  }

  /// Asks nothing more; complete when what was asked has come to its end and nothing that is given
  /// only once is here alone.
  synchronized CompletableFuture<Void> close() {
    closed = true;
    var set = alarm;
    if (set != null) {
      set.cancel();
    }
    if (!running) {
      leave();
    }
    return left;
  }

  private void leave() {
    if (feeds.stream().allMatch(feed -> feed.unstored.isEmpty())) {
      left.complete(null);
    } else {
      alarm = tools.timers().after(LATER, () -> tools.executor().execute(this::storeLast));
    }
  }

  private void storeLast() {
    synchronized (this) {
      if (running) {
        return;
      }
      running = true;
    }
    try {
      feeds.forEach(this::store);
    } catch (StoreUnavailable _) {
      log.warn("what {} was given last waits for the store", account.id());
    } catch (RuntimeException | Error e) {
      log.error("what {} was given last is lost: {}", account.id(), e.getClass().getName());
      feeds.forEach(feed -> feed.unstored.clear());
    }
    synchronized (this) {
      running = false;
      leave();
    }
  }

  private void store(Feed feed) {
    for (var answer = feed.unstored.peek(); answer != null; answer = feed.unstored.peek()) {
      tools.store().keep(answer);
      feed.unstored.remove();
    }
  }

  private void schedule() {
    var wait = Duration.between(tools.timers().steady(), next().due);
    alarm = tools.timers().after(wait, () -> tools.executor().execute(this::turn));
  }

  private Feed next() {
    return feeds.stream().min(Comparator.comparing(feed -> feed.due)).orElseThrow();
  }

  private void turn() {
    Feed feed;
    synchronized (this) {
      if (closed || running) {
        return;
      }
      running = true;
      feed = next();
    }
    var pause = LATER;
    try {
      pause = step(feed);
    } catch (StoreUnavailable _) {
      log.warn("what {} is given waits for the store", account.id());
    } catch (RuntimeException | Error e) {
      log.error("{} could not be polled: {}", account.id(), e.getClass().getName());
      pause = failed(feed, feed.interval, "unexpected");
    }
    synchronized (this) {
      running = false;
      feed.due = tools.timers().steady().plus(pause);
      if (closed) {
        leave();
      } else {
        schedule();
      }
    }
  }

  /// Answers how long this feed rests now.
  private Duration step(Feed feed) {
    if (!feed.remembered) {
      tools
          .store()
          .kept(account.tenant(), account.id(), feed.name)
          .forEach(kept -> feed.waiting.add(answers.batch(kept)));
      feed.remembered = true;
    }
    if (feed.waiting.isEmpty()) {
      switch (asker.ask(account, profile, feed.how, this::setting)) {
        case HttpAsker.Asked.Failed(var after, var reason) -> {
          return failed(feed, after, reason);
        }
        case HttpAsker.Asked.Answered(var body) -> {
          if (body.length == 0) {
            return quiet(feed);
          }
          var batches = answers.came(feed.name, body, feed.acknowledged());
          var first = batches.getFirst();
          var root = first.root();
          if (root != null && batches.size() == 1 && first.left().isEmpty()) {
            return accepted(feed.how, root)
                ? quiet(feed)
                : failed(feed, feed.interval, "code " + HttpReader.at(root, feed.how, "code"));
          }
          if (root == null) {
            var print = Signatures.sha256(new String(body, StandardCharsets.UTF_8));
            if (print.equals(feed.broken)) {
              return failed(feed, feed.interval, "the same unreadable answer");
            }
            feed.broken = print;
          }
          feed.waiting.addAll(batches);
          if (!feed.acknowledged()) {
            batches.forEach(batch -> feed.unstored.add(batch.answer()));
          }
        }
      }
    }
    store(feed);
    boolean unread = false;
    while (!feed.waiting.isEmpty()) {
      var batch = feed.waiting.getFirst();
      if (!takenOver(feed, batch)) {
        return LATER;
      }
      feed.waiting.removeFirst();
      var root = batch.root();
      if (root == null) {
        unread = true;
      } else if (feed.acknowledged() && !acknowledged(feed, root)) {
        return failed(feed, feed.interval, "not acknowledged");
      }
    }
    if (unread) {
      return failed(feed, feed.interval, "an unreadable answer");
    }
    quiet(feed);
    return SOON;
  }

  /// Whether all of it is stored where it belongs.
  private boolean takenOver(Feed feed, PolledAnswers.Batch batch) {
    for (var item = batch.left().peek(); item != null; item = batch.left().peek()) {
      if (heard(item) != Heard.KEPT) {
        return false;
      }
      batch.left().remove();
    }
    if (!feed.acknowledged()) {
      tools.store().done(batch.answer());
    }
    return true;
  }

  private Heard heard(HttpItem item) {
    var listener = tools.listener();
    try {
      return switch (item) {
        case HttpItem.Said(var spoken, var _) ->
            listener.heard(spoken).toCompletableFuture().join();
        case HttpItem.Told(var report, var _) ->
            listener.reported(report).toCompletableFuture().join();
        case HttpItem.Poison(var reason, var raw) -> unreadable(reason, raw);
      };
    } catch (RuntimeException e) {
      if (e instanceof StoreUnavailable || e.getCause() instanceof StoreUnavailable) {
        return Heard.UNAVAILABLE;
      }
      // It must not hold up what comes after it.
      log.error("{} was given what nobody can take: {}", account.id(), e.getClass().getName());
      return unreadable("failed", item.raw());
    }
  }

  private Heard unreadable(String reason, String raw) {
    return tools
        .listener()
        .unreadable(account.tenant(), account.id(), reason, raw)
        .toCompletableFuture()
        .join();
  }

  private boolean acknowledged(Feed feed, JsonNode root) {
    var how = feed.how.path("acknowledge");
    return asker.ask(account, profile, how, name -> root.at(name).asString(""))
            instanceof HttpAsker.Asked.Answered(var body)
        && (!how.has("ok")
            || json.read(body) instanceof StrictJson.Reading.Document(var said, var _)
                && accepted(how, said));
  }

  private static boolean accepted(JsonNode how, JsonNode root) {
    return !how.has("ok") || HttpReader.names(how, "ok", HttpReader.at(root, how, "code"));
  }

  private Duration quiet(Feed feed) {
    if (feed.failures > 0) {
      log.info("{} is polled for {} again", account.id(), feed.name);
    }
    feed.failures = 0;
    return feed.interval;
  }

  /// Half of it is left to chance, so that those who failed together do not come back together.
  private Duration failed(Feed feed, Duration after, String reason) {
    if (feed.failures++ == 0) {
      log.warn("{} cannot be polled for {}: {}", account.id(), feed.name, reason);
    }
    long doubled = feed.interval.toMillis() << Math.min(feed.failures - 1, 8);
    long ceiling = Math.min(doubled, MOST.toMillis());
    long pause = ceiling / 2 + tools.random().nextLong(ceiling / 2 + 1);
    return Duration.ofMillis(Math.max(pause, after.toMillis()));
  }

  private String setting(String name) {
    return profile.settings(true).contains(name) ? "" : account.settings().getOrDefault(name, "");
  }
}
