package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFact.ConversationEnded;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Event;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Ticket;
import kr.ondam.tenant.StoreUnavailable;

/// What the course of a conversation outside means inside its partition: it opens, its entry point
/// becomes known, somebody speaks, it ends; and the rules change meanwhile.
final class Course {
  private final Book book;
  private final Commands commands;
  private final EffectWriter writer;
  private final RoutingSources sources;
  private final Duration wrapUpLimit;
  private final Arrivals arrivals;
  private final Inquiry inquiry;
  private final Crossings crossings;

  /// @param wrapUpLimit of a tenant without rules
  Course(
      Book book,
      Inquiry inquiry,
      Commands commands,
      EffectWriter writer,
      RoutingSources sources,
      Duration wrapUpLimit,
      Crossings crossings) {
    this.book = book;
    this.inquiry = inquiry;
    this.commands = commands;
    this.writer = writer;
    this.sources = sources;
    this.wrapUpLimit = wrapUpLimit;
    this.crossings = crossings;
    arrivals = new Arrivals(book, inquiry, commands, writer);
  }

  /// Other rules are in force.
  void revise(Ruling ruling, Turn turn, Instant at) {
    arrivals.revise(List.copyOf(book.all()), this::row, ruling, turn, at);
  }

  /// After a start: what waits under rules that are not in force any more, or came before there
  /// were any.
  void catchUp(Ruling ruling, Turn turn, Instant at) {
    var stale =
        book.all().stream()
            .filter(conversation ->
                conversation.stage == Stage.QUEUED || conversation.stage == Stage.AFTER_HOURS)
            .filter(conversation -> {
              var arrival = conversation.arrival;
              return arrival == null || !arrival.rules().equals(ruling.version());
            })
            .toList();
    if (!stale.isEmpty()) {
      arrivals.revise(stale, this::row, ruling, turn, at);
    }
  }

  private Conversation row(Tracked conversation) {
    return sources
        .conversations()
        .find(book.tenant, conversation.id)
        .orElseThrow(() ->
            new StoreUnavailable("conversation " + conversation.id, new IllegalStateException()));
  }

  private Duration wrapUp(Tracked conversation) {
    return book.wrapUp(conversation).orElse(wrapUpLimit);
  }

  void opened(Conversation row, Turn turn, Instant at) {
    if (book.conversation(row.id()).isPresent()) {
      return;
    }
    var handover = inquiry.handover(row);
    var from = handover.map(handed -> since(row, handed)).orElse(row.openedAt());
    var since = from.isAfter(at) ? at : from;
    var conversation =
        new Tracked(
            row.id(),
            row.channel(),
            since,
            book.nextOrder(),
            handover
                .flatMap(handed -> wished(handed.wish()))
                .orElseGet(() -> book.classify(row.routingKey())),
            Stage.QUEUED);
    conversation.bot = inquiry.botMayHave(row);
    book.add(conversation);
    var ruling = book.ruling();
    if (ruling.isPresent()) {
      arrivals.arrive(conversation, row, ruling.get(), turn, at);
      return;
    }
    commands.feed(
        new Event.Arrived(
            at.toEpochMilli(),
            new Ticket(
                book.conversations.of(row.id()),
                Requirements.channel(row.channel()),
                book.demand(conversation),
                0,
                since.toEpochMilli(),
                conversation.order),
            Sticky.NONE),
        turn,
        null);
  }

  /// It ages from the handover, or goes on ageing when it had waited before the bot had it.
  private Instant since(Conversation row, Handover handover) {
    return sources.routing().arrival(book.tenant, row.id()).map(Arrival::at).orElse(handover.at());
  }

  /// The queue a bot wished for by its id or name; without rules the name is all that counts.
  private Optional<QueueId> wished(HandoverWish wish) {
    var name = wish.queue();
    return name == null
        ? Optional.empty()
        : book.queues().stream()
            .filter(Queue::inForce)
            .filter(queue -> queue.name().equals(name) || queue.id().value().equals(name))
            .map(Queue::id)
            .findFirst();
  }

