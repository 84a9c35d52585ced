package kr.ondam.console.desk;

import java.time.Instant;
import java.util.List;
import kr.ondam.conversation.Conversation;
import kr.ondam.routing.Offer;
import org.jspecify.annotations.Nullable;

/// What the list of the desk shows at one instant.
///
/// @param mine what the agent holds, the customer who waits longest first
/// @param waiting waiting conversations in the order of service; null when not asked for
/// @param waitingCount how many wait in the tenant
/// @param ready whether the agent takes offers
record DeskState(
    List<Offered> offers,
    List<Row> mine,
    @Nullable List<Row> waiting,
    int waitingCount,
    boolean ready,
    Instant at) {

  /// @param customer the name to show, empty when unknown
  /// @param queue the queue's name, empty when it stands in none
  /// @param preview the last words, empty when there are none
  /// @param rests whether it takes less of the agent's capacity, the customer being silent (휴면)
  record Row(
      Conversation conversation,
      String customer,
      String queue,
      String preview,
      Instant since,
      boolean rests) {}

  record Offered(Offer offer, Row row) {}
}
