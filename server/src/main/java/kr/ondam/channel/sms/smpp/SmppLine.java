package kr.ondam.channel.sms.smpp;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import kr.ondam.time.Alarm;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One bind of an account that is brought up again whenever it is lost. Its count of messages and
/// its pace belong to [SmppLines], under whose lock they are used.
final class SmppLine implements SessionOwner, Dialer.Caller {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(60);

  /// How long a bind holds before the next loss counts as the first.
  static final Duration HELD = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(SmppLine.class);

  private final String name;
  private final SmppSettings settings;
  private final SmppInbox inbox;
  private final SmppLines.Tools tools;
  private final Runnable free;
  private final Pace pace;
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private volatile @Nullable SmppSession bound;
  private @Nullable SmppSession session;
  private @Nullable Alarm alarm;
  private @Nullable Instant since;
  private int inFlight;
  private int failures;
  private boolean closed;

  /// @param free runs when messages may go
  SmppLine(
      String name, SmppSettings settings, SmppInbox inbox, SmppLines.Tools tools, Runnable free) {
    this.name = name;
    this.settings = settings;
    this.inbox = inbox;
    this.tools = tools;
    this.free = free;
    pace = new Pace(settings.rate(), tools.timers().steady());
  }

  void dial() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    tools.dialer().dial(settings, this);
  }

  boolean isBound() {
    return bound != null;
  }

  /// Whether a message given to it is likely to be answered.
  boolean takes() {
    var now = bound;
    return now != null && !now.quiet();
  }

  int inFlight() {
    return inFlight;
  }

  Duration pause(Instant now) {
    return pace.pause(now);
  }

  void taken(Instant now) {
    inFlight++;
    pace.sent(now);
  }

  void answered(boolean throttled, Instant now) {
    inFlight--;
    if (throttled) {
      pace.slowDown(now);
    }
  }

  CompletableFuture<Submitted> submit(ShortMessage message, String serial) {
    var now = bound;
    return now == null
        ? CompletableFuture.completedFuture(new Submitted.NotSent("not connected"))
        : now.submit(message, serial).thenApply(this::noted);
  }

  private Submitted noted(Submitted result) {
    if (result instanceof Submitted.Accepted(var id)) {
      inbox.taken(id);
    }
    return result;
  }

  CompletableFuture<Void> close(Duration most) {
    SmppSession open;
    synchronized (this) {
      closed = true;
      open = session;
      var set = alarm;
      if (set != null) {
        set.cancel();
      }
    }
    if (open == null) {
      left.complete(null);
    } else {
      open.close(most);
    }
    return left;
  }

  @Override
  public Dialer.Receiver connected(Wire wire, Executor loop) {
    var made = new SmppSession(settings, wire, loop, tools.timers(), this);
    boolean unwanted;
    synchronized (this) {
      session = made;
      unwanted = closed;
    }
    if (unwanted) {
      made.close(Duration.ZERO);
    } else {
      made.bind();
    }
    return made;
  }

  @Override
  public void failed(String reason) {
    log.warn("{} cannot reach its message centre: {}", name, reason);
    dialLater();
  }

  @Override
  public void bound(SmppSession now) {
    synchronized (this) {
      since = tools.timers().steady();
    }
    bound = now;
    log.info("{} is bound to its message centre", name);
    free.run();
    inbox.reachable();
  }

  @Override
  public void awake(SmppSession session) {
    free.run();
    inbox.reachable();
  }

  @Override
  public void ended(SmppSession ended, String reason) {
    bound = null;
    inbox.dropped(ended);
    boolean wanted;
    synchronized (this) {
      session = null;
      wanted = !closed;
      forgive();
    }
    if (wanted) {
      log.warn("{} lost its message centre: {}", name, reason);
      dialLater();
    } else {
      left.complete(null);
    }
  }

  /// A message centre that lets us in only to drop us is not there yet.
  private void forgive() {
    var from = since;
    since = null;
    if (from != null && !from.plus(HELD).isAfter(tools.timers().steady())) {
      failures = 0;
    }
  }

  /// After 1 s, then twice as long each time up to 60 s, less up to half of it.
  private synchronized void dialLater() {
    if (closed) {
      left.complete(null);
      return;
    }
    long ceiling = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, 6));
    failures++;
    var delay = Duration.ofMillis(ceiling / 2 + tools.random().nextLong(ceiling / 2 + 1));
    alarm = tools.timers().after(delay, this::dial);
  }

  @Override
  public CompletionStage<Integer> delivered(SmppSession from, ShortMessage message) {
    return inbox.delivered(from, message);
  }

  @Override
  public void answered(SmppSession to, ShortMessage message, int status) {
    inbox.answered(to, message, status);
  }

  @Override
  public void late(String serial, int status, String messageId) {
    inbox.late(serial, status, messageId);
  }

  @Override
  public void stray() {
    tools.strays().increment();
  }
}
