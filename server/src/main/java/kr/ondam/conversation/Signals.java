package kr.ondam.conversation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kr.ondam.event.Subscription;
import kr.ondam.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes on what customer and agent see of each other between messages: who is typing, and how far
/// somebody has read. Signals are not stored, have no position and are not kept for receivers that
/// come back, so they do not go over the event bus and cannot push facts out of it.
///
/// The desk calls [#send] with [AgentTyping] and [AgentRead], and subscribes for [CustomerTyping].
public final class Signals {
  private static final Logger log = LoggerFactory.getLogger(Signals.class);

  /// Something passing about a conversation.
  public sealed interface Signal {
    TenantId tenant();

    ConversationId conversation();
  }

  /// The customer began or stopped to type. Who hears nothing more for 8 s takes it as stopped.
  public record CustomerTyping(TenantId tenant, ConversationId conversation, boolean on)
      implements Signal {}

  /// The agent began or stopped to type; repeated at least every 8 s while it goes on.
  public record AgentTyping(TenantId tenant, ConversationId conversation, boolean on)
      implements Signal {}

  /// The agent has read up to `seq`.
  public record AgentRead(TenantId tenant, ConversationId conversation, long seq)
      implements Signal {}

  /// Hears signals of all tenants on the sender's thread, so it only hands over.
  @FunctionalInterface
  public interface Listener {
    void on(Signal signal);
  }

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /// Hears everything sent from now on.
  public Subscription subscribe(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /// Passes a signal on. Who sends has checked that its sender may.
  public void send(Signal signal) {
    for (var listener : listeners) {
      try {
        listener.on(signal);
      } catch (RuntimeException e) {
        log.error("a listener failed on {}", signal.getClass().getSimpleName(), e);
      }
    }
  }
}
