package kr.ondam.console.desk;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Supplier;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelStore;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.Carriage;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.History;
import kr.ondam.conversation.Notices;
import kr.ondam.conversation.Originals;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Signals;
import kr.ondam.customer.CustomerStore;
import kr.ondam.event.EventBus;
import kr.ondam.media.Attachments;
import kr.ondam.media.MissingFiles;
import kr.ondam.media.Uploads;
import kr.ondam.routing.Borrowed;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.RoutingStore;
import kr.ondam.security.Audit;
import kr.ondam.tenant.TenantStore;
import kr.ondam.time.Timers;

/// What the desk needs of the rest of the system.
///
/// @param who the user signed in on the current request
/// @param remoteAddress where the current request comes from
public record DeskParts(
    ConversationStore conversations,
    Originals originals,
    BotStore bots,
    CustomerStore customers,
    AgentStore agents,
    RoutingStore routing,
    ChannelStore channels,
    History history,
    Replies replies,
    Notices notices,
    Attachments attachments,
    MissingFiles missing,
    Uploads uploads,
    Carriage carriage,
    Partitions partitions,
    EventBus events,
    Signals signals,
    Timers timers,
    InstantSource clock,
    ZoneId zone,
    Audit audit,
    TenantStore tenants,
    Borrowed borrowed,
    Supplier<User> who,
    Supplier<String> remoteAddress) {}
