package kr.ondam.console.desk;

import java.time.Instant;
import java.util.List;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.Conversation;
import kr.ondam.routing.Offer;
import kr.ondam.tenant.Tenant;
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
  /// @param tenant whose it is when it is another tenant's, null for one's own
  record Row(
      Conversation conversation,
      String customer,
      String queue,
      String preview,
      Instant since,
      boolean rests,
      @Nullable Tenant tenant) {}

  /// @param row null for a conversation of another tenant, which opens only with the acceptance
  /// @param lent what is known of that one, null for one's own
  record Offered(Offer offer, @Nullable Row row, @Nullable Lent lent) {}

  /// An offer of another tenant.
  ///
  /// @param queue the name of its queue there
  record Lent(Tenant tenant, ChannelKind channel, String queue, Instant since) {}
}
