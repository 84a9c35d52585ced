package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.tenant.StoreUnavailable;

/// Fifty conversations with one provider, in which everything that follows from a seed goes wrong:
/// the provider answers whatever there is, the process dies and is started again, the store is
/// away, the account goes out of use, the clock is set. It keeps what the provider has really
/// taken, and compares that with what the messages say in the end.
final class SendingWorld implements AutoCloseable {
  private static final AgentId KIM = new AgentId(new UUID(0, 1));
  private static final int CONVERSATIONS = 50;
  private static final int STEPS = 40;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final long seed;
  private final RandomGenerator random;
  private final Desk desk;
  private final FakeChannel channel = new FakeChannel();

  /// What it has come to.
  final SendingChecks checks;

  private final List<ConversationId> conversations = new ArrayList<>();
  private final int[] replies = new int[CONVERSATIONS];

  /// The messages whose customer's session is gone, as long as that is not stored.
  private final Set<MessageId> gone = new LinkedHashSet<>();

  private final int calm;
  private final int deadly;
  private Duration skew = Duration.ZERO;
  private Instant settledSince;
  private SendingLife life;
  private Outbox outbox;

  /// What happened, for the line that is printed.
  int calls;

  int deaths;

  SendingWorld(long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    desk = new Desk(new SplittableRandom(seed));
    checks = new SendingChecks(desk, channel, this);
    int[] weathers = {97, 80, 50, 5};
    calm = weathers[random.nextInt(weathers.length)];
    deadly = random.nextInt(3);
    channel.repeatable = random.nextBoolean();
    channel.judge = this::judge;
    channel.dispensable = call -> call.body().contains("farewell");
    desk.memory.beforeSettle(this::settling);
    settledSince = desk.time.instant();
    open();
    life = new SendingLife(desk.time, () -> !gone.isEmpty(), this::lanesDone);
    outbox = outbox(life);
  }

  private Instant now() {
    return desk.time.instant().plus(skew);
  }

  /// One after the other, because what a lane puts into a batch follows from no seed.
  private void open() {
    for (int i = 0; i < CONVERSATIONS; i++) {
      var message = desk.stored(Desk.spoken("u" + i, "in-u" + i, "hi"));
      desk.assign(message.conversation(), Stage.ACTIVE, KIM);
      conversations.add(message.conversation());
      for (int n = random.nextInt(4); n > 0; n--) {
        say(i);
      }
    }
    lanesDone();
    desk.handedOver.clear();
  }

