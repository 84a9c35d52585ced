package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.Author;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.conversation.bot.Bots;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.Traits;
import kr.ondam.event.EventBus;
import kr.ondam.event.Fact;
import kr.ondam.report.Board;
import kr.ondam.report.BoardView;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.CentreId;
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

  final VirtualTime time = new VirtualTime(Instant.parse("2026-11-24T00:00:00Z"));
  final MemoryStores memory = new MemoryStores();
  final RoutingStore store = memory.stores().routing();
  final EventBus bus = new EventBus(time);
  private final TimeOrderedIds ids = new TimeOrderedIds(time);
  private final LaneStandIn lanes = new LaneStandIn(memory, time, ids);
  private final List<Fact> facts = new CopyOnWriteArrayList<>();
  private @Nullable RuleBook book;
  private Partitions partitions = partitions();

  RoutingFloor() {
    memory.stores().tenants().save(new Tenant(TENANT, "한빛생명", TenantKind.AFFILIATE, 210));
    memory.stores().channels().save(LaneStandIn.ACCOUNT);
    store.save(new Queue(TENANT, Queue.GENERAL, "일반", Map.of("상담기본", 1), null, 1, 1000, Set.of()));
    bus.subscribeEverywhere(published -> facts.add(published.fact()));
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

  /// Lets these rules be in force from now on.
  RuleBook activate(String yaml) {
    var read = activateSoon(yaml);
    settle();
    // A partition that had no rules before is built anew.
    settle();
    return read;
  }

  /// As [#activate], without waiting for the partition.
  RuleBook activateSoon(String yaml) {
    var read = RuleTexts.book(yaml);
    book = read;
    partitions.activate(read);
    return read;
  }

  Optional<WaitReport> explain(ConversationId conversation) {
    return partitions.explain(TENANT, conversation).toCompletableFuture().join();
  }

  /// Stops the partitions and starts new ones over the same rows, as after a crash between two
  /// batches.
  void restart() {
    restart(List.of(TENANT), Duration.ZERO);
  }

  /// The same with nothing running for a while.
  void restart(Duration pause) {
    restart(List.of(TENANT), pause);
  }

  void restart(List<TenantId> tenants) {
    restart(tenants, Duration.ZERO);
  }

  private void restart(List<TenantId> tenants, Duration pause) {
    partitions.close();
    time.advance(pause);
    partitions = partitions();
    partitions.start(tenants);
  }

  /// How many partitions are not built.
  int down() {
    return partitions.down();
  }

  AgentId agent(String login, int capacity) {
    return agent(login, capacity, Map.of("상담기본", 3));
  }

  AgentId agent(String login, int capacity, Map<String, Integer> skills) {
    return agent(login, capacity, skills, null);
  }

  AgentId agent(
      String login, int capacity, Map<String, Integer> skills, @Nullable CentreId centre) {
    var user =
        new User(
            new UserId(ids.next()),
            TENANT,
            login,
            login,
            Set.of(Role.AGENT),
            centre,
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
    return opened(routingKey, "", Customer.ORDINARY_GRADE);
  }

  /// A new conversation of a new customer of a grade, with a first message unless it is empty.
  ConversationId opened(@Nullable String routingKey, String text, int grade) {
    return opened(routingKey, text, grade, Traits.NONE);
  }

  /// A new conversation of a new customer of whom other systems know something.
  ConversationId openedBy(Traits traits) {
    return opened(null, "", Customer.ORDINARY_GRADE, traits);
  }

  private ConversationId opened(
      @Nullable String routingKey, String text, int grade, Traits traits) {
    var id = new CustomerId(ids.next());
    var customer = new Customer(TENANT, id, null, null, grade, "", traits, time.instant());
    return opened(routingKey, text, customer, true);
  }

  /// Another conversation of the customer of an earlier one.
  ConversationId openedAgain(ConversationId before) {
    var customer = memory.stores().customers().find(TENANT, row(before).customer()).orElseThrow();
    return opened(null, "", customer, false);
  }

  /// A new conversation that begins with a bot, which is none of the partition's business.
  ConversationId openedByBot() {
    var id = new CustomerId(ids.next());
    var customer =
        new Customer(
            TENANT, id, null, null, Customer.ORDINARY_GRADE, "", Traits.NONE, time.instant());
    var conversation = lanes.open(null, "", customer, true, Stage.BOT);
    bus.publish(new ConversationFact.ConversationOpened(conversation, conversation.openedAt()));
    settle();
    return conversation.id();
  }

  /// A conversation goes from its bot to people, as the lanes store and announce it.
  void handOver(
      ConversationId conversation, HandoverReason reason, HandoverWish wish, int failures) {
    var handover = handOverUnheard(conversation, reason, wish, failures);
    bus.publish(new ConversationFact.HandedOver(row(conversation), handover, time.instant()));
    settle();
  }

  /// As [#handOver], but the process ends before anybody hears of it.
  Handover handOverUnheard(
      ConversationId conversation, HandoverReason reason, HandoverWish wish, int failures) {
    var row = row(conversation);
    var handover =
        new Handover(
            TENANT,
            conversation,
            row.ownerEpoch() + 1,
            new ChannelAccountId("bot"),
            reason,
            wish,
            failures,
            time.instant());
    lanes.handOver(handover);
    return handover;
  }

  /// Channels or queues were edited.
  void reload() {
    partitions.open(TENANT);
    settle();
  }

  private ConversationId opened(
      @Nullable String routingKey, String text, Customer customer, boolean fresh) {
    var conversation = lanes.open(routingKey, text, customer, fresh);
    bus.publish(new ConversationFact.ConversationOpened(conversation, conversation.openedAt()));
    settle();
    return conversation.id();
  }

  /// The agent writes to the customer, as the lanes store and announce it.
  void agentSays(AgentId agent, ConversationId conversation) {
    var message =
        lanes.say(row(conversation), Direction.OUT, new Author(AuthorKind.AGENT, agent.toString()));
    bus.publish(new ConversationFact.MessageSent(message, time.instant()));
    settle();
  }

  void customerSays(ConversationId conversation) {
    var author = new Author(AuthorKind.CUSTOMER, row(conversation).customer().toString());
    var message = lanes.say(row(conversation), Direction.IN, author);
    bus.publish(new ConversationFact.MessageReceived(message, time.instant()));
    settle();
  }

  /// The entry point of a conversation becomes known.
  void refer(ConversationId conversation, String routingKey) {
    announce(conversation, routingKey);
    settle();
  }

  /// The same, without waiting for a partition that may be down by then.
  void announce(ConversationId conversation, String routingKey) {
    lanes.refer(row(conversation), routingKey);
    bus.publish(
        new ConversationFact.ConversationReferred(
            TENANT, conversation, routingKey, time.instant()));
  }

  /// A conversation ends, as the lanes store and announce it.
  void ended(ConversationId conversation, EndReason reason) {
    lanes.end(conversation, reason);
    over(conversation, reason, null);
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
    return answer(partitions.submit(TENANT, command));
  }

  PartitionView look() {
    return answer(partitions.look(TENANT));
  }

  /// A partition that is down answers only when its time goes on, for which nobody waits here.
  private static <T> T answer(CompletionStage<T> asked) {
    return asked.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
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

  /// What a manager sees now, with days of Seoul.
  BoardView board() {
    var stores = memory.stores();
    var board =
        new Board(
            partitions,
            store,
            stores.conversations(),
            stores.bots(),
            stores.agents(),
            stores.tenants(),
            time,
            ZoneId.of("Asia/Seoul"));
    return board.now(TENANT).toCompletableFuture().join();
  }

  Takeovers takeovers(Bots bots) {
    return new Takeovers(partitions, bots, memory.stores().conversations());
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

  /// What was told since the floor was made, of one kind.
  <F> List<F> told(Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
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
