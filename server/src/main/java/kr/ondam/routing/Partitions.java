package kr.ondam.routing;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Stage;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.event.Subscription;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;

/// The routing partitions of all tenants: one loop each, on a platform thread of its own.
public final class Partitions implements AutoCloseable {
  private record Running(PartitionLoop loop, Thread thread) {}

  private final RoutingSources sources;
  private final EventBus bus;
  private final Timers timers;
  private final InstantSource clock;
  private final TimeOrderedIds ids;
  private final RoutingPolicy policy;
  private final Supplier<Optional<RuleBook>> inForce;
  private final OverflowAgreements agreements;
  private final PartitionLoop.Siblings post;
  private final ConcurrentHashMap<TenantId, Running> running = new ConcurrentHashMap<>();

  /// Held-back conversations, so that a message costs the loop something only when it wakes one.
  private final Set<ConversationId> onHold = ConcurrentHashMap.newKeySet();

  private Subscription subscription = () -> {};

  /// The book that was activated last; null before the first time.
  private volatile @Nullable RuleBook activated;

  /// @param inForce the rules in force, asked when a partition starts; a tenant they do not name is
  ///   routed by its stored queues and `policy`
  public Partitions(
      RoutingSources sources,
      EventBus bus,
      Timers timers,
      InstantSource clock,
      TimeOrderedIds ids,
      RoutingPolicy policy,
      Supplier<Optional<RuleBook>> inForce) {
    this(sources, bus, timers, clock, ids, policy, inForce, OverflowAgreements.NONE);
  }

  /// @param agreements what may cross from one tenant to another
  public Partitions(
      RoutingSources sources,
      EventBus bus,
      Timers timers,
      InstantSource clock,
      TimeOrderedIds ids,
      RoutingPolicy policy,
      Supplier<Optional<RuleBook>> inForce,
      OverflowAgreements agreements) {
    this(sources, bus, timers, clock, ids, policy, inForce, agreements, post -> post);
  }

  /// @param carrier stands between the partitions and may keep what they say to each other
  Partitions(
      RoutingSources sources,
      EventBus bus,
      Timers timers,
      InstantSource clock,
      TimeOrderedIds ids,
      RoutingPolicy policy,
      Supplier<Optional<RuleBook>> inForce,
      OverflowAgreements agreements,
      UnaryOperator<PartitionLoop.Siblings> carrier) {
    this.agreements = agreements;
    post = carrier.apply(this::tell);
    this.sources = sources;
    this.inForce = inForce;
    this.bus = bus;
    this.timers = timers;
    this.clock = clock;
    this.ids = ids;
    this.policy = policy;
  }

  /// Starts to listen and rebuilds the partitions of these tenants; answers when all of them are
  /// ready, but waits for none of them that fails: it goes on trying, and [#down] counts it.
  public void start(List<TenantId> tenants) {
    subscription = bus.subscribeEverywhere(this::on);
    tenants.forEach(this::open);
    tenants.forEach(tenant -> loop(tenant).tried().join());
  }

  /// How many partitions could not be built yet, or not again since something failed.
  public int down() {
    return (int) running.values().stream().filter(partition -> !partition.loop().up()).count();
  }

  /// Starts a tenant's partition, or lets a running one read its queues and agents again.
  public void open(TenantId tenant) {
    boolean[] started = new boolean[1];
    var partition =
        running.computeIfAbsent(
            tenant,
            _ -> {
              started[0] = true;
              var loop =
                  new PartitionLoop(
                      tenant, sources, rules(), bus, timers, clock, ids, policy, agreements, post);
              return new Running(loop, Thread.ofPlatform().name("partition-" + tenant).start(loop));
            });
    if (!started[0]) {
      partition
          .loop()
          .put(new PartitionWork.Ask(new RoutingCommand.Reload(), new CompletableFuture<>()));
    }
  }

  /// A partition that is not there yet will say that it has started.
  private void tell(TenantId to, PartitionWork.Cross message) {
    var partition = running.get(to);
    if (partition == null) {
      PartitionLoop.refuse(message);
    } else {
      partition.loop().put(message);
    }
  }

  private Optional<RuleBook> rules() {
    var book = activated;
    return book == null ? inForce.get() : Optional.of(book);
  }

