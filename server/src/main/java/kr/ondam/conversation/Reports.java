package kr.ondam.conversation;

import java.time.InstantSource;
import java.util.Optional;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.event.EventBus;

/// The door through which providers tell what became of messages.
public final class Reports {
  private final SentCallStore store;
  private final EventBus bus;
  private final InstantSource clock;

  public Reports(SentCallStore store, EventBus bus, InstantSource clock) {
    this.store = store;
    this.bus = bus;
    this.clock = clock;
  }

  /// Takes a report durably; the message it moves is told to everybody.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing can be stored now
  public void accept(DeliveryReport report) {
    tell(store.report(report));
  }

  /// Notes a call that the provider has taken, or may have.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing can be stored now
  void sent(SentCall call) {
    tell(store.sent(call));
  }

  private void tell(Optional<Message> moved) {
    moved.ifPresent(
        message -> bus.publish(new ConversationFact.DeliveryChanged(message, clock.instant())));
  }
}
