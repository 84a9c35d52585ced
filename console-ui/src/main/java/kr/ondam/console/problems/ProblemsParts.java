package kr.ondam.console.problems;

import java.time.ZoneId;
import java.util.function.Supplier;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelStore;
import kr.ondam.conversation.Notices;
import kr.ondam.conversation.ProblemStore;
import kr.ondam.conversation.Problems;
import kr.ondam.customer.CustomerStore;
import kr.ondam.security.Audit;
import kr.ondam.tenant.TenantStore;

/// What the page of delivery problems needs of the rest of the system.
///
/// @param who the user signed in on the current request
/// @param remoteAddress where the current request comes from
public record ProblemsParts(
    Problems problems,
    ProblemStore open,
    Notices notices,
    TenantStore tenants,
    CustomerStore customers,
    AgentStore agents,
    ChannelStore channels,
    Audit audit,
    ZoneId zone,
    Supplier<User> who,
    Supplier<String> remoteAddress) {}
