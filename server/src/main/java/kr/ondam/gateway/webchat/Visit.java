package kr.ondam.gateway.webchat;

import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.customer.Visitor;
import org.jspecify.annotations.Nullable;

/// What a session has found out and the socket that follows needs.
///
/// @param attributes where the customer is, for routing and for the agent
/// @param routingKey which inquiry chats begun on this page are about, null when it does not say
record Visit(
    ChannelAccount account,
    Visitor visitor,
    Map<String, String> attributes,
    @Nullable String routingKey) {
  Visit {
    attributes = Map.copyOf(attributes);
  }
}
