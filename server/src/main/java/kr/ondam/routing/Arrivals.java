package kr.ondam.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Ticket;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.RuleSet;
import kr.ondam.rules.file.WaitAction;
import kr.ondam.rules.language.Facts;

/// Brings conversations to the queues that the rules in force name, when they arrive, when their
/// entry point becomes known, and when other rules come into force.
final class Arrivals {
  private final Book book;
  private final Inquiry inquiry;
  private final Commands commands;
  private final EffectWriter writer;

  Arrivals(Book book, Inquiry inquiry, Commands commands, EffectWriter writer) {
    this.book = book;
    this.inquiry = inquiry;
    this.commands = commands;
    this.writer = writer;
  }

  /// A conversation that has just been put into the book.
  void arrive(Tracked conversation, Conversation row, Ruling ruling, Turn turn, Instant at) {
    var learned = inquiry.learn(row, ruling);
    conversation.centre = learned.centre();
    var set = ruling.set(learned.centre());
    var facts = inquiry.facts(set, learned.facts(), row.id(), conversation.waitingSince);
    var placement = place(conversation, learned, set, facts, at);
    conversation.arrival =
        new Arrival(
            book.tenant,
            row.id(),
            conversation.waitingSince,
            learned.centre(),
            learned.facts(),
            placement.boostMillis(),
            placement.boostLost(),
            ruling.version(),
            placement.reasons().json().toString());
    put(conversation, placement);
    save(conversation, turn);
    if (placement.full().filter(WaitAction.CALLBACK::equals).isPresent()) {
      writer.waits().callBack(conversation, turn, at);
      return;
    }
    // What a bot has just given away waits for people, else it would come straight back to it.
    boolean fresh = conversation.bot && learned.handover() == null;
    if (fresh && placement.full().filter(WaitAction.BOT::equals).isPresent()) {
      writer.waits().toBot(conversation, turn, at);
      return;
    }
    var ticket = ticket(conversation);
    long now = at.toEpochMilli();
    var sticky =
        able(
            sticky(set, facts, learned, at),
            ticket.demand(),
            Math.max(now, placement.until()) - ticket.arrivedAt());
    commands.feed(
        placement.until() > 0
            ? new Event.ArrivedClosed(now, ticket, sticky, placement.until())
            : new Event.Arrived(now, ticket, sticky),
        turn,
        null);
    placement.full().ifPresent(action -> full(conversation, action, turn, at));
  }

  private Placement place(
      Tracked conversation, Inquiry.Learned learned, RuleSet set, Facts facts, Instant at) {
    var handover = learned.handover();
    return handover == null
        ? Placing.classify(set, facts, at.toEpochMilli(), this::waiting, conversation.bot, false)
        : Placing.handedOver(set, facts, at.toEpochMilli(), this::waiting, handover.wish(), false);
  }

  private int waiting(String queue) {
    return book.queueNamed(queue).map(id -> writer.engine().waiting(book.number(id))).orElse(0);
  }

  /// Too many wait, but it may wait as well (RR70: never silently).
  private void full(Tracked conversation, WaitAction action, Turn turn, Instant at) {
    if (conversation.stage != Stage.QUEUED) {
      return;
    }
    switch (action) {
      case CALL_MANAGER -> writer.waits().callManager(conversation, turn, at);
      case NOTICE, BOT ->
          writer.waits().notice(conversation, RoutingFact.Notice.LONG_WAIT, turn, at);
      case CALLBACK, OTHER_QUEUE -> {}
    }
  }

  private void put(Tracked conversation, Placement placement) {
    conversation.boostMillis = placement.boostMillis();
    conversation.queue =
        placement
            .queue()
            .map(QueueRule::name)
            .flatMap(book::queueNamed)
            .orElseGet(() -> book.classify(null));
  }

  private Ticket ticket(Tracked conversation) {
    return new Ticket(
        book.conversations.of(conversation.id),
        Requirements.channel(conversation.channel),
        book.demand(conversation),
        conversation.boostMillis,
        conversation.waitingSince.toEpochMilli(),
        conversation.order);
  }

  private void save(Tracked conversation, Turn turn) {
    book.arrival(conversation)
        .ifPresent(arrival -> turn.change(new RoutingChange.SaveArrival(arrival)));
  }

  /// The agent of the customer's last consultation (이력상담사). Nobody waits for one who has signed out
  /// (RR33).
  private Sticky sticky(RuleSet set, Facts facts, Inquiry.Learned learned, Instant at) {
    var rule = set.sticky();
    var agent = learned.lastAgent();
    var ended = learned.lastEnded();
    if (!rule.enabled()
        || agent == null
        || ended == null
        || ended.plusMillis(rule.periodMillis()).isBefore(at)
        || book.user(agent).isEmpty()
        || book.presence(agent) == Presence.OFFLINE) {
      return Sticky.NONE;
    }
    return new Sticky(book.agents.of(agent), rule.holdMillis(facts));
  }

  /// Nobody waits for an agent who could not take it within that time whatever happens, for want of
  /// a skill or because of another centre.
  ///
  /// @param age when the hold begins, in milliseconds
  private Sticky able(Sticky sticky, Demand demand, long age) {
    if (sticky.agent() == Partition.NOBODY) {
      return sticky;
    }
    var asked = demand.requirement();
    for (var step : demand.relaxations()) {
      asked = step.afterMillis() <= age + sticky.holdMillis() ? step.requirement() : asked;
    }
    var agent = book.agents.id(sticky.agent());
    var bits =
        book.user(agent).map(user -> book.profile(user, book.presence(agent)).bits()).orElse(asked);
    return bits.covers(asked) ? sticky : Sticky.NONE;
  }

