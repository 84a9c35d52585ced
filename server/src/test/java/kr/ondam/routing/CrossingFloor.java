package kr.ondam.routing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.Traits;
import kr.ondam.event.EventBus;
import kr.ondam.rules.file.Diagnostic;
import kr.ondam.rules.file.HolidayTable;
import kr.ondam.rules.file.Reading;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.Alarm;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;

/// Three tenants whose partitions are real, over stores in memory and on virtual time. What the
/// partitions say to each other can be held back and delivered by hand.
final class CrossingFloor implements AutoCloseable {
  /// Whose conversations overflow.
  static final TenantId OWNER = RoutingFloor.TENANT;

  static final TenantId CARD = new TenantId("card");
  static final TenantId BANK = new TenantId("bank");
  static final List<TenantId> ALL = List.of(OWNER, CARD, BANK);

  /// When the rules of the owner let a conversation leave.
  static final Duration WIDENED = Duration.ofSeconds(30);

  static final Duration OFFER = Duration.ofSeconds(20);

  static final OverflowAgreements AGREED =
      new OverflowAgreements(List.of(agreement(CARD, null), agreement(BANK, null)));

  final VirtualTime time = new VirtualTime(Instant.parse("2026-11-24T00:00:00Z"));
  final MemoryStores memory = new MemoryStores();
  final RoutingStore store = memory.stores().routing();
  final EventBus bus = new EventBus(time);
  final Borrowed borrowed = new Borrowed(store, time);
  private final TimeOrderedIds ids = new TimeOrderedIds(time);
  private final LaneStandIn lanes = new LaneStandIn(memory, time, ids);
  private OverflowAgreements agreements;
  private final RuleBook book;

  private final HeldMail mail = new HeldMail();
  private final Set<TenantId> failing = new HashSet<>();
  private final Set<Thread> retrying = ConcurrentHashMap.newKeySet();
  private Partitions partitions;

  CrossingFloor() {
    this(AGREED);
  }

  CrossingFloor(OverflowAgreements agreements) {
    this(agreements, "콜백예약");
  }

  /// @param late what the rules do with whoever waits for ten minutes
  CrossingFloor(OverflowAgreements agreements, String late) {
    this.agreements = agreements;
    book = rules(late);
    save(OWNER, "한빛생명");
    save(CARD, "한빛카드");
    save(BANK, "한빛은행");
    memory.stores().channels().save(LaneStandIn.ACCOUNT);
    memory.beforeCommit(batch -> {
      synchronized (failing) {
        if (failing.remove(batch.tenant())) {
          retrying.add(Thread.currentThread());
          throw new StoreUnavailable("told to fail", new IllegalStateException());
        }
      }
    });
    partitions = partitions();
    partitions.start(ALL);
    settle();
  }

  static OverflowAgreement agreement(
      TenantId lender, @org.jspecify.annotations.Nullable Instant until) {
    return new OverflowAgreement(OWNER, lender, "위탁", "2026-11", "정통합", until);
  }

  /// The owner has a bot from now on.
  void bot() {
    memory
        .stores()
        .channels()
        .save(
            new ChannelAccount(
                OWNER,
                new ChannelAccountId("bot"),
                ChannelKind.BOT,
                "봇",
                "rasa",
                "b_key",
                null,
                URI.create("http://127.0.0.1:9/"),
                Map.of(),
                List.of(),
                List.of(),
                true));
    partitions.open(OWNER);
    settle();
  }

  private void save(TenantId id, String name) {
    memory.stores().tenants().save(new Tenant(id, name, TenantKind.AFFILIATE, 210));
    store.save(new Queue(id, Queue.GENERAL, "일반", Map.of("상담기본", 1), null, 1, 1000, Set.of()));
  }

  private Partitions partitions() {
    return new Partitions(
        memory.sources(),
        bus,
        time.with(this::after),
        time,
        ids,
        new RoutingPolicy(OFFER, Duration.ofSeconds(60), 5, Duration.ofMinutes(3)),
        () -> Optional.of(book),
        agreements,
        mail::through);
  }

  /// A partition whose commit failed does not wait before it tries again.
  private Alarm after(Duration delay, Runnable task) {
    if (retrying.remove(Thread.currentThread())) {
      task.run();
      return () -> {};
    }
    return time.after(delay, task);
  }

  private static RuleBook rules(String late) {
    var yaml =
        """
        문서: 상담배정규칙/1
        대상: {계열사: 한빛생명}
        어휘: {채널: [카카오톡], 기술: [상담기본, 영어]}
        배정:
          제안: {방식: 수락필요, 제한시간: 20초, 거절후제외: 60초, 연속미응답: 5, 미응답상태: 자리비움}
        큐:
          - 이름: 일반
            기술: {상담기본: 2}
            순위: 1
            최대대기: {시간: 10분, 처리: %s}
            완화: [{후: 30초, 범위: 그룹}]
        분류:
          - {이름: 모두, 조건: "참", 큐: 일반}
        """
            .formatted(late);
    var reading =
        RuleBook.read(
            List.of(new RuleText("t.yaml", yaml)),
            Optional.empty(),
            HolidayTable.shipped(),
            LocalDate.of(2026, 11, 24));
    return switch (reading) {
      case Reading.Accepted accepted -> accepted.book();
      case Reading.Rejected rejected ->
          throw new AssertionError(
              String.join("\n", rejected.diagnostics().stream().map(Diagnostic::korean).toList()));
    };
  }

