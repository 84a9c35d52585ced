package kr.ondam.conversation.bot;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.channel.bot.BotTurn;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.BotResult;
import kr.ondam.conversation.BotSaid;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.BotWrites;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Owner;
import kr.ondam.conversation.Stage;
import kr.ondam.conversation.WantedHandover;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.event.Subscription;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The conversations that bots have or listen to: tells each bot what its customers say, one turn
/// at a time and in order, and lets people have what a bot cannot do.
///
/// A customer's message is stored before its bot hears of it, and its answer is stored with the
/// note that the message was seen to. What has no such note at a start goes to people: nobody waits
/// for a bot that was asked by a process that died.
public final class Bots implements AutoCloseable {
  /// What the bots' side works with.
  ///
  /// @param masking hides what must not be stored
  /// @param executor starts each task on its own thread
  public record Tools(
      BotDirectory directory,
      ConversationStore conversations,
      BotStore store,
      BotWrites writes,
      Caller caller,
      UnaryOperator<String> masking,
      EventBus bus,
      InstantSource clock,
      Timers timers,
      Executor executor,
      MeterRegistry meters) {}

  /// Tells a bot a turn; blocks until it answered, and always ends within a few seconds.
  @FunctionalInterface
  public interface Caller {
    BotAnswer tell(Bot bot, BotTurn turn);
  }

  private static final Logger log = LoggerFactory.getLogger(Bots.class);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration CLOSING = Duration.ofSeconds(6);
  private static final Duration ARRIVING = Duration.ofSeconds(1);
  private static final Duration FAILED = Duration.ofSeconds(1);
  private static final int PAGE = 200;

  private final Tools tools;
  private final TurnRunner runner;
  private final ConcurrentHashMap<ConversationId, Talk> talks = new ConcurrentHashMap<>();
  private final Set<Talk> working = new HashSet<>();
  private final ConcurrentHashMap<ConversationId, CompletableFuture<Optional<Stage>>> arriving =
      new ConcurrentHashMap<>();
  private Subscription subscription = () -> {};
  private Alarm sweep = () -> {};
  private volatile boolean closed;

  public Bots(Tools tools) {
    this.tools = tools;
    runner = new TurnRunner(tools, this);
  }

  /// Takes up the conversations of bots as the last process left them; call it when lanes and
  /// partitions run and before customers are heard.
  public void start(List<TenantId> tenants) {
    subscription = tools.bus().subscribeEverywhere(this::on);
    tenants.forEach(this::resume);
    sweep = tools.timers().after(SWEEP, this::sweep);
  }

  private void resume(TenantId tenant) {
    for (var row : tools.store().owned(tenant)) {
      var progress = tools.store().progress(tenant, row.id());
      var talk = Talk.of(row, heardLast(row));
      talk.failures(progress.failures());
      if (talks.putIfAbsent(row.id(), talk) != null) {
        continue; // it has come just now
      }
      if (row.lastInboundSeq() > seen(row, progress.answered())) {
        log.warn("a conversation of {} goes to people: its bot had not answered", tenant);
        add(talk, new Step.Put(handing(row, HandoverReason.RESTART, progress.failures())));
      } else {
        talk.told(row.lastInboundSeq());
      }
    }
    if (!tools.directory().isEmpty(tenant)) {
      follow(tenant);
    }
  }

  /// When something was said last, on the clock that is never set; now when the other one says that
  /// it is yet to be.
  private Instant heardLast(Conversation row) {
    var ago = Duration.between(row.lastMessageAt(), tools.clock().instant());
    var now = tools.timers().steady();
    return ago.isNegative() ? now : now.minus(ago);
  }

  /// Up to where the customer has been seen to. People may have answered before routing gave the
  /// conversation to the bot; a bot's own words say nothing, as it greets before it answers.
  private long seen(Conversation row, long answered) {
    long last = row.lastOutboundSeq();
    if (last <= answered) {
      return answered;
    }
    boolean bot =
        tools.conversations().messages(row.tenant(), row.id(), last - 1, 1).stream()
            .anyMatch(message -> message.author().kind() == AuthorKind.BOT);
    return bot ? answered : last;
  }

