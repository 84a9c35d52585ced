package kr.ondam.routing;

import java.time.Duration;

/// The settings of the routing host that hold for every tenant.
///
/// @param offerTimeout how long an offer stands
/// @param declineExclusion how long a conversation is not offered again to who let it pass
/// @param missedOffers offers in a row that may pass before an agent is set to 부재응답
/// @param wrapUpLimit how long an ended conversation waits for its classification before it is
///   closed 미분류
public record RoutingPolicy(
    Duration offerTimeout, Duration declineExclusion, int missedOffers, Duration wrapUpLimit) {}