  /// What the entry point stands for became known: what waits moves to its queue, and so does what
  /// is only offered, because a reference often comes a moment after its message (KK60). A held one
  /// stays.
  void referred(PartitionWork.Referred referred, Turn turn, Instant at) {
    // What is due by now may give it to somebody, who keeps it.
    commands.feed(new Event.Tick(at.toEpochMilli()), turn, null);
    var found = book.conversation(referred.conversation());
    if (found.isEmpty() || !movable(found.get())) {
      return;
    }
    var tracked = found.get();
    var ruling = book.ruling();
    if (ruling.isPresent()) {
      arrivals.refer(tracked, row(tracked), ruling.get(), turn, at);
      return;
    }
    var queue = book.classify(referred.routingKey());
    if (tracked.stage == Stage.AFTER_HOURS || tracked.queue.equals(queue)) {
      return;
    }
    tracked.queue = queue;
    commands.feed(
        new Event.TransferredToQueue(
            at.toEpochMilli(),
            book.conversations.of(referred.conversation()),
            book.demand(tracked)),
        turn,
        null);
  }

  /// Nobody has it, and nobody was asked for by name.
  private static boolean movable(Tracked conversation) {
    return switch (conversation.stage) {
      case QUEUED, AFTER_HOURS -> conversation.attention != Attention.CALLBACK;
      case OFFERED ->
          conversation.grant == null
              && conversation.offer().filter(offer -> offer.transferredBy() == null).isPresent();
      case BOT, ACTIVE, ON_HOLD, WRAP_UP, CLOSED, ABANDONED -> false;
    };
  }

  void over(Conversation row, Turn turn, Instant at) {
    var reason = row.endReason();
    var ended = row.endedAt();
    if (book.conversation(row.id()).isEmpty()) {
      // It came and went without ever having been routed, or while its bot was given it.
      var stage = row.stage() == Stage.BOT ? Stage.CLOSED : Stage.ABANDONED;
      turn.change(new RoutingChange.MoveStage(row.id(), stage, null, row.queue()));
      return;
    }
    over(
        new ConversationEnded(
            row.tenant(),
            row.id(),
            reason == null ? EndReason.SYSTEM : reason,
            row.disposition(),
            ended == null ? at : ended),
        turn,
        at);
  }

  void over(ConversationEnded ended, Turn turn, Instant at) {
    Optional<Tracked> found = book.conversation(ended.conversation());
    if (found.isEmpty()) {
      return;
    }
    if (found.get().attention == Attention.CALLBACK) {
      writer.waits().calledBack(found.get(), turn, at);
      return;
    }
    var grant = found.get().grant;
    if (grant != null && grant.state() == GrantState.ACTIVE) {
      crossings.overflow().over(found.get(), commands, turn, at);
      return;
    }
    long number = book.conversations.of(ended.conversation());
    long now = at.toEpochMilli();
    boolean classified = ended.settled();
    switch (found.get().stage) {
      case BOT, AFTER_HOURS, QUEUED, OFFERED ->
          commands.feed(new Event.CustomerLeft(now, number), turn, null);
      case ACTIVE, ON_HOLD ->
          commands.feed(
              new Event.Ended(now, number, classified ? 0 : wrapUp(found.get()).toMillis()),
              turn,
              null);
      case WRAP_UP -> {
        if (classified) {
          commands.feed(new Event.WrapUpDone(now, number), turn, null);
        }
      }
      case CLOSED, ABANDONED -> {}
    }
  }

  /// A message came or went: the customer's silence ends or begins, and nobody is held back who
  /// speaks.
  void spoke(PartitionWork.Spoke spoke, Turn turn, Instant at) {
    var found = book.conversation(spoke.conversation());
    if (found.isEmpty() || !found.get().stage.held()) {
      return;
    }
    var tracked = found.get();
    long number = book.conversations.of(tracked.id);
    if (!spoke.customer() && !tracked.silent) {
      tracked.silent = true;
      commands.feed(new Event.AgentReplied(at.toEpochMilli(), number), turn, null);
    } else if (spoke.customer() && (tracked.silent || tracked.resting)) {
      tracked.silent = false;
      commands.feed(new Event.CustomerReplied(at.toEpochMilli(), number), turn, null);
    }
    if (spoke.customer() && tracked.stage == Stage.ON_HOLD) {
      writer.stage(tracked, Stage.ACTIVE, tracked.assignee, turn, at);
    }
  }
}
