package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.event.EventBus;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.jspecify.annotations.Nullable;

/// A floor of agents with real partitions over stores in memory, on virtual time.
final class RoutingFloor implements AutoCloseable {
  static final TenantId TENANT = new TenantId("t");
  static final Duration OFFER = Duration.ofSeconds(30);

  private static final ChannelAccount ACCOUNT =
      new ChannelAccount(
          TENANT,
          new ChannelAccountId("kakao"),
          ChannelKind.KAKAO_COUNSEL,
          "k",
          "",
          "key",
          null,
          null,
          Map.of(),
          List.of(),
          List.of(),
          true);

  final VirtualTime time = new VirtualTime(Instant.parse("2026-11-24T00:00:00Z"));
  final MemoryStores memory = new MemoryStores();
  final RoutingStore store = memory.stores().routing();
  final EventBus bus = new EventBus(time);
  private final TimeOrderedIds ids = new TimeOrderedIds(time);
  private @Nullable RuleBook book;
  private Partitions partitions = partitions();

  RoutingFloor() {
    memory.stores().tenants().save(new Tenant(TENANT, "한빛생명", TenantKind.AFFILIATE, 210));
    memory.stores().channels().save(ACCOUNT);
    store.save(new Queue(TENANT, Queue.GENERAL, "일반", Map.of("상담기본", 1), null, 1, 1000, Set.of()));
    partitions.start(List.of(TENANT));
  }

  private Partitions partitions() {
    return new Partitions(
        memory.sources(),
        bus,
        time,
        time,
        ids,
        new RoutingPolicy(OFFER, Duration.ofSeconds(60), 2, Duration.ofMinutes(3)),
        () -> Optional.ofNullable(book));
  }

  /// Stops the partitions and starts new ones over the same rows, as after a crash between two
  /// batches.
  void restart() {
    partitions.close();
    partitions = partitions();
    partitions.start(List.of(TENANT));
  }

  AgentId agent(String login, int capacity) {
    return agent(login, capacity, Map.of("상담기본", 3));
  }

  AgentId agent(String login, int capacity, Map<String, Integer> skills) {
    var user =
        new User(
            new UserId(ids.next()),
            TENANT,
            login,
            login,
            Set.of(Role.AGENT),
            null,
            capacity,
            skills,
            true);
    memory.stores().agents().save(user);
    partitions.open(TENANT);
    ask(new RoutingCommand.SetPresence(user.agentId(), Presence.READY, user.id().value()));
    return user.agentId();
  }

  /// A new conversation, as the lanes announce it after their commit.
  ConversationId opened() {
    return opened(null);
  }

  ConversationId opened(@Nullable String routingKey) {
    var now = time.instant();
    var customer =
        new Customer(
            TENANT, new CustomerId(ids.next()), null, null, Customer.ORDINARY_GRADE, "", now);
    var conversation =
        new Conversation(
            TENANT,
            new ConversationId(ids.next()),
            ACCOUNT.id(),
            ChannelKind.KAKAO_COUNSEL,
            "user-" + customer.id(),
            null,
            customer.id(),
            Stage.QUEUED,
            null,
            null,
            now,
            null,
            null,
            null,
            1,
            now,
            now,
            1,
            0,
            routingKey,
            Map.of());
    memory.stores().conversations().append(opening(customer, conversation));
    bus.publish(new ConversationFact.ConversationOpened(conversation, now));
    settle();
    return conversation.id();
  }

  private static LaneBatch opening(Customer customer, Conversation conversation) {
    return new LaneBatch(
        TENANT,
        List.of(customer),
        List.of(
            new ChannelIdentity(
                TENANT,
                ACCOUNT.id(),
                conversation.externalUser(),
                customer.id(),
                customer.createdAt())),
        List.of(),
        List.of(conversation),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /// Lets the next commit fail as while the database is away.
  void failNext() {
    var failing = new AtomicBoolean(true);
    memory.beforeCommit(_ -> {
      if (failing.getAndSet(false)) {
        throw new StoreUnavailable("told to fail", new IllegalStateException());
      }
    });
  }

  /// All segments in the order in which they were accepted.
  List<Segment> segments() {
    return store.segmentsSince(TENANT, Instant.EPOCH);
  }

  void over(ConversationId conversation, EndReason reason, @Nullable String disposition) {
    bus.publish(
        new ConversationFact.ConversationEnded(
            TENANT, conversation, reason, disposition, time.instant()));
    settle();
  }

  RoutingResult ask(RoutingCommand command) {
    return partitions.submit(TENANT, command).toCompletableFuture().join();
  }

  PartitionView look() {
    return partitions.look(TENANT).toCompletableFuture().join();
  }

  /// Waits until the partition has taken everything out of its mailbox.
  void settle() {
    look();
  }

  void pass(Duration duration) {
    time.advance(duration);
    settle();
    settle();
  }

  Optional<Offer> offerTo(AgentId agent) {
    return look().openOffers().stream().filter(o -> o.agent().equals(agent)).findFirst();
  }

  Offer offerOf(ConversationId conversation) {
    return look().openOffers().stream()
        .filter(o -> o.conversation().equals(conversation))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not offered: " + conversation));
  }

  /// Accepts the open offer of a conversation by whom it was made to.
  AgentId accept(ConversationId conversation) {
    var offer = offerOf(conversation);
    var answer = ask(new RoutingCommand.AcceptOffer(offer.agent(), offer.id()));
    if (!(answer instanceof RoutingResult.Accepted)) {
      throw new AssertionError("accept: " + answer);
    }
    return offer.agent();
  }

  List<ConversationId> waiting() {
    return look().waiting().stream()
        .filter(w -> !w.offered())
        .map(PartitionView.Waiting::conversation)
        .toList();
  }

  Stage stage(ConversationId conversation) {
    return row(conversation).stage();
  }

  Conversation row(ConversationId conversation) {
    return memory.stores().conversations().find(TENANT, conversation).orElseThrow();
  }

  Offer stored(Offer offer) {
    return store.offer(TENANT, offer.id()).orElseThrow();
  }

  Presence presence(AgentId agent) {
    return look().agents().stream()
        .filter(a -> a.agent().equals(agent))
        .findFirst()
        .orElseThrow()
        .presence();
  }

  static UUID manager() {
    return new UUID(0, 1);
  }

  static QueueId queue(String id) {
    return new QueueId(id);
  }

  @Override
  public void close() {
    partitions.close();
  }
}
