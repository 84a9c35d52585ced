package kr.ondam.channel.sms.smpp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Listener;
import kr.ondam.channel.Listener.Heard;
import kr.ondam.channel.sms.PhoneNumber;
import kr.ondam.channel.sms.smpp.Reassembly.Piece;
import kr.ondam.channel.sms.smpp.Reassembly.Result;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.time.Alarm;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;

/// Takes what the message centre delivers to one account, on all its binds: texts of customers,
/// parts of long ones, and receipts. What it answers 0 is stored.
final class SmppInbox implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final int MOST_TEXTS = 10_000;
  private static final int MOST_OCTETS = 16 * 1024 * 1024;
  private static final int LONGEST_PAYLOAD = 8000;

  /// Of the connections of the store that all accounts share.
  private static final int STORING = 4;

  static final Duration LATER = Duration.ofSeconds(5);

  /// @param executor starts what waits for the store, each task on its own thread
  record Tools(
      Listener listener,
      PartStore parts,
      InstantSource clock,
      Timers timers,
      TimeOrderedIds ids,
      Executor executor) {}

  private final ChannelAccount account;
  private final SmppSettings settings;
  private final Tools tools;
  private final SmppReader reader;
  private final SmppLetters letters;
  private final LearntBase base;
  private final InDoubt doubt = new InDoubt();
  private final Turns storing = new Turns(STORING);
  private final Reassembly texts = new Reassembly(MOST_TEXTS, MOST_OCTETS);
  private final Map<Piece, CompletableFuture<Integer>> keeping = new HashMap<>();
  private @Nullable Alarm alarm;
  private boolean closed;

  SmppInbox(ChannelAccount account, SmppSettings settings, Tools tools) {
    this.account = account;
    this.settings = settings;
    this.tools = tools;
    reader = new SmppReader(account, settings);
    letters = new SmppLetters(account, settings);
    base = new LearntBase(settings.idBase());
  }

  /// Takes up the parts that were stored before; call it before anything is delivered.
  void start() {
    for (Piece piece : tools.parts().parts(account.tenant(), account.id())) {
      synchronized (this) {
        if (texts.add(piece) instanceof Result.Whole(var pieces)) {
          // The crash came between the storing of the whole and the removal of its parts, or just
          // before both: its id is the same, so that telling it again does no harm.
          texts.again(pieces);
        }
      }
    }
    look();
  }

  @Override
  public synchronized void close() {
    closed = true;
    var set = alarm;
    if (set != null) {
      set.cancel();
    }
  }

  /// @return the status to answer with
  CompletionStage<Integer> delivered(Object session, ShortMessage message) {
    if (message.isReceipt()) {
      return receipt(message);
    }
    var number = PhoneNumber.national(message.destination().value());
    if (!settings.numbers().contains(number)) {
      return misdirected(number, message);
    }
    var fragment = Fragment.of(message).orElse(null);
    if (fragment == null || message.payload().length() > LONGEST_PAYLOAD) {
      return CompletableFuture.completedFuture(Status.BAD_MESSAGE_LENGTH);
    }
    var place = fragment.place();
    var now = tools.clock().instant();
    if (place != null) {
      var key =
          new Reassembly.Key(
              message.source().value(), number, place.wide(), place.reference(), place.total());
      return part(new Piece(key, place.number(), message.dataCoding(), fragment.text(), now));
    }
    String id;
    synchronized (this) {
      id = doubt.id(session, message, tools.timers().steady(), this::fresh);
    }
    var piece =
        new Piece(
            new Reassembly.Key(message.source().value(), number, false, 0, 1),
            1,
            message.dataCoding(),
            fragment.text(),
            now);
    return status(tools.listener().heard(reader.spoken(id, List.of(piece))));
  }

  synchronized void answered(Object session, ShortMessage message, int status) {
    doubt.answered(session, message, status == Status.OK, tools.timers().steady());
  }

  private String fresh() {
    return "mo-" + tools.ids().next();
  }

  /// Messages can be sent over a connection.
  void reachable() {
    tools.executor().execute(() -> tools.listener().reachable(account.tenant(), account.id()));
  }

  synchronized void dropped(Object session) {
    doubt.dropped(session, tools.timers().steady());
  }

  /// A message of ours was taken under this id.
  synchronized void taken(String messageId) {
    base.answered(messageId);
  }

  /// An answer to a message of ours came after we had stopped to wait for it.
  void late(String serial, int status, String messageId) {
    boolean taken = status == Status.OK;
    if (taken) {
      taken(messageId);
    }
    var report =
        new DeliveryReport(
            account.tenant(),
            account.id(),
            List.of(DeliveryReport.unanswered(serial)),
            taken ? messageId : null,
            taken ? DeliveryReport.State.SENT : DeliveryReport.State.FAILED,
            taken ? "" : Status.name(status) + " refused by the message centre",
            tools.clock().instant());
    late(report);
  }

  /// Nobody tells it a second time, so that it waits here as long as it cannot be stored.
  private void late(DeliveryReport report) {
    reported(report)
        .thenAccept(heard -> {
          if (heard != Heard.KEPT) {
            tools.timers().after(LATER, () -> late(report));
          }
        });
  }

  private CompletionStage<Heard> reported(DeliveryReport report) {
    return storing.run(() -> tools.listener().reported(report));
  }

  private CompletionStage<Integer> part(Piece piece) {
    Result result;
    synchronized (this) {
      result = texts.add(piece);
    }
    return switch (result) {
      case Result.Waiting _ -> keep(piece);
      case Result.Repeated(var first, boolean shown) ->
          shown ? CompletableFuture.completedFuture(Status.OK) : keep(first);
      case Result.Whole(var pieces) -> whole(piece, pieces);
      case Result.Late(var late) -> {
        var id = SmppReader.idOf(List.of(late));
        yield orUndone(late, tools.listener().heard(reader.spoken(id, List.of(late))));
      }
    };
  }

  private CompletionStage<Integer> keep(Piece piece) {
    var kept =
        storing.run(() ->
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    tools.parts().keep(account.tenant(), account.id(), piece);
                    return Status.OK;
                  } catch (StoreUnavailable _) {
                    return Status.RECEIVER_TEMPORARY;
                  }
                },
                tools.executor()));
    synchronized (this) {
      keeping.put(piece, kept);
    }
    kept.whenComplete((_, _) -> {
      synchronized (this) {
        keeping.remove(piece, kept);
      }
    });
    return kept;
  }

  private CompletionStage<Integer> whole(Piece last, List<Piece> pieces) {
    var told = tools.listener().heard(reader.spoken(SmppReader.idOf(pieces), pieces));
    return orUndone(last, told)
        .thenApply(status -> {
          if (status == Status.OK) {
            remove(pieces);
          }
          return status;
        });
  }

  /// A part that was not stored will come again and has to count again then.
  private CompletionStage<Integer> orUndone(Piece piece, CompletionStage<Heard> told) {
    return status(told)
        .thenApply(status -> {
          if (status != Status.OK) {
            synchronized (this) {
              texts.undo(piece);
            }
          }
          return status;
        });
  }

  /// Removes parts from the store, after those that are on their way into it have arrived there.
  private void remove(List<Piece> pieces) {
    CompletableFuture<?>[] arriving;
    synchronized (this) {
      arriving =
          pieces.stream()
              .map(keeping::get)
              .filter(Objects::nonNull)
              .toArray(CompletableFuture<?>[]::new);
    }
    CompletableFuture.allOf(arriving)
        .whenCompleteAsync(
            (_, _) -> {
              try {
                tools.parts().remove(account.tenant(), account.id(), pieces);
              } catch (StoreUnavailable _) {
                // They are told again after the next start, under the same id.
              }
            },
            tools.executor());
  }

  /// Shows what does not become whole in time.
  private void look() {
    List<List<Piece>> due;
    synchronized (this) {
      if (closed) {
        return;
      }
      due = texts.due(tools.clock().instant());
      alarm = tools.timers().after(LOOK, this::look);
    }
    for (List<Piece> pieces : due) {
      tools
          .listener()
          .heard(reader.spoken(SmppReader.idOf(pieces), pieces))
          .thenAccept(heard -> shown(pieces, heard));
    }
  }

  private void shown(List<Piece> pieces, Heard heard) {
    if (heard == Heard.KEPT) {
      remove(pieces);
    } else {
      synchronized (this) {
        texts.again(pieces);
      }
    }
  }

  private CompletionStage<Integer> receipt(ShortMessage message) {
    var receipt = DeliveryReceipt.of(message).orElse(null);
    if (receipt == null) {
      return unreadable("receipt", message);
    }
    var state =
        switch (receipt.state()) {
          case DELIVERED -> DeliveryReport.State.DELIVERED;
          case ENROUTE, ACCEPTED, UNKNOWN -> DeliveryReport.State.SENT;
          case EXPIRED, DELETED, UNDELIVERABLE, REJECTED -> DeliveryReport.State.FAILED;
        };
    List<String> ids;
    synchronized (this) {
      ids = base.candidates(receipt.id());
    }
    var report =
        new DeliveryReport(
            account.tenant(),
            account.id(),
            ids,
            null,
            state,
            state == DeliveryReport.State.FAILED
                ? (receipt.state() + " " + receipt.error()).strip()
                : "",
            tools.clock().instant());
    return status(reported(report));
  }

  private CompletionStage<Integer> misdirected(String number, ShortMessage message) {
    var letter = letters.write(message, fresh());
    return storing
        .run(() -> tools.listener().misdirected(account.tenant(), account.id(), number, letter))
        .thenApply(heard -> heard == Heard.KEPT ? Status.BAD_DESTINATION : of(heard));
  }

  private CompletionStage<Integer> unreadable(String reason, ShortMessage message) {
    var letter = letters.write(message, fresh());
    return status(
        storing.run(
            () -> tools.listener().unreadable(account.tenant(), account.id(), reason, letter)));
  }

  private static CompletionStage<Integer> status(CompletionStage<Heard> told) {
    return told.thenApply(SmppInbox::of);
  }

  private static int of(Heard heard) {
    return switch (heard) {
      case KEPT -> Status.OK;
      case BUSY -> Status.THROTTLED;
      case UNAVAILABLE -> Status.RECEIVER_TEMPORARY;
    };
  }
}
