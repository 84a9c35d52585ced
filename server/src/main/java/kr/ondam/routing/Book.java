package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.PresenceState;
import kr.ondam.agent.User;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Partition;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.tenant.CentreId;
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
  final Numbers<TenantId> siblings = new Numbers<>();
  private final Map<ConversationId, Guest> guests = new LinkedHashMap<>();
  private final Numbers<QueueId> queueNumbers = new Numbers<>();
  private final Requirements requirements = new Requirements();
  private final Map<ConversationId, Tracked> tracked = new LinkedHashMap<>();
  private final Map<AgentId, User> users = new HashMap<>();
  private final Map<AgentId, PresenceState> presences = new HashMap<>();
  private final Map<OfferId, Offer> openOffers = new HashMap<>();
  private final Map<QueueId, Queue> queues = new LinkedHashMap<>();
  private final Map<String, QueueId> queuesByName = new HashMap<>();
  private final Function<CentreId, Optional<String>> centres;
  private final boolean crosses;
  private @Nullable Ruling ruling;
  private long nextOrder = 1;

  /// @param centres the name of a centre
  /// @param crosses whether conversations may ever leave the tenant (범위: 그룹)
  Book(TenantId tenant, Function<CentreId, Optional<String>> centres, boolean crosses) {
    this.tenant = tenant;
    this.centres = centres;
    this.crosses = crosses;
  }

  /// The rules in force; empty where the queues of the database are all there is.
  Optional<Ruling> ruling() {
    return Optional.ofNullable(ruling);
  }

  /// Whether conversations may ever leave the tenant (범위: 그룹).
  boolean crosses() {
    return crosses;
  }

  void ruling(@Nullable Ruling now) {
    ruling = now;
  }

  AgentProfile profile(User user, Presence presence) {
    var rules = ruling;
    return rules == null
        ? requirements.profile(user, presence)
        : rules.profile(user, Optional.of(centre(user)).filter(name -> !name.isEmpty()), presence);
  }

  /// How long a conversation waits for its classification by the rules; empty where there are none.
  Optional<Duration> wrapUp(Tracked conversation) {
    return ruling().map(rules -> rules.wrapUp(conversation.centre));
  }

  /// The name of an agent's centre, empty for none.
  String centre(User user) {
    var centre = user.centre();
    return centre == null ? "" : centre(centre);
  }

  /// The name of a centre, empty for one that does not exist.
  String centre(CentreId id) {
    return centres.apply(id).orElse("");
  }

  /// What is known about how a conversation came, as it stands now.
  Optional<Arrival> arrival(Tracked conversation) {
    var known = conversation.arrival;
    if (known == null) {
      return Optional.empty();
    }
    var now =
        new Arrival(
            tenant,
            conversation.id,
            known.at(),
            conversation.centre,
            known.facts(),
            conversation.boostMillis,
            known.boostLost(),
            known.rules(),
            known.reasons());
    conversation.arrival = now;
    return Optional.of(now);
  }

  void queues(Collection<Queue> all) {
    queues.clear();
    queuesByName.clear();
    for (var queue : all) {
      queues.put(queue.id(), queue);
      if (queue.inForce()) {
        queuesByName.putIfAbsent(queue.name(), queue.id());
      }
    }
  }

  /// A queue in force.
  Optional<Queue> queue(QueueId id) {
    return Optional.ofNullable(queues.get(id)).filter(Queue::inForce);
  }

  /// Queues in force by name.
  Optional<QueueId> queueNamed(String name) {
    return Optional.ofNullable(queuesByName.get(name));
  }

  /// The name of a queue, of one that is not in force any more as well.
  String name(QueueId id) {
    var queue = queues.get(id);
    return queue == null ? id.value() : queue.name();
  }

  /// All queues that were ever stored.
  Collection<Queue> queues() {
    return queues.values();
  }

  long number(QueueId queue) {
    return queueNumbers.of(queue);
  }

  /// What the rules say about a queue.
  Optional<QueueRule> rule(QueueId id, String centre) {
    var rules = ruling;
    return rules == null ? Optional.empty() : rules.queue(centre, name(id));
  }

  /// The queue an entry point leads to: the one that names it, else the general one, else the
  /// first.
  QueueId classify(@Nullable String routingKey) {
    for (var queue : queues.values()) {
      if (routingKey != null && queue.inForce() && queue.routingKeys().contains(routingKey)) {
        return queue.id();
      }
    }
    return queues.containsKey(Queue.GENERAL) || queues.isEmpty()
        ? Queue.GENERAL
        : queues.keySet().iterator().next();
  }

  /// What the engine must look for. A queue that was removed asks for nothing in particular, so
  /// that nobody in it is stranded.
  Demand demand(Tracked conversation) {
    var demand = demand(conversation.queue, conversation.centre, conversation.bot);
    conversation.weight = demand.weight();
    conversation.priorityClass = demand.priorityClass();
    return demand;
  }

  private Demand demand(QueueId id, String centre, boolean bot) {
    long number = queueNumbers.of(id);
    var rules = ruling;
    if (rules != null) {
      return rule(id, centre)
          .map(rule -> rules.demand(centre, rule, number, crosses, bot))
          .orElseGet(() -> Demand.plain(number, 1, Bits.NONE));
    }
    var queue = queues.get(id);
    return queue == null ? Demand.plain(number, 1, Bits.NONE) : requirements.demand(queue, number);
  }

  /// The skills a queue asks for after so many relaxations.
  Map<String, Integer> skills(Tracked conversation, int step) {
    var rule = rule(conversation.queue, conversation.centre);
    if (rule.isPresent()) {
      var steps = rule.get().relaxations();
      return step == 0 || steps.isEmpty()
          ? rule.get().skills()
          : steps.get(Math.min(step, steps.size()) - 1).skills();
    }
    var queue = queues.get(conversation.queue);
    return queue == null || ruling != null ? Map.of() : queue.skills();
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

  /// Every unfinished conversation, oldest in the book first.
  Collection<Tracked> all() {
    return tracked.values();
  }

  void add(Guest guest) {
    guests.put(guest.conversation, guest);
    conversations.of(guest.conversation);
  }

  /// Conversations of other tenants that agents here may take or have.
  Collection<Guest> guests() {
    return guests.values();
  }

  Optional<Guest> guest(ConversationId id) {
    return Optional.ofNullable(guests.get(id));
  }

  Optional<Guest> guest(long number) {
    return Optional.ofNullable(guests.get(conversations.id(number)));
  }

  void forget(Guest guest) {
    guests.remove(guest.conversation);
    conversations.forget(guest.conversation);
  }

  /// Answers whether agents have to be described anew, because another tenant asks for skills that
  /// no queue here names.
  boolean learn(Map<String, Integer> skills) {
    var rules = ruling;
    return rules != null && rules.learn(skills.keySet());
  }

  /// What another tenant's conversation asks for.
  Bits foreign(Map<String, Integer> skills) {
    var rules = ruling;
    return rules == null ? requirements.required(skills) : rules.foreign(skills);
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

  PartitionView view(Partition engine) {
    var now = Instant.ofEpochMilli(engine.time());
    List<Tracked> waiting = new ArrayList<>();
    Set<ConversationId> resting = new HashSet<>();
    for (var conversation : tracked.values()) {
      if (conversation.resting) {
        resting.add(conversation.id);
      }
      switch (conversation.stage) {
        case QUEUED, OFFERED -> {
          if (conversation.attention != Attention.CALLBACK) {
            waiting.add(conversation);
          }
        }
        case BOT, AFTER_HOURS, ACTIVE, ON_HOLD, WRAP_UP, CLOSED, ABANDONED -> {}
      }
    }
    waiting.sort(
        Comparator.<Tracked>comparingInt(c -> c.priorityClass)
            .thenComparing(c -> !c.front)
            .thenComparing(c -> c.urgency(now), Comparator.reverseOrder())
            .thenComparing(c -> c.waitingSince)
            .thenComparing(c -> c.order));
    return new PartitionView(
        waiting.stream()
            .map(c ->
                new PartitionView.Waiting(
                    c.id,
                    c.queue,
                    c.waitingSince,
                    c.offer().isPresent() || c.grant != null,
                    c.attention))
            .toList(),
        users.values().stream()
            .map(user -> load(user, engine))
            .sorted(Comparator.comparing(row -> row.agent().value()))
            .toList(),
        openOffers.values().stream().sorted(Comparator.comparing(Offer::offeredAt)).toList(),
        resting);
  }

  private PartitionView.AgentLoad load(User user, Partition engine) {
    var agent = user.agentId();
    var state = presences.get(agent);
    var load = engine.agent(agents.of(agent));
    return new PartitionView.AgentLoad(
        agent,
        presence(agent),
        state == null ? Instant.EPOCH : state.since(),
        load.map(Partition.AgentLoad::load).orElse(0),
        load.map(l -> l.profile().capacity().total()).orElse(user.capacity()),
        load.map(l -> l.held() + l.dormant() + l.wrappingUp()).orElse(0));
  }
}
