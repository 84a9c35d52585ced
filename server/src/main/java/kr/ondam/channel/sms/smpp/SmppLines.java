package kr.ondam.channel.sms.smpp;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;

/// All binds of one account: keeps them up, and spreads messages over them, one at a time per
/// destination, so that nobody reads an answer before its question. What the message centre
/// throttles goes first to the same destination again.
final class SmppLines {
  /// How long a message waits for its turn before it is given back unsent. With the wait for an
  /// answer it stays below the time a stop allows.
  static final Duration TURN = Duration.ofSeconds(6);

  /// @param random for the jitter; safe for several threads
  /// @param strays counts answers to nothing that was asked (SM18)
  record Tools(Dialer dialer, Timers timers, RandomGenerator random, Counter strays) {}

  private static final class Job {
    final String serial;
    final String destination;
    final ShortMessage message;
    final Instant deadline;
    final CompletableFuture<Submitted> done = new CompletableFuture<>();
    boolean throttled;

    Job(String serial, ShortMessage message, Instant deadline) {
      this.serial = serial;
      this.destination = message.destination().value();
      this.message = message;
      this.deadline = deadline;
    }
  }

  private final SmppSettings settings;
  private final Tools tools;
  private final List<SmppLine> lines = new ArrayList<>();
  private final Map<String, ArrayDeque<Job>> lanes = new HashMap<>();
  private final ArrayDeque<Job> ready = new ArrayDeque<>();
  private @Nullable Alarm alarm;

  SmppLines(ChannelAccountId account, SmppSettings settings, SmppInbox inbox, Tools tools) {
    this.settings = settings;
    this.tools = tools;
    for (int i = 1; i <= settings.binds(); i++) {
      lines.add(new SmppLine(account + "#" + i, settings, inbox, tools, this::pump));
    }
  }

  void start() {
    lines.forEach(SmppLine::dial);
  }

  /// How many binds are up.
  int bound() {
    return (int) lines.stream().filter(SmppLine::isBound).count();
  }

  /// Finishes what is under way, for at most the given time, and unbinds.
  CompletableFuture<Void> close(Duration most) {
    return CompletableFuture.allOf(
        lines.stream().map(line -> line.close(most)).toArray(CompletableFuture[]::new));
  }

  /// Sends a message in its turn; the future never fails.
  CompletableFuture<Submitted> submit(String serial, ShortMessage message) {
    var job = new Job(serial, message, tools.timers().steady().plus(TURN));
    synchronized (this) {
      var lane = lanes.computeIfAbsent(job.destination, _ -> new ArrayDeque<>());
      lane.add(job);
      if (lane.size() == 1) {
        ready.add(job);
      }
    }
    pump();
    return job.done;
  }

  /// Gives out what can go. What it does to others happens outside the lock.
  private void pump() {
    List<Runnable> steps = new ArrayList<>();
    synchronized (this) {
      var now = tools.timers().steady();
      expire(now, steps);
      for (Job job = ready.peek(); job != null; job = ready.peek()) {
        var line = free(now);
        if (line == null) {
          break;
        }
        ready.poll();
        line.taken(now);
        var going = job;
        steps.add(() ->
            line.submit(going.message, going.serial)
                .thenAccept(result -> settle(line, going, result)));
      }
      schedule(now);
    }
    steps.forEach(Runnable::run);
  }

  /// Gives back what has waited too long, wherever it stands in its lane's turn.
  private void expire(Instant now, List<Runnable> steps) {
    List<Job> late = ready.stream().filter(job -> !job.deadline.isAfter(now)).toList();
    for (Job job : late) {
      ready.remove(job);
      leave(job);
      Submitted result =
          job.throttled ? new Submitted.Throttled() : new Submitted.NotSent("not connected");
      steps.add(() -> job.done.complete(result));
    }
    if (!late.isEmpty()) {
      expire(now, steps);
    }
  }

  private @Nullable SmppLine free(Instant now) {
    SmppLine best = null;
    for (SmppLine line : lines) {
      if (line.takes()
          && line.inFlight() < settings.window()
          && line.pause(now).isZero()
          && (best == null || line.inFlight() < best.inFlight())) {
        best = line;
      }
    }
    return best;
  }

  private void settle(SmppLine line, Job job, Submitted result) {
    boolean again;
    synchronized (this) {
      var now = tools.timers().steady();
      boolean throttled = result instanceof Submitted.Throttled;
      line.answered(throttled, now);
      again = throttled && job.deadline.isAfter(now);
      if (again) {
        job.throttled = true;
        ready.addFirst(job);
      } else {
        leave(job);
      }
    }
    if (!again) {
      job.done.complete(result);
    }
    pump();
  }

  private void leave(Job job) {
    var lane = lanes.get(job.destination);
    if (lane == null) {
      return;
    }
    lane.remove(job);
    var next = lane.peek();
    if (next == null) {
      lanes.remove(job.destination);
    } else {
      ready.add(next);
    }
  }

  /// Comes back when the next of those that wait can go or has waited too long.
  private void schedule(Instant now) {
    var set = alarm;
    if (set != null) {
      set.cancel();
      alarm = null;
    }
    if (ready.isEmpty()) {
      return;
    }
    var wait = TURN;
    for (Job job : ready) {
      var left = Duration.between(now, job.deadline);
      wait = left.compareTo(wait) < 0 ? left : wait;
    }
    for (SmppLine line : lines) {
      if (line.takes() && line.inFlight() < settings.window()) {
        var pause = line.pause(now);
        wait = pause.compareTo(wait) < 0 ? pause : wait;
      }
    }
    alarm = tools.timers().after(wait.plusMillis(1), this::pump);
  }
}
