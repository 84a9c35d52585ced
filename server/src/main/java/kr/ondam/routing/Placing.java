package kr.ondam.routing;

import java.util.Optional;
import java.util.function.ToIntFunction;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.rules.file.AfterHours;
import kr.ondam.rules.file.Explanation;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.RuleSet;
import kr.ondam.rules.file.WaitAction;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.Fields;
import kr.ondam.rules.language.Particle;

/// Where the rules of a centre put a conversation (routing.md 4.8, 4.9).
final class Placing {
  /// Queues a conversation passes through at most; the files are checked for it, too.
  private static final int HOPS = 8;

  /// Something later than every opening that is looked for.
  private static final long YEAR = 366L * 86_400_000;

  private static final String MOVED = "옮김:";

  private final RuleSet set;
  private final Facts facts;
  private final long now;
  private final boolean bot;
  private final boolean lost;
  private final Reasons.Lines lines = new Reasons.Lines();

  private Placing(RuleSet set, Facts facts, long now, boolean bot, boolean lost) {
    this.bot = bot;
    this.lost = lost;
    this.set = set;
    this.facts = facts;
    this.now = now;
  }

  /// A conversation that is classified.
  ///
  /// @param waiting how many wait in a queue, by its name
  /// @param bot whether a bot can be given it
  /// @param lost whether it has lost its head start out of hours before (다음영업일)
  static Placement classify(
      RuleSet set,
      Facts facts,
      long now,
      ToIntFunction<String> waiting,
      boolean bot,
      boolean lost) {
    return new Placing(set, facts, now, bot, lost).classified(waiting);
  }

  /// A conversation that comes from its bot: to the queue it wished for, else to the first that
  /// asks for the skills it wished for, else by the rules; never straight back to the bot.
  static Placement handedOver(
      RuleSet set,
      Facts facts,
      long now,
      ToIntFunction<String> waiting,
      HandoverWish wish,
      boolean lost) {
    var placing = new Placing(set, facts, now, false, lost);
    var wished = placing.wished(wish);
    if (wished.isPresent()) {
      var name = wished.get().name();
      placing.lines.add("챗봇이 큐 " + name + "에 연결했습니다", "the bot handed it over to queue " + name);
      return placing.follow(wished.get(), set.classify(facts, now).boostMillis(), waiting);
    }
    if (wish.queue() != null) {
      placing.lines.add(
          "챗봇이 말한 큐가 없어 규칙대로 갑니다", "there is no queue as the bot wished for, so the rules decide");
    }
    return placing.classified(waiting);
  }

  private Optional<QueueRule> wished(HandoverWish wish) {
    var name = wish.queue();
    if (name != null) {
      return set.queue(name);
    }
    return wish.skills().isEmpty()
        ? Optional.empty()
        : set.queues().stream()
            .filter(queue -> queue.skills().keySet().containsAll(wish.skills().keySet()))
            .findFirst();
  }

  private Placement classified(ToIntFunction<String> waiting) {
    var explained = Explanation.of(set, facts, now);
    lines.addAll(explained.korean(), explained.english());
    var found = set.classify(facts, now);
    return found
        .queue()
        .map(queue -> follow(queue, found.boostMillis(), waiting))
        .orElseGet(() ->
            new Placement(
                Optional.empty(), found.boostMillis(), 0, Optional.empty(), false, lines.done()));
  }

  /// A conversation that stays in its queue while other rules come into force.
  static Placement keep(RuleSet set, Facts facts, long now, QueueRule queue, boolean lost) {
    var placing = new Placing(set, facts, now, false, lost);
    placing.lines.add(
        "규칙이 바뀌었지만 큐 " + Particle.TOPIC.after(queue.name()) + " 그대로 있어 자리를 지킵니다",
        "other rules came into force; queue " + queue.name() + " is still there and it stays");
    long boost = set.classify(facts, now).boostMillis();
    return placing.follow(queue, boost, _ -> 0);
  }

