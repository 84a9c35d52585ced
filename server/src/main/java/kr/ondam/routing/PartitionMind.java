package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFact.ConversationEnded;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Ticket;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;

/// One partition between a rebuild and the next: the engine, the book beside it, and what each kind
/// of work means to them. Touched only by the partition's thread.
final class PartitionMind {
  private final long epoch;
  private final Book book;
  private final Policy policy;
  private final Duration wrapUpLimit;
  private final EffectWriter writer;
  private final RoutingStore store;
  private Partition engine;
  private Commands commands;

  PartitionMind(
      TenantId tenant,
      long epoch,
      RoutingStore store,
      Policy policy,
      Duration wrapUpLimit,
      TimeOrderedIds ids) {
    this.epoch = epoch;
    this.store = store;
    this.policy = policy;
    this.wrapUpLimit = wrapUpLimit;
    book = new Book(tenant);
    writer = new EffectWriter(book, policy, ids);
    engine = new Partition(policy, PartitionState.EMPTY);
    commands = new Commands(book, engine, writer, store);
  }

  long epoch() {
    return epoch;
  }

  /// The instant itself, or the engine's when that is later.
  Instant notBefore(Instant instant) {
    var last = Instant.ofEpochMilli(engine.time());
    return instant.isBefore(last) ? last : instant;
  }

  PartitionView view() {
    return book.view();
  }

  OptionalLong nextDue() {
    return engine.nextDue();
  }

  void restore(PartitionRows rows, List<Queue> queues, List<User> users, Instant now, Turn turn) {
    book.queues(queues);
    var restoration = new Restoration(book, wrapUpLimit);
    engine = new Partition(policy, restoration.restore(rows, users, now));
    commands = new Commands(book, engine, writer, store);
    for (var conversation : restoration.overUnnoticed()) {
      over(conversation, turn, now);
    }
    for (var conversation : restoration.unqueued()) {
      opened(conversation, turn, now);
    }
    for (var row : rows.unfinished()) {
      if (row.stage() == Stage.ON_HOLD) {
        // Listeners have forgotten over the restart who is held back.
        turn.fact(
            new RoutingFact.StageChanged(
                row.tenant(),
                row.id(),
                Stage.ON_HOLD,
                row.assignee(),
                row.assignee(),
                row.queue(),
                now));
      }
    }
    tick(turn, now);
  }

  /// Queues or users were edited.
  void reload(List<Queue> queues, List<User> users, Turn turn, Instant at) {
    book.queues(queues);
    Set<AgentId> present = new HashSet<>();
    for (var user : users) {
      if (user.has(Role.AGENT) && user.enabled()) {
        present.add(user.agentId());
        book.user(user);
        commands.feed(
            new Event.AgentChanged(
                at.toEpochMilli(),
                book.agents.of(user.agentId()),
                book.requirements().profile(user, book.presence(user.agentId()))),
            turn,
            null);
      }
    }
    for (var user : book.users()) {
      if (!present.contains(user.agentId())) {
        commands.feed(
            new Event.AgentGone(at.toEpochMilli(), book.agents.of(user.agentId())), turn, null);
        book.forgetUser(user.agentId());
      }
    }
  }

  void handle(PartitionWork work, Turn turn, Instant at) {
    switch (work) {
      case PartitionWork.Ask ask ->
          turn.answer(ask.answer(), commands.run(ask.command(), turn, at));
      case PartitionWork.Look look -> turn.look(look.answer());
      case PartitionWork.Opened opened -> opened(opened.conversation(), turn, at);
      case PartitionWork.Referred referred -> referred(referred, turn, at);
      case PartitionWork.Over over -> over(over.ended(), turn, at);
      case PartitionWork.Spoke spoke -> spoke(spoke.conversation(), turn, at);
      case PartitionWork.Tick _ -> tick(turn, at);
    }
  }

  private void tick(Turn turn, Instant at) {
    commands.feed(new Event.Tick(at.toEpochMilli()), turn, null);
  }

  private void opened(Conversation row, Turn turn, Instant at) {
    if (book.conversation(row.id()).isPresent()) {
      return;
    }
    var since = row.openedAt().isAfter(at) ? at : row.openedAt();
    var conversation =
        new Tracked(
            row.id(),
            row.channel(),
            since,
            book.nextOrder(),
            book.classify(row.routingKey()),
            Stage.QUEUED);
    book.add(conversation);
    commands.feed(
        new Event.Arrived(
            at.toEpochMilli(),
            new Ticket(
                book.conversations.of(row.id()),
                Requirements.channel(row.channel()),
                book.demand(conversation.queue),
                0,
                since.toEpochMilli(),
                conversation.order),
            Sticky.NONE),
        turn,
        null);
  }

  /// What the entry point stands for became known: a waiting conversation moves to its queue, a
  /// held one stays.
  private void referred(PartitionWork.Referred referred, Turn turn, Instant at) {
    var tracked = book.conversation(referred.conversation());
    var queue = book.classify(referred.routingKey());
    if (tracked.isEmpty()
        || tracked.get().stage != Stage.QUEUED
        || tracked.get().queue.equals(queue)) {
      return;
    }
    tracked.get().queue = queue;
    commands.feed(
        new Event.TransferredToQueue(
            at.toEpochMilli(), book.conversations.of(referred.conversation()), book.demand(queue)),
        turn,
        null);
  }

  private void over(Conversation row, Turn turn, Instant at) {
    var reason = row.endReason();
    var ended = row.endedAt();
    if (book.conversation(row.id()).isEmpty()) {
      // It came and went without ever having been routed.
      turn.change(new RoutingChange.MoveStage(row.id(), Stage.ABANDONED, null, row.queue()));
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

  private void over(ConversationEnded ended, Turn turn, Instant at) {
    Optional<Tracked> found = book.conversation(ended.conversation());
    if (found.isEmpty()) {
      return;
    }
    long number = book.conversations.of(ended.conversation());
    long now = at.toEpochMilli();
    boolean classified = ended.disposition() != null;
    switch (found.get().stage) {
      case BOT, AFTER_HOURS, QUEUED, OFFERED ->
          commands.feed(new Event.CustomerLeft(now, number), turn, null);
      case ACTIVE, ON_HOLD ->
          commands.feed(
              new Event.Ended(now, number, classified ? 0 : wrapUpLimit.toMillis()), turn, null);
      case WRAP_UP -> {
        if (classified) {
          commands.feed(new Event.WrapUpDone(now, number), turn, null);
        }
      }
      case CLOSED, ABANDONED -> {}
    }
  }

  private void spoke(ConversationId conversation, Turn turn, Instant at) {
    book.conversation(conversation)
        .filter(tracked -> tracked.stage == Stage.ON_HOLD)
        .ifPresent(tracked -> writer.stage(tracked, Stage.ACTIVE, tracked.assignee, turn, at));
  }
}
