package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kr.ondam.channel.Part;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.event.Subscription;
import kr.ondam.time.Timers;

/// Tells customers on their own channel why nobody answers yet, once for each reason, and ends what
/// ends with a callback. While nothing can be stored it tries again.
public final class WaitNotices implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Replies replies;
  private final Timers timers;
  private final Subscription subscription;
  private volatile boolean closed;

  public WaitNotices(EventBus bus, Replies replies, Timers timers) {
    this.replies = replies;
    this.timers = timers;
    subscription = bus.subscribeEverywhere(this::on);
  }

  private void on(Published published) {
    if (published.fact() instanceof RoutingFact.NoticeDue due) {
      later(due);
    }
  }

  /// The store is read for the conversation: never on the publisher's thread.
  private void later(RoutingFact.NoticeDue due) {
    if (!closed) {
      Thread.startVirtualThread(() -> tell(due));
    }
  }

  private void tell(RoutingFact.NoticeDue due) {
    CompletionStage<ReplyResult> told =
        replies.tell(due.tenant(), due.conversation(), code(due), params(due), due.key());
    if (due.notice() == RoutingFact.Notice.CALLBACK) {
      told =
          told.thenCompose(result ->
              result instanceof ReplyResult.Unavailable
                  ? as(result)
                  : replies.end(due.tenant(), due.conversation(), EndReason.CALLBACK));
    }
    told.thenAccept(result -> {
      if (result instanceof ReplyResult.Unavailable) {
        timers.after(AGAIN, () -> later(due));
      }
    });
  }

  private static CompletionStage<ReplyResult> as(ReplyResult result) {
    return CompletableFuture.completedStage(result);
  }

  private static String code(RoutingFact.NoticeDue due) {
    return switch (due.notice()) {
      case AFTER_HOURS -> Part.SystemEvent.AFTER_HOURS;
      case LONG_WAIT -> Part.SystemEvent.LONG_WAIT;
      case CALLBACK -> Part.SystemEvent.CALLBACK;
    };
  }

  private static Map<String, String> params(RoutingFact.NoticeDue due) {
    Instant opens = due.opens();
    return opens == null ? Map.of() : Map.of(Part.SystemEvent.OPENS, opens.toString());
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
  }
}
