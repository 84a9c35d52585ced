package kr.ondam.launch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.time.ZoneId;
import kr.ondam.conversation.History;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Replies;
import kr.ondam.event.EventBus;
import kr.ondam.report.Board;
import kr.ondam.routing.Partitions;
import kr.ondam.security.ApiKeys;
import kr.ondam.security.Audit;
import kr.ondam.security.Logins;
import kr.ondam.store.Stores;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.Timers;

/// Everything the edges of the server work with: what the gateway and the console are built from.
public record Features(
    Stores stores,
    EventBus bus,
    InstantSource clock,
    Timers timers,
    ZoneId zone,
    TimeOrderedIds ids,
    MeterRegistry meters,
    Intake intake,
    Replies replies,
    History history,
    Partitions partitions,
    Board board,
    Logins logins,
    ApiKeys apiKeys,
    Audit audit,
    Provisioning provisioning) {}
