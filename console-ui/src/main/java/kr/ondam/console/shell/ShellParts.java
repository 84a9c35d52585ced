package kr.ondam.console.shell;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import kr.ondam.agent.User;
import kr.ondam.event.EventBus;
import kr.ondam.routing.Partitions;
import kr.ondam.security.Audit;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;
import kr.ondam.time.Timers;

/// What the top bar needs of the rest of the system.
///
/// @param openProblems how many delivery problems and dead letters nobody has seen to
/// @param idleTimeout how long nobody may touch a screen before its sign-in ends
/// @param who the user signed in on the current request
/// @param remoteAddress where the current request comes from
public record ShellParts(
    TenantStore tenants,
    Partitions partitions,
    EventBus events,
    Timers timers,
    InstantSource clock,
    Audit audit,
    Attendance attendance,
    ToIntFunction<TenantId> openProblems,
    Duration idleTimeout,
    Supplier<User> who,
    Supplier<String> remoteAddress) {}