  /// What the entry point stands for became known: whoever waits or is only offered is classified
  /// again. An offer for another queue or centre is taken back, and where that is closed the
  /// conversation waits for its opening.
  void refer(Tracked conversation, Conversation row, Ruling ruling, Turn turn, Instant at) {
    var queue = conversation.queue;
    var centre = conversation.centre;
    long boost = conversation.boostMillis;
    var learned = inquiry.learn(row, ruling);
    conversation.centre = learned.centre();
    var revision = classify(conversation, learned, ruling, at);
    boolean elsewhere = !conversation.queue.equals(queue) || !conversation.centre.equals(centre);
    tellAgain(conversation, elsewhere && conversation.stage == Stage.OFFERED);
    save(conversation, turn);
    if (elsewhere || conversation.boostMillis != boost) {
      commands.feed(new Event.Revised(at.toEpochMilli(), revision, elsewhere), turn, null);
    }
  }

  private static void tellAgain(Tracked conversation, boolean rescinded) {
    var arrival = conversation.arrival;
    if (arrival == null) {
      return;
    }
    var reasons = Reasons.read(arrival.reasons());
    var lines = new Reasons.Lines();
    if (rescinded) {
      lines.add(
          "접수 경로가 나중에 알려져 다시 분류했고, 하던 제안은 거두었습니다",
          "its entry point became known later: it was classified again and its offer taken back");
    } else {
      lines.add(
          "접수 경로가 나중에 알려져 다시 분류했습니다",
          "its entry point became known later, and it was classified again");
    }
    lines.addAll(reasons.korean(), reasons.english());
    conversation.arrival = arrival.with(arrival.rules(), lines.done().json().toString());
  }

  private Event.Revision classify(
      Tracked conversation, Inquiry.Learned learned, Ruling ruling, Instant at) {
    var set = ruling.set(learned.centre());
    var arrivedAt = conversation.waitingSince;
    var facts = inquiry.facts(set, learned.facts(), conversation.id, arrivedAt);
    var handover = learned.handover();
    boolean lost = lost(conversation);
    var placement =
        handover == null
            ? Placing.classify(set, facts, at.toEpochMilli(), _ -> 0, false, lost)
            : Placing.handedOver(set, facts, at.toEpochMilli(), _ -> 0, handover.wish(), lost);
    return revised(conversation, learned, placement, ruling);
  }

  private Event.Revision revised(
      Tracked conversation, Inquiry.Learned learned, Placement placement, Ruling ruling) {
    put(conversation, placement);
    conversation.arrival =
        new Arrival(
            book.tenant,
            conversation.id,
            conversation.waitingSince,
            learned.centre(),
            learned.facts(),
            placement.boostMillis(),
            placement.boostLost(),
            ruling.version(),
            placement.reasons().json().toString());
    return new Event.Revision(
        book.conversations.of(conversation.id),
        book.demand(conversation),
        conversation.boostMillis,
        placement.until());
  }

  /// Other rules are in force (routing.md 4.8): what waits is revised in the order of arrival. A
  /// queue that is still there is kept; otherwise the facts of the arrival decide again. What is
  /// offered or held stays as it is (I12).
  void revise(List<Tracked> conversations, RowReader rows, Ruling ruling, Turn turn, Instant at) {
    List<Event.Revision> revisions = new ArrayList<>();
    conversations.stream()
        .filter(Arrivals::revisable)
        .sorted(Comparator.comparingLong(conversation -> conversation.order))
        .forEach(conversation -> {
          revisions.add(revision(conversation, rows, ruling, at));
          save(conversation, turn);
        });
    apply(ruling.policy(), revisions, turn, at);
  }

  /// Finds the row of a conversation that came before there were rules.
  interface RowReader {
    Conversation row(Tracked conversation);
  }

  private static boolean revisable(Tracked conversation) {
    return (conversation.stage == Stage.QUEUED || conversation.stage == Stage.AFTER_HOURS)
        && conversation.attention != Attention.CALLBACK;
  }

  private Event.Revision revision(Tracked conversation, RowReader rows, Ruling ruling, Instant at) {
    var arrival = conversation.arrival;
    var learned =
        arrival == null
            ? inquiry.learn(rows.row(conversation), ruling)
            : new Inquiry.Learned(conversation.centre, arrival.facts(), null, null, null);
    conversation.centre = learned.centre();
    var set = ruling.set(learned.centre());
    var queue = kept(conversation.queue, set);
    if (queue.isEmpty()) {
      return classify(conversation, learned, ruling, at);
    }
    var facts = inquiry.facts(set, learned.facts(), conversation.id, conversation.waitingSince);
    return revised(
        conversation,
        learned,
        Placing.keep(set, facts, at.toEpochMilli(), queue.get(), lost(conversation)),
        ruling);
  }

  private static boolean lost(Tracked conversation) {
    var arrival = conversation.arrival;
    return arrival != null && arrival.boostLost();
  }

  private Optional<QueueRule> kept(QueueId queue, RuleSet set) {
    return set.queue(book.name(queue));
  }

  private void apply(Policy policy, List<Event.Revision> revisions, Turn turn, Instant at) {
    commands.feed(new Event.RulesApplied(at.toEpochMilli(), policy, revisions), turn, null);
  }
}