  /// How a conversation came to the queue it was moved to: what was said of its arrival, and the
  /// values of that queue; empty where no rules say.
  static Optional<Arrival> moved(Tracked conversation, Book book) {
    var ruling = book.ruling();
    var arrival = conversation.arrival;
    var rule = book.rule(conversation.queue, conversation.centre);
    if (ruling.isEmpty() || arrival == null || rule.isEmpty()) {
      return Optional.empty();
    }
    var before = Reasons.read(arrival.reasons());
    int came = (int) before.korean().stream().takeWhile(line -> !line.startsWith(MOVED)).count();
    var lines =
        new Reasons.Lines()
            .addAll(
                before.korean().subList(0, came),
                before.english().subList(0, Math.min(came, before.english().size())))
            .add(
                MOVED + " 지금은 큐 " + rule.get().name() + "에서 이렇게 기다립니다",
                "moved to queue " + rule.get().name() + ", where it waits like this");
    var set = ruling.get().set(conversation.centre);
    var channel = Optional.of(Ruling.channel(conversation.channel));
    Values.describe(set, rule.get(), channel, conversation.boostMillis, lines);
    var moved = arrival.with(ruling.get().version(), lines.done().json().toString());
    conversation.arrival = moved;
    return book.arrival(conversation);
  }

  private Placement follow(QueueRule first, long boostMillis, ToIntFunction<String> waiting) {
    QueueRule queue = first;
    for (int hop = 0; hop < HOPS; hop++) {
      Optional<QueueRule> next = elsewhere(queue, waiting);
      if (next.isEmpty()) {
        break;
      }
      queue = next.get();
    }
    if (!queue.openAt(now)) {
      return closed(queue, boostMillis);
    }
    var full = isFull(queue, waiting) ? queue.limit().map(QueueRule.Limit::action) : noAction();
    full.ifPresent(action ->
        lines.add("대기한도에 이르렀습니다 → " + action.korean(), "the queue is full → " + action.english()));
    if (lost) {
      lines.add("시간외에 와서 가점이 없습니다", "it came out of hours and has no head start");
    }
    long boost = lost ? 0 : boostMillis;
    Values.describe(set, queue, facts.value(Fields.CHANNEL), boost, lines);
    return new Placement(Optional.of(queue), boost, 0, full, lost, lines.done());
  }

  private static Optional<WaitAction> noAction() {
    return Optional.empty();
  }

  /// The queue that a closed or full one sends its conversations to.
  private Optional<QueueRule> elsewhere(QueueRule queue, ToIntFunction<String> waiting) {
    Optional<QueueRule> next = Optional.empty();
    if (!queue.openAt(now)) {
      if (queue.afterHours() == AfterHours.OTHER_QUEUE) {
        next = queue.afterHoursQueue().flatMap(set::queue);
        next.ifPresent(to ->
            lines.add(
                "큐 "
                    + Particle.TOPIC.after(queue.name())
                    + " 영업시간이 아니어서 큐 "
                    + Particle.TOWARDS.after(to.name())
                    + " 갑니다",
                "queue " + queue.name() + " is closed, so it goes to queue " + to.name()));
      }
    } else if (isFull(queue, waiting)) {
      next =
          queue
              .limit()
              .filter(limit -> limit.action() == WaitAction.OTHER_QUEUE)
              .flatMap(QueueRule.Limit::queue)
              .flatMap(set::queue);
      next.ifPresent(to ->
          lines.add(
              "큐 " + queue.name() + "의 대기한도에 이르러 큐 " + Particle.TOWARDS.after(to.name()) + " 갑니다",
              "queue " + queue.name() + " is full, so it goes to queue " + to.name()));
    }
    return next;
  }

  private static boolean isFull(QueueRule queue, ToIntFunction<String> waiting) {
    return queue.limit().isPresent()
        && waiting.applyAsInt(queue.name()) >= queue.limit().get().count();
  }

  /// Where no bot can be given it, it waits for the opening as under 안내후보류.
  private Placement closed(QueueRule queue, long boostMillis) {
    boolean loses = lost || queue.afterHours() == AfterHours.NEXT_BUSINESS_DAY;
    long boost = loses ? 0 : boostMillis;
    long until =
        queue.hours().map(hours -> hours.nextOpening(now).orElse(now + YEAR)).orElse(now + YEAR);
    lines.add(
        "시간외: " + queue.afterHours().korean() + (loses ? " (가점 없음)" : ""),
        "after hours: " + queue.afterHours().english() + (loses ? " (no head start)" : ""));
    Values.describe(set, queue, facts.value(Fields.CHANNEL), boost, lines);
    boolean given = bot && queue.afterHours() == AfterHours.BOT;
    return new Placement(
        Optional.of(queue),
        boost,
        until,
        given ? Optional.of(WaitAction.BOT) : Optional.empty(),
        loses,
        lines.done());
  }
}
