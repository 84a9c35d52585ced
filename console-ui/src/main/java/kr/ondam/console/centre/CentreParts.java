package kr.ondam.console.centre;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import kr.ondam.agent.User;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.customer.CustomerStore;
import kr.ondam.event.EventBus;
import kr.ondam.report.BoardView;
import kr.ondam.routing.Borrowed;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingResult;
import kr.ondam.routing.Why;
import kr.ondam.security.Audit;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;
import kr.ondam.time.Timers;

/// What the manager's page needs of the rest of the system.
///
/// @param board how a tenant stands now
/// @param submit hands a command to a tenant's partition
/// @param why says why a conversation is where it is
/// @param who the user signed in on the current request
/// @param remoteAddress where the current request comes from
public record CentreParts(
    Function<TenantId, CompletionStage<BoardView>> board,
    BiFunction<TenantId, RoutingCommand, CompletionStage<RoutingResult>> submit,
    ConversationStore conversations,
    CustomerStore customers,
    TenantStore tenants,
    Borrowed borrowed,
    EventBus events,
    Timers timers,
    InstantSource clock,
    Audit audit,
    Why why,
    Supplier<User> who,
    Supplier<String> remoteAddress) {}
