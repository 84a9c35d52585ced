package kr.ondam.console.admin;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelStore;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.launch.Provisioning;
import kr.ondam.launch.rules.RuleBooks;
import kr.ondam.routing.RoutingStore;
import kr.ondam.security.Audit;
import kr.ondam.security.AuditStore;
import kr.ondam.tenant.TenantStore;

/// What the administrator's page needs of the rest of the system.
///
/// @param gatewayAddress where providers and browsers reach the gateway, such as
///   `https://chat.example.kr`, without a slash at the end
/// @param signOut ends every sign-in of a user at once
/// @param who the user signed in on the current request
/// @param remoteAddress where the current request comes from
public record AdminParts(
    Provisioning provisioning,
    TenantStore tenants,
    AgentStore agents,
    ChannelStore channels,
    RoutingStore routing,
    ConversationStore conversations,
    AuditStore auditRecord,
    Audit audit,
    RuleBooks rules,
    InstantSource clock,
    String gatewayAddress,
    Consumer<UserId> signOut,
    Supplier<User> who,
    Supplier<String> remoteAddress) {}