  /// What people have, and a bot listens to or is to hear the end of.
  private void follow(TenantId tenant) {
    var handedOver = tools.store().handedOver(tenant);
    if (handedOver.isEmpty() && !tools.directory().listens(tenant)) {
      return;
    }
    var filter = new ConversationFilter(BotStore.WITH_PEOPLE, null, null, null, null);
    @Nullable ConversationId before = null;
    do {
      var page = tools.conversations().list(tenant, filter, before, PAGE);
      page.items().forEach(row -> follow(row, handedOver.get(row.id())));
      before = page.next();
    } while (before != null);
  }

  private void follow(Conversation row, @Nullable HandoverReason reason) {
    var bot = tools.directory().of(row.tenant(), row.account()).orElse(null);
    boolean listens = bot != null && bot.listens() && row.owner() == Owner.AGENT;
    boolean hears = bot != null && reason != null && !reason.failure();
    if (row.endedAt() != null || !(listens || hears)) {
      return;
    }
    var talk = Talk.of(row, tools.timers().steady());
    talk.told(row.lastInboundSeq());
    if (reason != null) {
      talk.handedOver(reason);
      talk.owner(row.owner());
    }
    talks.putIfAbsent(row.id(), talk);
  }

  private BotSaid handing(Conversation row, HandoverReason reason, int failures) {
    var bot = tools.directory().of(row.tenant(), row.account()).map(Bot::id).orElse(row.account());
    return new BotSaid(
        row.tenant(),
        row.id(),
        bot,
        row.ownerEpoch(),
        false,
        "h-" + row.ownerEpoch(),
        List.of(),
        0,
        failures,
        new WantedHandover(reason),
        null);
  }

  /// On the publisher's thread, so it only hands over. A message of a conversation without a bot
  /// costs one look-up.
  private void on(Published published) {
    switch (published.fact()) {
      case ConversationFact.MessageReceived(var message, var _) -> {
        var talk = talks.get(message.conversation());
        if (talk != null) {
          add(talk, new Step.Say(message));
        }
      }
      case ConversationFact.ConversationOpened(var opened, var _) -> {
        if (opened.stage() == Stage.BOT) {
          open(opened);
        }
      }
      case ConversationFact.HandedOver(var row, var handover, var _) -> handedOver(row, handover);
      case ConversationFact.ConversationEnded ended -> over(ended);
      default -> {}
    }
  }

  private void open(Conversation opened) {
    var talk = Talk.of(opened, tools.timers().steady());
    if (talks.putIfAbsent(opened.id(), talk) == null) {
      add(talk, new Step.Start());
    }
  }

  /// A bot that wished for it, or whose customer did, hears what becomes of it.
  private void handedOver(Conversation row, Handover handover) {
    var talk = talks.get(row.id());
    if (talk == null) {
      return;
    }
    talk.handedOver(handover.reason());
    if (handover.reason().failure()) {
      if (!tools.directory().listens(row.tenant())) {
        forget(talk);
      }
    } else {
      add(talk, new Step.Status(BotTurn.HandoverStatus.State.ACCEPTED, ""));
    }
  }

  private void over(ConversationFact.ConversationEnded ended) {
    var talk = talks.remove(ended.conversation());
    if (talk == null) {
      return;
    }
    var owner = talk.owner();
    var reason = talk.handedOver();
    talk.owner(Owner.NOBODY);
    if (reason != null && !reason.failure()) {
      add(
          talk,
          new Step.Status(
              owner == Owner.AGENT
                  ? BotTurn.HandoverStatus.State.COMPLETED
                  : BotTurn.HandoverStatus.State.FAILED,
              ended.reason().name()));
    }
    if (reason == null || !reason.failure()) {
      add(talk, new Step.End(ended.reason().name()));
    }
  }

