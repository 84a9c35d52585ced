package kr.ondam.conversation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import kr.ondam.customer.IdentityKey;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.event.Subscription;

/// The trips that cannot go on before their customer speaks, at most one of a conversation; a part
/// of [Outbox]. Any thread may call it.
final class Awaiting {
  /// Why such a one waits.
  static final String WHY = "customer";

  /// After that time it is looked once more whether one can go, in case its customer was just
  /// speaking; then the customer wakes it.
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration SELDOM = Duration.ofHours(1);

  private final Map<ConversationId, Trip> trips = new ConcurrentHashMap<>();
  private final Function<Trip, Passage<Trip>> passages;
  private Subscription subscription = () -> {};

  Awaiting(Function<Trip, Passage<Trip>> passages) {
    this.passages = passages;
  }

  void listen(EventBus bus) {
    subscription = bus.subscribeEverywhere(this::on);
  }

  void stop() {
    subscription.close();
  }

  /// On the publisher's thread, so it only sets off what waits for the customer who speaks.
  private void on(Published published) {
    switch (published.fact()) {
      case ConversationFact.MessageReceived(var message, var _) -> {
        var trip = trips.get(message.conversation());
        if (trip != null) {
          spoke(trip);
        }
      }
      // What an earlier conversation left.
      case ConversationFact.ConversationOpened(var opened, var _) ->
          trips.values().stream()
              .filter(trip -> customer(trip).equals(opened.identity()))
              .forEach(this::spoke);
      default -> {}
    }
  }

  private static IdentityKey customer(Trip trip) {
    var out = trip.row.outbound();
    return new IdentityKey(out.account(), out.externalUser());
  }

  private void spoke(Trip trip) {
    trip.spoken = true;
    passages.apply(trip).wake(trip);
  }

  /// Takes one in. Answers how long it rests unless its customer speaks before.
  ///
  /// @param left how long it may wait at all
  Duration add(Trip trip, Duration left) {
    boolean known = trips.put(trip.row.conversation(), trip) == trip;
    var pause = known ? SELDOM : SOON;
    return pause.compareTo(left) < 0 ? pause : left;
  }

  /// One rests from now on; wakes it when its customer spoke between the look and the rest.
  void rests(Trip trip) {
    if (trip.spoken) {
      passages.apply(trip).wake(trip);
    }
  }

  void remove(Trip trip) {
    trips.remove(trip.row.conversation(), trip);
  }
}
