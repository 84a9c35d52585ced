package kr.ondam.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.Presence;
import kr.ondam.agent.Role;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.Attention;
import kr.ondam.routing.PartitionView;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.RoutingStore;
import kr.ondam.routing.Segment;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;
import org.jspecify.annotations.Nullable;

/// What a manager watches: queues and agents now, answered, abandoned and handled today.
public final class Board {
  /// Within which time an answer counts for the service level.
  public static final Duration THRESHOLD = Duration.ofSeconds(60);

  /// Whoever left today came at most that long before.
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private static final int PAGE = 200;

  private final Partitions partitions;
  private final RoutingStore routing;
  private final ConversationStore conversations;
  private final BotStore bots;
  private final AgentStore agents;
  private final TenantStore tenants;
  private final InstantSource clock;
  private final ZoneId zone;

  /// @param zone where the day begins
  public Board(
      Partitions partitions,
      RoutingStore routing,
      ConversationStore conversations,
      BotStore bots,
      AgentStore agents,
      TenantStore tenants,
      InstantSource clock,
      ZoneId zone) {
    this.partitions = partitions;
    this.routing = routing;
    this.conversations = conversations;
    this.bots = bots;
    this.agents = agents;
    this.tenants = tenants;
    this.clock = clock;
    this.zone = zone;
  }

  public CompletionStage<BoardView> now(TenantId tenant) {
    return partitions
        .look(tenant)
        .thenApplyAsync(view -> board(tenant, view), Thread::startVirtualThread);
  }

  private BoardView board(TenantId tenant, PartitionView view) {
    var now = clock.instant();
    var midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    var called =
        view.waiting().stream()
            .filter(waiting -> waiting.attention() == Attention.MANAGER)
            .map(PartitionView.Waiting::conversation)
            .collect(Collectors.toSet());
    Map<ConversationId, Instant> waiting = new HashMap<>();
    view.waiting().forEach(entry -> waiting.put(entry.conversation(), entry.since()));
    return new BoardView(
        queues(tenant, view), agents(tenant, view), waiting, called, today(tenant, midnight), now);
  }

  private List<BoardView.QueueRow> queues(TenantId tenant, PartitionView view) {
    List<BoardView.QueueRow> rows = new ArrayList<>();
    for (var queue : routing.queues(tenant)) {
      int waiting = 0;
      @Nullable Instant oldest = null;
      for (var entry : view.waiting()) {
        if (entry.queue().equals(queue.id())) {
          waiting++;
          if (oldest == null || entry.since().isBefore(oldest)) {
            oldest = entry.since();
          }
        }
      }
      if (queue.inForce() || waiting > 0) {
        rows.add(new BoardView.QueueRow(queue.id(), queue.name(), waiting, oldest));
      }
    }
    return rows;
  }

  private List<BoardView.AgentRow> agents(TenantId tenant, PartitionView view) {
    Map<AgentId, PartitionView.AgentLoad> loads = new HashMap<>();
    view.agents().forEach(load -> loads.put(load.agent(), load));
    Map<String, String> centres = new HashMap<>();
    for (Centre centre : tenants.centres(tenant)) {
      centres.put(centre.id().value(), centre.name());
    }
    List<BoardView.AgentRow> rows = new ArrayList<>();
    for (var user : agents.users(tenant)) {
      if (!user.has(Role.AGENT) || !user.enabled()) {
        continue;
      }
      var centre = user.centre();
      var load = loads.get(user.agentId());
      rows.add(
          new BoardView.AgentRow(
              user.agentId(),
              user.name(),
              centre == null ? "" : centres.getOrDefault(centre.value(), ""),
              load == null ? Presence.OFFLINE : load.presence(),
              load == null ? Instant.EPOCH : load.since(),
              load == null ? 0 : load.load(),
              user.capacity(),
              load == null ? 0 : load.held()));
    }
    return rows;
  }

  private BoardView.Today today(TenantId tenant, Instant midnight) {
    var segments = routing.segmentsSince(tenant, midnight);
    var handovers = bots.handoversSince(tenant, midnight.minus(LONGEST_WAIT));
    List<Segment> answered =
        segments.stream().filter(s -> !s.acceptedAt().isBefore(midnight)).toList();
    List<Segment> ended = segments.stream().filter(s -> endedSince(s, midnight)).toList();
    List<Duration> waits = answered.stream().map(segment -> wait(segment, handovers)).toList();
    List<Duration> abandons = abandons(tenant, midnight, handovers);
    long inTime = waits.stream().filter(wait -> wait.compareTo(THRESHOLD) <= 0).count();
    long lateAbandons = abandons.stream().filter(wait -> wait.compareTo(THRESHOLD) > 0).count();
    int all = answered.size() + abandons.size();
    long judged = answered.size() + lateAbandons;
    return new BoardView.Today(
        answered.size(),
        abandons.size(),
        (int) ended.stream().filter(s -> "CLOSED".equals(s.endReason())).count(),
        all == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * answered.size() / all),
        mean(waits),
        mean(ended.stream().map(Board::handled).toList()),
        judged == 0
            ? OptionalInt.empty()
            : OptionalInt.of((int) Math.round(100.0 * inTime / judged)),
        THRESHOLD);
  }

  /// How long those who left today had waited for people.
  private List<Duration> abandons(
      TenantId tenant, Instant midnight, Map<ConversationId, Instant> handovers) {
    var filter = new ConversationFilter(Set.of(Stage.ABANDONED), null, null, null);
    List<Duration> waits = new ArrayList<>();
    @Nullable ConversationId before = null;
    do {
      var page = conversations.list(tenant, filter, before, PAGE);
      before = page.next();
      for (Conversation conversation : page.items()) {
        if (conversation.openedAt().isBefore(midnight.minus(LONGEST_WAIT))) {
          return waits;
        }
        var ended = conversation.endedAt();
        if (ended != null && !ended.isBefore(midnight)) {
          var from = handovers.getOrDefault(conversation.id(), conversation.openedAt());
          waits.add(Duration.between(from, ended));
        }
      }
    } while (before != null);
    return waits;
  }

  private static boolean endedSince(Segment segment, Instant midnight) {
    var ended = segment.endedAt();
    return ended != null && !ended.isBefore(midnight);
  }

  /// From when people could have it; while a bot had it nobody waited for them.
  private static Duration wait(Segment segment, Map<ConversationId, Instant> handovers) {
    var handover = handovers.get(segment.conversation());
    boolean later = handover != null && handover.isAfter(segment.queuedAt());
    return Duration.between(later ? handover : segment.queuedAt(), segment.acceptedAt());
  }

  private static Duration handled(Segment segment) {
    var ended = segment.endedAt();
    return ended == null ? Duration.ZERO : Duration.between(segment.acceptedAt(), ended);
  }

  private static Duration mean(List<Duration> durations) {
    if (durations.isEmpty()) {
      return Duration.ZERO;
    }
    return durations.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(durations.size());
  }
}
