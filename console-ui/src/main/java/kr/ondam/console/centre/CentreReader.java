package kr.ondam.console.centre;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.agent.AgentId;
import kr.ondam.console.live.MaskedName;
import kr.ondam.console.live.Unnamed;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.CustomerId;
import kr.ondam.report.BoardView;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Reads what the page shows, away from the thread of the browser. One reader belongs to one page.
final class CentreReader {
  static final int MOST_ROWS = 600;
  private static final int PAGE = 200;
  private static final int MOST_NAMES = 2000;
  private static final Set<Stage> SHOWN =
      Set.of(
          Stage.BOT, Stage.AFTER_HOURS, Stage.QUEUED, Stage.OFFERED, Stage.ACTIVE, Stage.ON_HOLD);
  private final CentreParts parts;
  private final Map<CustomerKey, String> names = new ConcurrentHashMap<>();

  private record CustomerKey(TenantId tenant, CustomerId customer) {}

  CentreReader(CentreParts parts) {
    this.parts = parts;
  }

  /// Fails when the store or the partition cannot answer.
  CompletionStage<CentreState> read(TenantId tenant) {
    return parts
        .board()
        .apply(tenant)
        .thenApplyAsync(board -> state(tenant, board), Thread::startVirtualThread);
  }

  /// How each tenant stands, in the given order.
  CompletionStage<Map<TenantId, BoardView>> readAll(List<TenantId> tenants) {
    Map<TenantId, BoardView> views = new ConcurrentHashMap<>();
    var reads =
        tenants.stream()
            .map(tenant ->
                parts
                    .board()
                    .apply(tenant)
                    .thenAccept(board -> views.put(tenant, board))
                    .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(reads).thenApply(_ -> Map.copyOf(views));
  }

  private CentreState state(TenantId tenant, BoardView board) {
    Map<QueueId, String> queues = new HashMap<>();
    board.queues().forEach(row -> queues.put(row.queue(), row.name()));
    Map<AgentId, String> agents = new HashMap<>();
    board.agents().forEach(row -> agents.put(row.agent(), row.name()));
    var filter = new ConversationFilter(SHOWN, null, null, null);
    List<ConversationRow> rows = new ArrayList<>();
    @Nullable ConversationId before = null;
    do {
      var page = parts.conversations().list(tenant, filter, before, PAGE);
      page.items().forEach(conversation -> rows.add(row(conversation, queues, agents, board)));
      before = page.next();
    } while (before != null && rows.size() < MOST_ROWS);
    return new CentreState(tenant, board, List.copyOf(rows), before != null);
  }

  private ConversationRow row(
      Conversation conversation,
      Map<QueueId, String> queues,
      Map<AgentId, String> agents,
      BoardView board) {
    var queue = conversation.queue();
    var agent = conversation.assignee();
    return new ConversationRow(
        conversation.id(),
        queue == null ? "" : queues.getOrDefault(queue, queue.value()),
        customer(conversation.tenant(), conversation.customer()),
        Unnamed.tail(conversation.externalUser()),
        conversation.channel(),
        conversation.stage(),
        agent,
        agent == null ? "" : name(conversation, agent, agents),
        waitsSince(conversation, board),
        board.called().contains(conversation.id()));
  }

  /// Whoever is not of the tenant helps it out.
  private String name(Conversation conversation, AgentId agent, Map<AgentId, String> agents) {
    var own = agents.get(agent);
    return own == null
        ? parts.borrowed().agentName(conversation.tenant(), conversation.id(), agent).orElse("")
        : own;
  }

  /// What routing does not know yet has just come.
  private static @Nullable Instant waitsSince(Conversation conversation, BoardView board) {
    return switch (conversation.stage()) {
      case QUEUED, OFFERED ->
          board.waiting().getOrDefault(conversation.id(), conversation.lastInboundAt());
      case ACTIVE, ON_HOLD -> conversation.customerWaits() ? conversation.lastInboundAt() : null;
      case BOT, AFTER_HOURS, WRAP_UP, CLOSED, ABANDONED -> null;
    };
  }

  private String customer(TenantId tenant, CustomerId id) {
    if (names.size() > MOST_NAMES) {
      names.clear();
    }
    return names.computeIfAbsent(
        new CustomerKey(tenant, id),
        key ->
            parts
                .customers()
                .find(key.tenant(), key.customer())
                .map(customer -> MaskedName.of(customer.name(), customer.phone()))
                .orElse(""));
  }
}
