package kr.ondam.gateway.webchat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import kr.ondam.agent.AgentStore;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Signals;
import kr.ondam.event.EventBus;
import kr.ondam.media.Attachments;
import kr.ondam.media.Uploads;
import kr.ondam.routing.Partitions;
import kr.ondam.time.Timers;

/// What the web chat works with.
///
/// @param nanoTime monotonic, for rates and tickets
/// @param random for the jitter of reconnects; safe for use by many threads
/// @param executor starts each task on its own thread
public record ChatTools(
    ConversationStore conversations,
    AgentStore agents,
    Intake intake,
    Uploads uploads,
    Attachments attachments,
    Partitions partitions,
    EventBus bus,
    Signals signals,
    InstantSource clock,
    Timers timers,
    LongSupplier nanoTime,
    RandomGenerator random,
    Executor executor,
    MeterRegistry meters,
    ChatLimits limits) {}
