package kr.ondam.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.PresenceState;
import kr.ondam.agent.User;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.rules.Demand;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What one partition knows in the words of the domain, beside the numbers of the engine: its
/// queues, agents, unfinished conversations and open offers. Touched only by the partition's
/// thread.
final class Book {
  final TenantId tenant;
  final Numbers<ConversationId> conversations = new Numbers<>();
  final Numbers<AgentId> agents = new Numbers<>();
  final Numbers<OfferId> offers = new Numbers<>();
  private final Numbers<QueueId> queueNumbers = new Numbers<>();
  private final Requirements requirements = new Requirements();
  private final Map<ConversationId, Tracked> tracked = new LinkedHashMap<>();
  private final Map<AgentId, User> users = new HashMap<>();
  private final Map<AgentId, PresenceState> presences = new HashMap<>();
  private final Map<OfferId, Offer> openOffers = new HashMap<>();
  private final Map<QueueId, Queue> queues = new LinkedHashMap<>();
  private long nextOrder = 1;

  Book(TenantId tenant) {
    this.tenant = tenant;
  }

  Requirements requirements() {
    return requirements;
  }

  void queues(Collection<Queue> all) {
    queues.clear();
    all.forEach(queue -> queues.put(queue.id(), queue));
  }

  Optional<Queue> queue(QueueId id) {
    return Optional.ofNullable(queues.get(id));
  }

  Collection<Queue> queues() {
    return queues.values();
  }

  /// The queue an entry point leads to: the one that names it, else the general one, else the
  /// first.
  QueueId classify(@Nullable String routingKey) {
    for (var queue : queues.values()) {
      if (routingKey != null && queue.routingKeys().contains(routingKey)) {
        return queue.id();
      }
    }
    return queues.containsKey(Queue.GENERAL) || queues.isEmpty()
        ? Queue.GENERAL
        : queues.keySet().iterator().next();
  }

  /// What the engine must look for. A queue that was removed asks for nothing in particular, so
  /// that nobody in it is stranded.
  Demand demand(QueueId id) {
    long number = queueNumbers.of(id);
    var queue = queues.get(id);
    return queue == null
        ? Demand.plain(number, 1, kr.ondam.rules.Bits.NONE)
        : requirements.demand(queue, number);
  }

  void add(Tracked conversation) {
    tracked.put(conversation.id, conversation);
    conversations.of(conversation.id);
    nextOrder = Math.max(nextOrder, conversation.order + 1);
  }

  long nextOrder() {
    return nextOrder++;
  }

  Optional<Tracked> conversation(ConversationId id) {
    return Optional.ofNullable(tracked.get(id));
  }

  Tracked conversation(long number) {
    var conversation = tracked.get(conversations.id(number));
    if (conversation == null) {
      throw new IllegalStateException("conversation " + number + " is not tracked");
    }
    return conversation;
  }

  void forget(Tracked conversation) {
    tracked.remove(conversation.id);
    conversations.forget(conversation.id);
  }

  void user(User user) {
    users.put(user.agentId(), user);
    agents.of(user.agentId());
  }

  Optional<User> user(AgentId agent) {
    return Optional.ofNullable(users.get(agent));
  }

  Collection<User> users() {
    return List.copyOf(users.values());
  }

  void forgetUser(AgentId agent) {
    users.remove(agent);
  }

  void presence(PresenceState state) {
    presences.put(state.agent(), state);
  }

  Presence presence(AgentId agent) {
    var state = presences.get(agent);
    return state == null ? Presence.OFFLINE : state.presence();
  }

  void open(Offer offer) {
    openOffers.put(offer.id(), offer);
  }

  void close(Offer offer) {
    openOffers.remove(offer.id());
    offers.forget(offer.id());
  }

  Optional<Offer> openOffer(OfferId id) {
    return Optional.ofNullable(openOffers.get(id));
  }

  PartitionView view() {
    List<Tracked> waiting = new ArrayList<>();
    Map<AgentId, Integer> load = new HashMap<>();
    Map<AgentId, Integer> held = new HashMap<>();
    for (var conversation : tracked.values()) {
      var holder = conversation.holder();
      if (holder != null) {
        load.merge(holder, Requirements.weight(conversation.channel), Integer::sum);
        if (conversation.offer().isEmpty()) {
          held.merge(holder, 1, Integer::sum);
        }
      }
      switch (conversation.stage) {
        case QUEUED, OFFERED -> waiting.add(conversation);
        case BOT, AFTER_HOURS, ACTIVE, ON_HOLD, WRAP_UP, CLOSED, ABANDONED -> {}
      }
    }
    waiting.sort(
        Comparator.<Tracked, Boolean>comparing(c -> !c.front)
            .thenComparing(c -> c.waitingSince)
            .thenComparing(c -> c.order));
    return new PartitionView(
        waiting.stream()
            .map(c ->
                new PartitionView.Waiting(c.id, c.queue, c.waitingSince, c.offer().isPresent()))
            .toList(),
        users.values().stream()
            .map(user -> load(user, load, held))
            .sorted(Comparator.comparing(row -> row.agent().value()))
            .toList(),
        openOffers.values().stream().sorted(Comparator.comparing(Offer::offeredAt)).toList());
  }

  private PartitionView.AgentLoad load(
      User user, Map<AgentId, Integer> load, Map<AgentId, Integer> held) {
    var agent = user.agentId();
    var state = presences.get(agent);
    return new PartitionView.AgentLoad(
        agent,
        presence(agent),
        state == null ? Instant.EPOCH : state.since(),
        load.getOrDefault(agent, 0),
        user.capacity(),
        held.getOrDefault(agent, 0));
  }
}