  /// Brings rules into force in every partition, while conversations wait in them (routing.md 4.8).
  /// Returns at once; each partition applies them between two of its batches. What is offered or
  /// held keeps the rules it was given under.
  public void activate(RuleBook book) {
    activated = book;
    running.values().forEach(partition -> partition.loop().put(new PartitionWork.Activate(book)));
  }

  /// What a waiting conversation waits for. Empty for one that does not wait, and for one of
  /// another tenant.
  public CompletionStage<Optional<WaitReport>> explain(
      TenantId tenant, ConversationId conversation) {
    var partition = running.get(tenant);
    if (partition == null) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    var answer = new CompletableFuture<Optional<WaitReport>>();
    partition.loop().put(new PartitionWork.Explain(conversation, answer));
    return answer;
  }

  /// Whether a conversation that a customer would begin now on an account is answered now.
  ///
  /// @param topic what its entry point stands for, null when it says nothing
  /// @throws kr.ondam.tenant.StoreUnavailable when nobody can say
  public Opening opening(ChannelAccount account, @Nullable String topic) {
    return rules()
        .map(book -> Opening.of(book, sources, account, topic, clock.instant()))
        .orElse(Opening.NOW);
  }

  /// Hands a command to the tenant's loop. The stage completes after the commit and never
  /// exceptionally.
  public CompletionStage<RoutingResult> submit(TenantId tenant, RoutingCommand command) {
    var partition = running.get(tenant);
    if (partition == null) {
      return CompletableFuture.completedStage(new RoutingResult.NotFound());
    }
    var answer = new CompletableFuture<RoutingResult>();
    partition.loop().put(new PartitionWork.Ask(command, answer));
    return answer;
  }

  /// How the tenant's partition stands; empty for a tenant without one.
  public CompletionStage<PartitionView> look(TenantId tenant) {
    var partition = running.get(tenant);
    if (partition == null) {
      return CompletableFuture.completedStage(PartitionView.NOTHING);
    }
    var answer = new CompletableFuture<PartitionView>();
    partition.loop().put(new PartitionWork.Look(answer));
    return answer;
  }

  private PartitionLoop loop(TenantId tenant) {
    var partition = running.get(tenant);
    if (partition == null) {
      throw new IllegalArgumentException("tenant: " + tenant + " (expected: one with a partition)");
    }
    return partition.loop();
  }

  private void on(Published published) {
    switch (published.fact()) {
      case ConversationFact fact -> seen(fact);
      case RoutingFact.StageChanged changed -> {
        if (changed.stage() == Stage.ON_HOLD) {
          onHold.add(changed.conversation());
        } else {
          onHold.remove(changed.conversation());
        }
      }
      // Presence and offers are this package's own doing.
      default -> {}
    }
  }

  private void seen(ConversationFact fact) {
    switch (fact) {
      case ConversationFact.ConversationOpened(var opened, var _) -> {
        if (opened.stage() != Stage.BOT) {
          put(fact, new PartitionWork.Opened(opened));
        }
      }
      case ConversationFact.HandedOver handed ->
          put(fact, new PartitionWork.Opened(handed.handed()));
      case ConversationFact.ConversationReferred referred ->
          put(fact, new PartitionWork.Referred(referred.conversation(), referred.routingKey()));
      case ConversationFact.ConversationEnded ended -> put(fact, new PartitionWork.Over(ended));
      case ConversationFact.MessageReceived received -> {
        if (onHold.contains(received.conversation()) || listens(fact)) {
          put(fact, new PartitionWork.Spoke(received.conversation(), true));
        }
      }
      case ConversationFact.MessageSent sent -> {
        if (sent.message().author().kind() == AuthorKind.AGENT && listens(fact)) {
          put(fact, new PartitionWork.Spoke(sent.conversation(), false));
        }
      }
      case ConversationFact.DeliveryChanged _,
          ConversationFact.AttachmentChanged _,
          ConversationFact.NoteAdded _,
          ConversationFact.BotNoted _ -> {}
    }
  }

  private boolean listens(ConversationFact fact) {
    var partition = running.get(fact.tenant());
    return partition != null && partition.loop().listensTo(fact.conversation());
  }

  private void put(ConversationFact fact, PartitionWork work) {
    var partition = running.get(fact.tenant());
    if (partition != null) {
      partition.loop().put(work);
    }
  }

  /// Stops all loops after the batch they are at.
  @Override
  public void close() {
    subscription.close();
    running.values().forEach(partition -> partition.loop().stop());
    for (var partition : running.values()) {
      try {
        partition.thread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
