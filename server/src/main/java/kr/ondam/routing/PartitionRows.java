package kr.ondam.routing;

import java.util.List;
import kr.ondam.agent.PresenceState;
import kr.ondam.conversation.Conversation;

/// What a partition is rebuilt from after a start.
///
/// @param unfinished all conversations of the tenant that are open or in wrap-up
/// @param arrivals of the unfinished ones, where there are any
/// @param grants not ended ones
/// @param loans those that take a slot
/// @param lastEvent seq of the last recorded event, 0 for none
public record PartitionRows(
    List<Conversation> unfinished,
    List<QueueEntry> entries,
    List<Offer> openOffers,
    List<Segment> runningSegments,
    List<PresenceState> presences,
    List<Arrival> arrivals,
    List<CrossTenantGrant> grants,
    List<Loan> loans,
    long lastEvent) {}