  /// From now on what one says to the other waits for [#deliver].
  void block(TenantId from, TenantId to) {
    mail.block(from, to);
  }

  /// Delivers everything held back, in its order, and holds nothing back any more.
  void unblock(TenantId from, TenantId to) {
    // What is said meanwhile must not overtake what was said before.
    while (deliver(from, to)) {
      settle();
    }
    mail.open(from, to);
    settle();
  }

  /// Delivers the oldest message that is held back. Answers whether there was one.
  boolean deliver(TenantId from, TenantId to) {
    return mail.deliver(from, to);
  }

  /// As after a crash: what was on its way is lost.
  void restart() {
    partitions.close();
    mail.lose();
    partitions = partitions();
    partitions.start(ALL);
    settle();
  }

  /// As after a stop, a change of the configuration and a start.
  void restart(OverflowAgreements others) {
    agreements = others;
    restart();
  }

  /// The next commit of a tenant fails; its partition then builds itself anew without waiting.
  void failNext(TenantId tenant) {
    synchronized (failing) {
      failing.add(tenant);
    }
  }

  AgentId agent(TenantId tenant, String login, int level) {
    var user =
        new User(
            new UserId(ids.next()),
            tenant,
            login,
            login,
            Set.of(Role.AGENT),
            null,
            25,
            Map.of("상담기본", level),
            true);
    memory.stores().agents().save(user);
    partitions.open(tenant);
    ready(tenant, user.agentId());
    return user.agentId();
  }

  void ready(TenantId tenant, AgentId agent) {
    presence(tenant, agent, Presence.READY);
  }

  void presence(TenantId tenant, AgentId agent, Presence presence) {
    ask(tenant, new RoutingCommand.SetPresence(agent, presence, agent.value()));
    settle();
  }

  ConversationId opened() {
    var customer =
        new Customer(
            OWNER,
            new CustomerId(ids.next()),
            null,
            null,
            Customer.ORDINARY_GRADE,
            "",
            Traits.NONE,
            time.instant());
    var conversation = lanes.open(null, "", customer, true);
    bus.publish(new ConversationFact.ConversationOpened(conversation, conversation.openedAt()));
    settle();
    return conversation.id();
  }

  void end(ConversationId conversation, EndReason reason) {
    lanes.end(conversation, reason);
    bus.publish(
        new ConversationFact.ConversationEnded(OWNER, conversation, reason, null, time.instant()));
    settle();
  }

  RoutingResult ask(TenantId tenant, RoutingCommand command) {
    return begin(tenant, command).join();
  }

  /// Asks without waiting for the answer.
  CompletableFuture<RoutingResult> begin(TenantId tenant, RoutingCommand command) {
    return partitions.submit(tenant, command).toCompletableFuture();
  }

  PartitionView look(TenantId tenant) {
    return partitions.look(tenant).toCompletableFuture().join();
  }

  /// Waits until everything that is on its way, and what it leads to, has been taken.
  void settle() {
    for (int round = 0; round < 8; round++) {
      ALL.forEach(this::look);
    }
  }

  void pass(Duration duration) {
    time.advance(duration);
    settle();
  }

  Optional<Offer> offerTo(TenantId tenant, AgentId agent) {
    return look(tenant).openOffers().stream().filter(o -> o.agent().equals(agent)).findFirst();
  }

  RoutingResult accept(TenantId tenant, AgentId agent) {
    var offer = offerTo(tenant, agent).orElseThrow(() -> new AssertionError("nothing is offered"));
    var answer = ask(tenant, new RoutingCommand.AcceptOffer(agent, offer.id()));
    settle();
    return answer;
  }

  /// A conversation of the owner that an agent of another tenant has accepted.
  ConversationId lent(TenantId tenant, AgentId agent) {
    var conversation = opened();
    pass(WIDENED);
    var answer = accept(tenant, agent);
    if (!(answer instanceof RoutingResult.Accepted)) {
      throw new AssertionError("accept: " + answer);
    }
    return conversation;
  }

  Conversation row(ConversationId conversation) {
    return memory.stores().conversations().find(OWNER, conversation).orElseThrow();
  }

  CrossTenantGrant grant(ConversationId conversation) {
    return store.grants(OWNER, conversation).stream()
        .max(Comparator.comparing(CrossTenantGrant::grantedAt))
        .orElseThrow();
  }

  int load(TenantId tenant, AgentId agent) {
    return look(tenant).agents().stream()
        .filter(a -> a.agent().equals(agent))
        .findFirst()
        .orElseThrow()
        .load();
  }

  List<ConversationId> waiting() {
    return look(OWNER).waiting().stream()
        .filter(w -> !w.offered())
        .map(PartitionView.Waiting::conversation)
        .toList();
  }

  /// What is live on either side, as words that must be equal when nothing is on its way.
  List<String> granted() {
    List<String> all = new ArrayList<>();
    for (var grant : store.load(OWNER).grants()) {
      all.add(
          grant.conversation() + " " + grant.grantee() + " " + grant.agent() + " " + grant.state());
    }
    return all.stream().sorted().toList();
  }

  List<String> lent() {
    List<String> all = new ArrayList<>();
    for (var tenant : ALL) {
      for (var loan : store.load(tenant).loans()) {
        var state = loan.held() ? GrantState.ACTIVE : GrantState.GRANTED;
        all.add(loan.conversation() + " " + tenant + " " + loan.agent() + " " + state);
      }
    }
    return all.stream().sorted().toList();
  }

  @Override
  public void close() {
    partitions.close();
  }
}
