package kr.ondam.channel.sms.smpp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;

/// One bind over one connection. All its state belongs to the connection's loop; other threads post
/// to it.
final class SmppSession implements Dialer.Receiver {
  static final Duration BIND_TIMEOUT = Duration.ofSeconds(10);
  static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
  static final Duration IDLE = Duration.ofSeconds(30);
  static final Duration UNBIND_TIMEOUT = Duration.ofSeconds(3);

  /// Messages of the message centre that wait to be stored at once.
  static final int MOST_DELIVERING = 1000;

  private static final int MISSED = 2;
  private static final int ENQUIRIES_PER_SECOND = 10;
  private static final int LATE = 10_000;

  /// Of a message centre that never answers them but speaks otherwise.
  private static final int MOST_ENQUIRED = 16;

  /// As many as a window of messages may be refused together; who goes on is broken.
  static final int REFUSALS_PER_SECOND = 1000;

  private enum State {
    BINDING,
    BOUND,
    UNBINDING,
    ENDED
  }

  private record Pending(String serial, CompletableFuture<Submitted> answer, Alarm alarm) {}

  private final SmppSettings settings;
  private final Wire wire;
  private final Executor loop;
  private final Timers timers;
  private final SessionOwner owner;
  private final Map<Integer, Pending> window = new HashMap<>();
  private final Map<Integer, String> unanswered = new LinkedHashMap<>();
  private final Deque<Integer> enquired = new ArrayDeque<>();
  private State state = State.BINDING;
  private @Nullable Alarm alarm;
  private @Nullable String reason;
  private boolean unbinding;
  private volatile boolean quiet;
  private int sequence;
  private int delivering;
  private int missed;
  private Instant heard;
  private final PerSecond enquiries = new PerSecond(ENQUIRIES_PER_SECOND);
  private final PerSecond refusals = new PerSecond(REFUSALS_PER_SECOND);

  SmppSession(SmppSettings settings, Wire wire, Executor loop, Timers timers, SessionOwner owner) {
    this.settings = settings;
    this.wire = wire;
    this.loop = loop;
    this.timers = timers;
    this.owner = owner;
    heard = timers.steady();
  }

  /// Asks to be let in.
  void bind() {
    loop.execute(() -> {
      wire.write(
          new Pdu.BindTransceiver(
              next(),
              settings.systemId(),
              settings.password(),
              settings.systemType(),
              0x34,
              0,
              0,
              ""));
      alarm = after(BIND_TIMEOUT, () -> end("no answer to bind"));
    });
  }

  /// Sends a message; the future never fails.
  CompletableFuture<Submitted> submit(ShortMessage message, String serial) {
    var answer = new CompletableFuture<Submitted>();
    loop.execute(() -> send(message, serial, answer));
    return answer;
  }

  private void send(ShortMessage message, String serial, CompletableFuture<Submitted> answer) {
    if (state != State.BOUND) {
      answer.complete(new Submitted.NotSent("not connected"));
      return;
    }
    int number = next();
    byte[] pdu;
    try {
      pdu = PduWriter.write(new Pdu.SubmitSm(number, message));
    } catch (IllegalArgumentException _) {
      answer.complete(new Submitted.Refused(Status.BAD_MESSAGE_LENGTH));
      return;
    }
    window.put(number, new Pending(serial, answer, after(RESPONSE_TIMEOUT, () -> giveUp(number))));
    wire.write(pdu, () -> {});
  }

  /// Whether an answer is overdue and nothing else was heard meanwhile. Nothing should be given to
  /// it then: a line that was cut without a word would put every message in doubt.
  boolean quiet() {
    return quiet;
  }

  private void giveUp(int number) {
    var pending = window.remove(number);
    if (pending != null) {
      suspect();
      unanswered.put(number, pending.serial());
      if (unanswered.size() > LATE) {
        unanswered.remove(unanswered.keySet().iterator().next());
      }
      pending.answer().complete(new Submitted.Unanswered("no answer"));
    }
  }

  private void suspect() {
    boolean silent = Duration.between(heard, timers.steady()).compareTo(RESPONSE_TIMEOUT) >= 0;
    if (silent && !quiet && state == State.BOUND) {
      quiet = true;
      ask();
      cancelAlarm();
      alarm = after(RESPONSE_TIMEOUT, () -> end("no answer to enquire_link"));
    }
  }

  private void wake() {
    heard = timers.steady();
    missed = 0;
    if (quiet) {
      quiet = false;
      if (state == State.BOUND) {
        cancelAlarm();
        alarm = after(IDLE, this::enquire);
        owner.awake(this);
      }
    }
  }

  /// Finishes what is under way, for at most the given time, and leaves.
  void close(Duration most) {
    loop.execute(() -> {
      if (state != State.BOUND) {
        end("closed");
        return;
      }
      state = State.UNBINDING;
      reason = "closed";
      cancelAlarm();
      alarm = after(most, this::unbind);
      unbindWhenDone();
    });
  }

  private void unbindWhenDone() {
    if (state == State.UNBINDING && window.isEmpty() && delivering == 0) {
      unbind();
    }
  }

  private void unbind() {
    if (unbinding) {
      return;
    }
    unbinding = true;
    cancelAlarm();
    wire.write(new Pdu.Unbind(next()));
    alarm = after(UNBIND_TIMEOUT, () -> end("closed"));
  }