  private void say(int conversation) {
    int reply = replies[conversation]++;
    boolean farewell = random.nextInt(20) == 0;
    List<Part> parts = new ArrayList<>();
    for (int part = 0; part <= random.nextInt(3); part++) {
      var words = new SentWords(conversation, reply, part);
      parts.add(new Part.Text((farewell ? "farewell " : "") + words));
    }
    var id = conversations.get(conversation);
    Desk.join(desk.replies.send(new Reply(LIFE, id, KIM, parts, "c" + reply)));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private Outcome judge(ProviderCall call) {
    calls++;
    var words = SentWords.of(call.body());
    if (chance(deadly)) {
      if (random.nextBoolean()) {
        checks.take(words, call);
      }
      throw death();
    }
    if (chance(1) && gone.isEmpty()) { // not while a lane is at it
      away();
    }
    if (chance(calm)) {
      checks.take(words, call);
      return new Outcome.Ok("");
    }
    return switch (random.nextInt(12)) {
      case 0 -> new Outcome.Retry(pause(), "busy");
      case 1 -> {
        checks.take(words, call);
        yield new Outcome.Uncertain("timeout");
      }
      case 2 -> new Outcome.Uncertain("timeout");
      case 3 -> new Outcome.Throttled(pause());
      case 4 -> new Outcome.Permanent("-203", "blocked");
      case 5 -> new Outcome.Unauthorised("HTTP 401");
      case 6 -> {
        gone.add(new MessageId(UUID.fromString(call.serial().substring(0, 36))));
        yield new Outcome.SessionGone();
      }
      case 7 -> new Outcome.Unmade("file");
      case 8 -> new Outcome.Aside(new Outcome.Retry(pause(), "upload"));
      case 9 -> new Outcome.Aside(new Outcome.Permanent("-5", "picture"));
      case 10 -> {
        if (random.nextBoolean()) {
          checks.take(words, call);
        }
        throw new IllegalStateException("the adapter fails");
      }
      default -> {
        checks.take(words, call);
        yield new Outcome.Ok("");
      }
    };
  }

  /// Up to some seconds, seldom an hour.
  private Duration pause() {
    return chance(2) ? Duration.ofHours(1) : Duration.ofMillis(random.nextInt(20_000));
  }

  private SendingLife.Death death() {
    deaths++;
    life.end();
    return new SendingLife.Death();
  }

  private void settling(OutboundRow row) {
    if (chance(deadly)) {
      throw death();
    }
    if (isAway() || chance(1)) {
      throw new StoreUnavailable("told to fail", new IllegalStateException());
    }
    gone.remove(row.message());
  }

  private void away() {
    desk.memory.down(true);
    desk.time.after(
        Duration.ofMillis(random.nextInt(90_000)),
        () -> {
          desk.memory.down(false);
          settledSince = desk.time.instant();
        });
    settledSince = Instant.MAX;
  }

  private boolean isAway() {
    return settledSince.equals(Instant.MAX);
  }

  /// Lets the world live and go to ruin, then lets it rest, and looks at what came of it.
  void run() {
    begin();
    for (int i = 0; i < STEPS; i++) {
      happen();
      handOver();
      desk.time.advance(Duration.ofMillis((long) Math.pow(10, 1 + 4.3 * random.nextDouble())));
      if (!life.alive()) {
        begin();
      }
      lookAtWhatWaits();
    }
    restingFrom(desk.time.instant());
    checks.all(conversations);
  }

  private void handOver() {
    lanesDone();
    var rows = List.copyOf(desk.handedOver);
    desk.handedOver.clear();
    rows.forEach(row -> life.run(() -> outbox.take(row)));
  }

  /// Waits until the lane has done and told all that it was given.
  private void lanesDone() {
    desk.hear(Desk.spoken("u0", "in-u0", "hi"));
  }

  private void begin() {
    life = new SendingLife(desk.time, () -> !gone.isEmpty(), this::lanesDone);
    outbox = outbox(life);
    // Nothing is taken before the store is there.
    desk.time.advance(Duration.ofMillis(1));
    while (true) {
      try {
        desk.store.waitingOutbounds();
        break;
      } catch (StoreUnavailable _) {
        desk.time.advance(Duration.ofSeconds(1));
      }
    }
    settledSince = desk.time.instant();
    life.run(outbox::start);
  }

  private Outbox outbox(SendingLife life) {
    var tools =
        new Outbox.Tools(
            desk.store,
            desk.memory.stores().channels(),
            Map.of(ChannelKind.KAKAO_COUNSEL, channel),
            desk.lanes,
            new Reports(desk.memory.stores().sentCalls(), desk.bus, desk.time),
            desk.bus,
            this::now,
            life,
            random,
            life,
            desk.files);
    return new Outbox(tools, desk.meters);
  }

  private void happen() {
    if (isAway()) {
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> away();
      case 1 -> {
        desk.use(Desk.KAKAO, false);
        desk.time.after(Duration.ofSeconds(random.nextInt(60)), this::inUse);
      }
      case 2 -> {
        skew = Duration.ofMinutes(random.nextInt(-60, 61));
        settledSince = desk.time.instant();
      }
      case 3 -> {
        if (deadly > 0) {
          deaths++;
          life.end();
        }
      }
      case 4 -> life.run(() -> outbox.reachable(LIFE, Desk.KAKAO));
      case 5, 6, 7, 8 -> {
        for (int n = random.nextInt(10); n > 0; n--) {
          say(random.nextInt(CONVERSATIONS));
        }
      }
      default -> {}
    }
  }

  private void inUse() {
    try {
      desk.use(Desk.KAKAO, true);
    } catch (StoreUnavailable _) {
      desk.time.after(Duration.ofSeconds(1), this::inUse);
    }
  }

  /// Unless nothing could be stored just now.
  private void lookAtWhatWaits() {
    var look = desk.time.instant().minus(Duration.ofSeconds(40));
    if (!settledSince.isAfter(look)) {
      checks.waiting(look, now().minus(LONG));
    }
  }

  private void restingFrom(Instant from) {
    for (int i = 0; i < 5; i++) {
      rest(Duration.ofMinutes(3));
      lookAtWhatWaits();
    }
    var end = from.plus(Duration.ofHours(26)); // an hour for the clock that may have been set
    while (desk.time.instant().isBefore(end)
        && (isAway() || !desk.store.waitingOutbounds().isEmpty())) {
      rest(Duration.ofMinutes(30));
    }
  }

  private void rest(Duration time) {
    desk.time.advance(time);
    if (!life.alive()) {
      begin();
    }
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + ", "
        + (channel.repeatable ? "repeatable" : "not repeatable")
        + ", calm "
        + calm
        + " %";
  }

  @Override
  public void close() {
    desk.close();
  }
}