  /// Routing gave a conversation another stage. Must not block.
  public void moved(TenantId tenant, ConversationId conversation, Stage stage) {
    var talk = talks.get(conversation);
    switch (stage.owner()) {
      case BOT -> {
        var given = new Talk(tenant, conversation, Owner.BOT, tools.timers().steady());
        talks.put(conversation, given);
        add(given, new Step.Load());
      }
      case AGENT -> {
        if (talk == null && tools.directory().listens(tenant)) {
          var heard = new Talk(tenant, conversation, Owner.AGENT, tools.timers().steady());
          talks.put(conversation, heard);
          add(heard, new Step.Load());
        } else if (talk != null) {
          talk.owner(Owner.AGENT);
        }
      }
      case QUEUE -> {
        if (talk != null) {
          talk.owner(Owner.QUEUE);
        }
        var waits = arriving.remove(conversation);
        if (waits != null) {
          waits.complete(Optional.of(stage));
        }
      }
      case NOBODY -> {}
    }
  }

  /// Where routing puts a conversation next that is handed over; empty when it takes its time.
  CompletionStage<Optional<Stage>> routed(ConversationId conversation) {
    var waits = arriving.computeIfAbsent(conversation, _ -> new CompletableFuture<>());
    tools
        .timers()
        .after(
            ARRIVING,
            () -> {
              arriving.remove(conversation, waits);
              waits.complete(Optional.empty());
            });
    return waits;
  }

  /// Takes a conversation from its bot for people who want it, unless somebody else just did; the
  /// stage completes when routing has it too, or after a second.
  public CompletionStage<BotResult> take(Conversation conversation) {
    int failures = tools.store().progress(conversation.tenant(), conversation.id()).failures();
    var routed = routed(conversation.id());
    return tools
        .writes()
        .put(handing(conversation, HandoverReason.TAKEN, failures))
        .thenCombine(routed, (result, _) -> result);
  }

  /// The talk of a conversation, null when no bot has a part in it.
  @Nullable Talk talk(ConversationId conversation) {
    return talks.get(conversation);
  }

  void forget(Talk talk) {
    talks.remove(talk.id, talk);
  }

  void add(Talk talk, Step step) {
    if (talk.add(step)) {
      tools.executor().execute(() -> work(talk));
    }
  }

  private void work(Talk talk) {
    synchronized (working) {
      if (closed) {
        return; // what is left is found at the next start
      }
      working.add(talk);
    }
    @Nullable Duration pause = null;
    try {
      for (var step = talk.next(); step != null && pause == null && !closed; ) {
        pause = runner.run(talk, step);
        step = pause == null && !closed ? talk.next() : null;
      }
    } catch (RuntimeException | Error e) {
      // The talk goes on with what comes after: else nobody would ever do its steps again.
      log.error("a talk of a bot of {} failed", talk.tenant, e);
      pause = FAILED;
    } finally {
      synchronized (working) {
        working.remove(talk);
        working.notifyAll();
      }
    }
    if (pause != null) {
      tools.timers().after(pause, () -> tools.executor().execute(() -> work(talk)));
    }
  }

  private void sweep() {
    for (var talk : talks.values()) {
      if (talk.owner() == Owner.BOT) {
        add(talk, new Step.Idle());
      }
    }
    if (!closed) {
      sweep = tools.timers().after(SWEEP, this::sweep);
    }
  }

  /// Tells no more, and waits until what bots are answering is stored, for 6 s at most.
  @Override
  public void close() {
    subscription.close();
    sweep.cancel();
    synchronized (working) {
      closed = true;
      long end = System.nanoTime() + CLOSING.toNanos();
      try {
        for (long left = end - System.nanoTime();
            !working.isEmpty() && left > 0;
            left = end - System.nanoTime()) {
          TimeUnit.NANOSECONDS.timedWait(working, left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