  @Override
  public void received(Pdu pdu) {
    if (state == State.ENDED) {
      return;
    }
    wake();
    switch (pdu) {
      case Pdu.BindTransceiverResponse(int _, int status, var _, var _) -> bound(status);
      case Pdu.SubmitSmResponse(int number, int status, var id) -> answered(number, status, id);
      case Pdu.GenericNack(int number, int status) ->
          answered(number, status == Status.OK ? Status.SYSTEM_ERROR : status, "");
      case Pdu.DeliverSm(int number, var message) -> deliver(number, message);
      case Pdu.EnquireLink(int number) -> enquired(number);
      case Pdu.Unbind(int number) -> {
        wire.write(new Pdu.UnbindResponse(number, Status.OK));
        end("unbound by the message centre");
      }
      case Pdu.UnbindResponse _ -> {
        if (unbinding) {
          end("closed");
        } else {
          owner.stray();
        }
      }
      case Pdu.Unknown(int command, int number) -> {
        // A response to nothing of ours is nothing to answer.
        if (command >= 0) {
          refuse(PduWriter.write(new Pdu.GenericNack(number, Status.BAD_COMMAND)));
        } else {
          owner.stray();
        }
      }
      case Pdu.Broken(int command, int number, int status) ->
          refuse(PduWriter.refusal(command, status, number));
      case Pdu.BindTransceiver(int number, var _, var _, var _, int _, int _, int _, var _) ->
          refuse(PduWriter.refusal(Command.BIND_TRANSCEIVER, Status.ALREADY_BOUND, number));
      case Pdu.SubmitSm(int number, var _) ->
          refuse(PduWriter.write(new Pdu.SubmitSmResponse(number, Status.BAD_BIND_STATE, "")));
      case Pdu.EnquireLinkResponse(int number, int _) -> {
        if (!enquired.remove(number)) {
          owner.stray();
        }
      }
      case Pdu.DeliverSmResponse _ -> owner.stray();
    }
  }

  private void bound(int status) {
    if (state != State.BINDING) {
      owner.stray();
      return;
    }
    if (status != Status.OK) {
      end("bind refused with " + Status.name(status));
      return;
    }
    cancelAlarm();
    state = State.BOUND;
    alarm = after(IDLE, this::enquire);
    owner.bound(this);
  }

  private void answered(int number, int status, String id) {
    var pending = window.remove(number);
    if (pending == null) {
      var serial = unanswered.remove(number);
      if (serial == null) {
        owner.stray();
      } else {
        owner.late(serial, status, id);
      }
      return;
    }
    pending.alarm().cancel();
    if (status == Status.OK) {
      pending.answer().complete(new Submitted.Accepted(id));
    } else if (Status.slowDown(status)) {
      pending.answer().complete(new Submitted.Throttled());
    } else {
      pending.answer().complete(new Submitted.Refused(status));
    }
    unbindWhenDone();
  }

  private void deliver(int number, ShortMessage message) {
    if (state == State.BINDING) {
      refuse(PduWriter.write(new Pdu.DeliverSmResponse(number, Status.BAD_BIND_STATE)));
      return;
    }
    if (delivering >= MOST_DELIVERING) {
      refuse(PduWriter.write(new Pdu.DeliverSmResponse(number, Status.THROTTLED)));
      return;
    }
    delivering++;
    owner
        .delivered(this, message)
        .exceptionally(_ -> Status.RECEIVER_TEMPORARY)
        .thenAccept(status -> loop.execute(() -> answerDelivery(number, message, status)));
  }

  private void refuse(byte[] answer) {
    if (refusals.exceeded(heard)) {
      end("too much that has to be refused");
    } else {
      wire.write(answer, () -> {});
    }
  }

  private void answerDelivery(int number, ShortMessage message, int status) {
    delivering--;
    if (state != State.ENDED) {
      wire.write(
          PduWriter.write(new Pdu.DeliverSmResponse(number, status)),
          () -> owner.answered(this, message, status));
    }
    unbindWhenDone();
  }

  private void enquired(int number) {
    if (enquiries.exceeded(heard)) {
      end("too many enquire_link");
    } else {
      wire.write(new Pdu.EnquireLinkResponse(number, Status.OK));
    }
  }

  private void enquire() {
    var quiet = Duration.between(heard, timers.steady());
    if (quiet.compareTo(IDLE) >= 0) {
      if (missed >= MISSED) {
        end("no answer to enquire_link");
        return;
      }
      missed++;
      ask();
    }
    alarm = after(IDLE, this::enquire);
  }

  private void ask() {
    int number = next();
    if (enquired.size() >= MOST_ENQUIRED) {
      enquired.remove();
    }
    enquired.add(number);
    wire.write(new Pdu.EnquireLink(number));
  }

  @Override
  public void disconnected() {
    end("connection lost");
  }

  private void end(String why) {
    if (state == State.ENDED) {
      return;
    }
    state = State.ENDED;
    cancelAlarm();
    wire.close();
    List<Pending> open = List.copyOf(window.values());
    window.clear();
    // First, so that what waits for its turn is not given to this session.
    owner.ended(this, reason == null ? why : reason);
    for (Pending pending : open) {
      pending.alarm().cancel();
      pending.answer().complete(new Submitted.Unanswered("connection lost"));
    }
  }

  private Alarm after(Duration delay, Runnable task) {
    return timers.after(
        delay,
        () ->
            loop.execute(() -> {
              if (state != State.ENDED) {
                task.run();
              }
            }));
  }

  private void cancelAlarm() {
    var set = alarm;
    if (set != null) {
      set.cancel();
    }
  }

  /// 1 to 0x7FFFFFFF, never one that waits for its answer (SM20).
  private int next() {
    do {
      sequence = sequence == Integer.MAX_VALUE ? 1 : sequence + 1;
    } while (window.containsKey(sequence) || unanswered.containsKey(sequence));
    return sequence;
  }
}
