package kr.ondam.routing;

import kr.ondam.agent.AgentStore;
import kr.ondam.channel.ChannelStore;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.customer.CustomerStore;
import kr.ondam.tenant.TenantStore;

/// Where partitions keep their state and learn what rules ask about.
public record RoutingSources(
    RoutingStore routing,
    AgentStore agents,
    TenantStore tenants,
    ChannelStore channels,
    CustomerStore customers,
    ConversationStore conversations,
    BotStore bots) {}
