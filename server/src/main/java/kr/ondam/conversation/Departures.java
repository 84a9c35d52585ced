package kr.ondam.conversation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The trips of each conversation in the order in which they were handed over, of which only the
/// first is on its way (O4). Any thread may call it.
final class Departures {
  private final Map<ConversationId, ArrayDeque<Trip>> lines = new HashMap<>();
  private final Set<MessageId> known = new HashSet<>();

  /// Puts a trip behind those of its conversation; one whose message is here already is left out.
  /// Answers whether it may set off.
  synchronized boolean add(Trip trip) {
    if (!known.add(trip.row.message())) {
      return false;
    }
    var line = lines.computeIfAbsent(trip.row.conversation(), _ -> new ArrayDeque<>());
    line.add(trip);
    return line.size() == 1;
  }

  /// Takes off the first of a conversation; answers the one that may set off now.
  synchronized Optional<Trip> over(OutboundRow row) {
    known.remove(row.message());
    var line = lines.get(row.conversation());
    if (line == null) {
      return Optional.empty();
    }
    line.poll();
    var head = line.peek();
    if (head == null) {
      lines.remove(row.conversation());
    }
    return Optional.ofNullable(head);
  }

  /// Those of the conversation of the first one that come after it.
  synchronized List<Trip> behind(Trip first) {
    var line = lines.get(first.row.conversation());
    return line == null || line.peek() != first ? List.of() : line.stream().skip(1).toList();
  }

  /// Whether no other one of its conversation has to go before.
  synchronized boolean isFirst(Trip trip) {
    var line = lines.get(trip.row.conversation());
    return line == null || line.peek() == trip;
  }

  /// Those whose message is older and of which nothing has to be stored.
  synchronized List<Trip> madeBefore(Instant instant) {
    return lines.values().stream()
        .flatMap(Collection::stream)
        .filter(trip -> trip.madeAt().isBefore(instant) && !trip.owes)
        .toList();
  }
}
