package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.agent.AgentStore;
import kr.ondam.conversation.ConversationId;
import kr.ondam.event.EventBus;
import kr.ondam.rules.Policy;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.Alarm;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The single writer of one tenant's routing state: a thread that takes what lies in its mailbox,
/// feeds it to the engine, stores what comes out in one transaction, and only then answers and
/// tells.
///
/// When a batch cannot be stored, the engine's state is ahead of the store and worthless:
/// everything in memory is thrown away and rebuilt from the store as soon as it answers again. What
/// the batch had seen is not lost: opened and ended conversations are found in the store too, the
/// rest is taken again; those who asked are told that nothing happened.
final class PartitionLoop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(PartitionLoop.class);
  private static final int BATCH = 512;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final TenantId tenant;
  private final RoutingSources sources;
  private final RoutingStore store;
  private final AgentStore agents;
  private final EventBus bus;
  private final Timers timers;
  private final InstantSource clock;
  private final TimeOrderedIds ids;

  /// Brings what this partition says to those of other tenants.
  interface Siblings {
    /// Must not block.
    void tell(TenantId to, PartitionWork.Cross message);
  }

  private final RoutingPolicy policy;
  private final OverflowAgreements agreements;
  private final Siblings siblings;
  private final Set<ConversationId> listening = ConcurrentHashMap.newKeySet();
  private final LinkedBlockingQueue<PartitionWork> mailbox = new LinkedBlockingQueue<>();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final CompletableFuture<Void> tried = new CompletableFuture<>();
  private final CompletableFuture<Void> halted = new CompletableFuture<>();
  private Alarm nextTick = () -> {};

  /// Whether it is built and takes work.
  private volatile boolean up;

  /// What goes before the mailbox, because a batch that had it failed; only of the loop's thread.
  private final Deque<PartitionWork> again = new ArrayDeque<>();

  /// Whether what is taken again is taken one by one, to find out what the batch failed on.
  private boolean singly;

  /// The rules for when the partition is built next.
  private Optional<RuleBook> rules;

  PartitionLoop(
      TenantId tenant,
      RoutingSources sources,
      Optional<RuleBook> rules,
      EventBus bus,
      Timers timers,
      InstantSource clock,
      TimeOrderedIds ids,
      RoutingPolicy policy,
      OverflowAgreements agreements,
      Siblings siblings) {
    this.agreements = agreements;
    this.siblings = siblings;
    this.tenant = tenant;
    this.sources = sources;
    this.rules = rules;
    store = sources.routing();
    agents = sources.agents();
    this.bus = bus;
    this.timers = timers;
    this.clock = clock;
    this.ids = ids;
    this.policy = policy;
  }

  void put(PartitionWork work) {
    mailbox.add(work);
    if (!running.get()) {
      refuseAll();
      // What wakes the loop to its end may have been among it.
      mailbox.add(new PartitionWork.Tick());
    }
  }

  /// Completes when the partition has been built for the first time, or when that has failed once.
  CompletableFuture<Void> tried() {
    return tried;
  }

  /// Whether it is built and takes work; otherwise it tries to be, every second.
  boolean up() {
    return up;
  }

  /// Whether the partition wants to know about messages of a conversation.
  boolean listensTo(ConversationId conversation) {
    return listening.contains(conversation);
  }

  void stop() {
    running.set(false);
    halted.complete(null);
    mailbox.add(new PartitionWork.Tick());
  }

  @Override
  public void run() {
    while (running.get()) {
      try {
        while (running.get()) {
          work(rebuild());
        }
      } catch (StoreUnavailable | StaleEpoch e) {
        log.warn("partition {}: nothing can be stored, starting again", tenant, e);
        pause();
      } catch (InterruptedException e) {
        running.set(false);
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        log.error("partition {}: a batch failed, starting again from the store", tenant, e);
        pause();
      }
    }
    up = false;
    tried.complete(null);
    nextTick.cancel();
    refuseAll();
  }

  private PartitionMind rebuild() {
    long epoch = store.takeOver(tenant);
    var mind =
        new PartitionMind(
            tenant,
            epoch,
            sources,
            enginePolicy(),
            policy.wrapUpLimit(),
            ids,
            listening,
            agreements);
    var turn = new Turn();
    var ruling = rules.flatMap(book -> Ruling.of(book, name())).orElse(null);
    if (ruling != null && ruling.namesGroup() && !agreements.crosses(tenant)) {
      log.info(
          "partition {}: the scope 그룹 of its rules reaches no further than 계열사, because no"
              + " agreement under routing.overflow lets its conversations leave",
          tenant);
    }
    mind.restore(
        store.load(tenant),
        store.queues(tenant),
        agents.users(tenant),
        ruling,
        clock.instant(),
        turn);
    finish(mind, turn);
    up = true;
    tried.complete(null);
    return mind;
  }

  /// The name under which rules know the tenant.
  private String name() {
    return sources.tenants().tenants().stream()
        .filter(known -> known.id().equals(tenant))
        .map(Tenant::name)
        .findFirst()
        .orElse("");
  }

  private Policy enginePolicy() {
    var standard = Policy.standard("default");
    return new Policy(
        standard.rules(),
        standard.strategy(),
        policy.offerTimeout().toMillis(),
        standard.automatic(),
        policy.declineExclusion().toMillis(),
        policy.missedOffers());
  }

  /// Returns when the partition has to be built anew.
  private void work(PartitionMind mind) throws InterruptedException {
    List<PartitionWork> batch = new ArrayList<>();
    boolean lasts = true;
    while (lasts && running.get()) {
      batch.clear();
      take(batch);
      var turn = new Turn();
      try {
        for (var work : batch) {
          lasts &= handle(mind, work, turn);
        }
        finish(mind, turn);
      } catch (RuntimeException | Error e) {
        turn.completeUnavailable();
        batch.forEach(PartitionLoop::refuse);
        takeAgain(batch, e instanceof StoreUnavailable || e instanceof StaleEpoch);
        throw e;
      }
    }
  }

  private void take(List<PartitionWork> batch) throws InterruptedException {
    if (again.isEmpty()) {
      singly = false;
      batch.add(mailbox.take());
      mailbox.drainTo(batch, BATCH - 1);
      return;
    }
    int most = singly ? 1 : BATCH;
    while (batch.size() < most && !again.isEmpty()) {
      batch.add(again.remove());
    }
  }

  /// Keeps what no rebuild finds in the store. A single work that failed for a reason of its own
  /// would fail for ever and is given up.
  private void takeAgain(List<PartitionWork> batch, boolean away) {
    if (!away && batch.size() == 1) {
      return;
    }
    singly |= !away;
    batch.reversed().stream().filter(PartitionLoop::isLostByFailure).forEach(again::addFirst);
  }

  private static boolean isLostByFailure(PartitionWork work) {
    return switch (work) {
      case PartitionWork.Referred _, PartitionWork.Spoke _, PartitionWork.Activate _ -> true;
      case PartitionWork.Ask _,
          PartitionWork.Look _,
          PartitionWork.Explain _,
          PartitionWork.Cross _,
          PartitionWork.Opened _,
          PartitionWork.Over _,
          PartitionWork.Tick _ ->
          false;
    };
  }

  /// Answers false when the partition has to be built anew after this batch.
  private boolean handle(PartitionMind mind, PartitionWork work, Turn turn) {
    // The engine's time never goes back, whatever the clock does (R13).
    Instant at = mind.notBefore(clock.instant());
    if (work instanceof PartitionWork.Ask(RoutingCommand.Reload _, var answer)) {
      mind.reload(store.queues(tenant), agents.users(tenant), turn, at);
      turn.answer(answer, new RoutingResult.Done());
      return true;
    }
    if (work instanceof PartitionWork.Activate(var book)) {
      rules = Optional.of(book);
      boolean applied = mind.activate(book, name(), store.queues(tenant), turn, at);
      log.info(
          "partition {}: rules {} {}",
          tenant,
          Explainer.version(book.version()),
          applied ? "are in force" : "come into force with a rebuild");
      return applied;
    }
    mind.handle(work, turn, at);
    return true;
  }

  private void finish(PartitionMind mind, Turn turn) {
    if (!turn.changes().isEmpty()) {
      store.commit(new RoutingBatch(tenant, mind.epoch(), turn.changes()));
    }
    arm(mind);
    bus.publishAll(turn.facts());
    turn.letters()
        .forEach(letter ->
            siblings.tell(letter.to(), new PartitionWork.Cross(tenant, letter.message())));
    turn.complete(mind::view);
  }

  private void arm(PartitionMind mind) {
    nextTick.cancel();
    var due = mind.nextDue();
    if (due.isPresent()) {
      var delay = Duration.ofMillis(Math.max(0, due.getAsLong() - clock.millis()));
      nextTick = timers.after(delay, () -> mailbox.add(new PartitionWork.Tick()));
    }
  }

  private void pause() {
    up = false;
    tried.complete(null);
    refuseAsked();
    var woken = new CompletableFuture<Void>();
    timers.after(RETRY, () -> woken.complete(null));
    CompletableFuture.anyOf(woken, halted).join();
  }

  /// Whoever waits for an answer is told now; what was seen stays, or is found in the store.
  private void refuseAsked() {
    List<PartitionWork> waiting = new ArrayList<>();
    mailbox.drainTo(waiting);
    for (var work : waiting) {
      switch (work) {
        // What crosses is void after a rebuild, which tells every partner so.
        case PartitionWork.Ask _,
            PartitionWork.Look _,
            PartitionWork.Explain _,
            PartitionWork.Cross _ ->
            refuse(work);
        case PartitionWork.Opened _,
            PartitionWork.Referred _,
            PartitionWork.Over _,
            PartitionWork.Spoke _,
            PartitionWork.Activate _,
            PartitionWork.Tick _ ->
            again.add(work);
      }
    }
  }

  private void refuseAll() {
    List<PartitionWork> waiting = new ArrayList<>();
    mailbox.drainTo(waiting);
    waiting.forEach(PartitionLoop::refuse);
  }

  static void refuse(PartitionWork work) {
    switch (work) {
      case PartitionWork.Cross(var _, var message) -> {
        if (message instanceof Crossing.Kept kept) {
          kept.confirmation()
              .ifPresent(waits -> waits.answer().complete(new RoutingResult.Unavailable()));
        }
      }
      case PartitionWork.Ask ask -> ask.answer().complete(new RoutingResult.Unavailable());
      case PartitionWork.Look look -> look.answer().complete(PartitionView.NOTHING);
      case PartitionWork.Explain explain -> explain.answer().complete(Optional.empty());
      case PartitionWork.Opened _,
          PartitionWork.Referred _,
          PartitionWork.Over _,
          PartitionWork.Spoke _,
          PartitionWork.Activate _,
          PartitionWork.Tick _ -> {}
    }
  }
}
