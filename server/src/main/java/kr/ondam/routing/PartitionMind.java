package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.Policy;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import org.jspecify.annotations.Nullable;

/// One partition between a rebuild and the next: the engine, the book beside it, and what each kind
/// of work means to them. Touched only by the partition's thread.
final class PartitionMind {
  private static final ZoneId DAYS = ZoneId.of("Asia/Seoul");

  private final long epoch;
  private final Book book;
  private final Inquiry inquiry;
  private final Policy usual;
  private final Duration wrapUpLimit;
  private final OverflowAgreements agreements;
  private final Crossings crossings;
  private final EffectWriter writer;
  private final RoutingLog log;
  private final RoutingSources sources;
  private Partition engine;
  private Commands commands;
  private Course course;
  private LocalDate day = LocalDate.EPOCH;

  /// @param usual the policy of a tenant without rules
  /// @param listening held conversations whose messages the partition wants to know about
  PartitionMind(
      TenantId tenant,
      long epoch,
      RoutingSources sources,
      Policy usual,
      Duration wrapUpLimit,
      TimeOrderedIds ids,
      Set<ConversationId> listening,
      OverflowAgreements agreements) {
    this.epoch = epoch;
    this.sources = sources;
    this.usual = usual;
    this.wrapUpLimit = wrapUpLimit;
    inquiry = new Inquiry(tenant, sources);
    this.agreements = agreements;
    book = new Book(tenant, inquiry::centre, agreements.crosses(tenant));
    listening.clear();
    writer = new EffectWriter(book, ids, listening);
    crossings =
        new Crossings(
            new Overflow(book, writer, agreements, this::name, ids),
            new Guests(book, agreements, ids));
    writer.crossings(crossings.overflow(), crossings.guests());
    log = new RoutingLog(book);
    engine = new Partition(usual, PartitionState.EMPTY);
    commands = new Commands(book, engine, writer, log, sources.routing(), crossings);
    course = new Course(book, inquiry, commands, writer, sources, wrapUpLimit, crossings);
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
    return book.view(engine);
  }

  OptionalLong nextDue() {
    return crossings.nextDue(engine.nextDue());
  }

  /// @param ruling null where no rules are in force
  void restore(
      PartitionRows rows,
      List<Queue> queues,
      List<User> users,
      @Nullable Ruling ruling,
      Instant now,
      Turn turn) {
    inquiry.reload();
    book.ruling(ruling);
    queues(queues, turn);
    day = now.atZone(DAYS).toLocalDate();
    var restoration = new Restoration(book, inquiry, wrapUpLimit);
    var state = restoration.restore(rows, users, given(now), now, epoch, turn);
    engine = new Partition(policy(), state);
    writer.use(engine);
    commands = new Commands(book, engine, writer, log, sources.routing(), crossings);
    course = new Course(book, inquiry, commands, writer, sources, wrapUpLimit, crossings);
    log.begin(rows.lastEvent(), policy(), state, turn);
    trace();
    crossings.overflow().restored();
    Set<TenantId> partners = new LinkedHashSet<>(agreements.partners(book.tenant));
    partners.addAll(crossings.overflow().grantees());
    book.guests().forEach(guest -> partners.add(guest.owner));
    partners.forEach(partner -> turn.send(partner, crossings.restarted(partner)));
    restoration
        .leaving()
        .forEach(conversation ->
            writer.waits().notice(conversation, RoutingFact.Notice.CALLBACK, turn, now));
    book.all().forEach(writer::listen);
    restoration.missed().forEach(conversation -> writer.saveEntry(conversation, turn));
    for (var conversation : restoration.overUnnoticed()) {
      course.over(conversation, turn, now);
    }
    for (var conversation : restoration.unqueued()) {
      course.opened(conversation, turn, now);
    }
    remind(rows, turn, now);
    if (ruling != null) {
      course.catchUp(ruling, turn, now);
    }
    tick(turn, now);
  }

  /// Listeners have forgotten over the restart who is held back, and who was to be told something.
  private void remind(PartitionRows rows, Turn turn, Instant now) {
    for (var row : rows.unfinished()) {
      if (row.stage() == Stage.ON_HOLD) {
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
    for (var conversation : book.all()) {
      if (conversation.parkedUntil != null) {
        writer.waits().notice(conversation, RoutingFact.Notice.AFTER_HOURS, turn, now);
      }
    }
  }

  private Restoration.Given given(Instant now) {
    Map<AgentId, Integer> today = new HashMap<>();
    Map<AgentId, List<Long>> lastHour = new HashMap<>();
    if (book.ruling().isPresent()) {
      var midnight = day.atStartOfDay(DAYS).toInstant();
      var hourAgo = now.minus(Duration.ofHours(1));
      var from = hourAgo.isBefore(midnight) ? hourAgo : midnight;
      for (var segment : sources.routing().segmentsSince(book.tenant, from)) {
        var at = segment.acceptedAt();
        if (!at.isBefore(midnight)) {
          today.merge(segment.agent(), 1, Integer::sum);
        }
        if (at.isAfter(hourAgo)) {
          lastHour.computeIfAbsent(segment.agent(), _ -> new ArrayList<>()).add(at.toEpochMilli());
        }
      }
    }
    lastHour.values().forEach(Collections::sort);
    return new Restoration.Given(today, lastHour);
  }

  private Policy policy() {
    return book.ruling().map(Ruling::policy).orElse(usual);
  }

  /// Brings the stored queues in step with the rules.
  private void queues(List<Queue> stored, Turn turn) {
    var wanted = QueueRows.of(book.tenant, stored, book.ruling().orElse(null));
    QueueRows.changed(stored, wanted)
        .forEach(queue -> turn.change(new RoutingChange.SaveQueue(queue)));
    book.queues(wanted);
  }

  /// Queues, centres or users were edited.
  void reload(List<Queue> queues, List<User> users, Turn turn, Instant at) {
    inquiry.reload();
    queues(queues, turn);
    Set<AgentId> present = new HashSet<>();
    for (var user : users) {
      if (user.has(Role.AGENT) && user.enabled()) {
        present.add(user.agentId());
        book.user(user);
        changed(user, turn, at);
      }
    }
    for (var user : book.users()) {
      if (!present.contains(user.agentId())) {
        crossings.guests().leave(user.agentId(), commands, turn, at);
        commands.feed(
            new Event.AgentGone(at.toEpochMilli(), book.agents.of(user.agentId())), turn, null);
        book.forgetUser(user.agentId());
      }
    }
    trace();
  }

  private void changed(User user, Turn turn, Instant at) {
    commands.feed(
        new Event.AgentChanged(
            at.toEpochMilli(),
            book.agents.of(user.agentId()),
            book.profile(user, book.presence(user.agentId()))),
        turn,
        null);
  }

  /// Other rules come into force. Answers false, changing nothing, when the partition has to be
  /// built anew for them, because it had none before, has none from now on, or too much is numbered
  /// that no rule names any more.
  boolean activate(RuleBook rules, String tenant, List<Queue> queues, Turn turn, Instant at) {
    var before = book.ruling();
    if (before.isEmpty()) {
      return Ruling.of(rules, tenant).isEmpty();
    }
    var next = before.get().next(rules);
    if (next.isEmpty() || next.get().crowded()) {
      return false;
    }
    if (next.get().version().equals(before.get().version())) {
      return true;
    }
    newDay(turn, at);
    book.ruling(next.get());
    queues(queues, turn);
    // First the agents: what they can do is written so that it also answers what was asked before.
    book.users().forEach(user -> changed(user, turn, at));
    course.revise(next.get(), turn, at);
    book.all().forEach(writer::listen);
    return true;
  }

  void handle(PartitionWork work, Turn turn, Instant at) {
    newDay(turn, at);
    switch (work) {
      case PartitionWork.Ask ask -> answer(ask, turn, at);
      case PartitionWork.Cross(var from, var message) ->
          crossings.hear(from, message, commands, turn, at);
      case PartitionWork.Look look -> turn.look(look.answer());
      case PartitionWork.Explain explain ->
          turn.explain(explain.answer(), WaitReports.of(explain.conversation(), book, engine));
      case PartitionWork.Opened opened -> course.opened(opened.conversation(), turn, at);
      case PartitionWork.Referred referred -> course.referred(referred, turn, at);
      case PartitionWork.Over over -> course.over(over.ended(), turn, at);
      case PartitionWork.Spoke spoke -> course.spoke(spoke, turn, at);
      case PartitionWork.Tick _, PartitionWork.Activate _ -> tick(turn, at);
    }
  }

  /// Whoever accepts a conversation of another tenant is told when its owner has stored that.
  private void answer(PartitionWork.Ask ask, Turn turn, Instant at) {
    var result = commands.run(ask.command(), turn, at);
    boolean waits =
        result instanceof RoutingResult.Accepted(var offer)
            && offer.owner() != null
            && turn.confirm(offer.id(), ask.answer(), result);
    if (!waits) {
      turn.answer(ask.answer(), result);
    }
  }

  private String name(TenantId id) {
    return sources.tenants().tenants().stream()
        .filter(known -> known.id().equals(id))
        .map(Tenant::name)
        .findFirst()
        .orElse(id.value());
  }

  /// Counts of a day begin with the first thing that happens in it.
  private void newDay(Turn turn, Instant at) {
    var today = at.atZone(DAYS).toLocalDate();
    if (today.isAfter(day)) {
      day = today;
      commands.feed(new Event.DayStarted(at.toEpochMilli()), turn, null);
    }
  }

  private void tick(Turn turn, Instant at) {
    commands.feed(new Event.Tick(at.toEpochMilli()), turn, null);
    crossings.tick(commands, turn, at);
  }

  /// Looking at everybody for each choice is for partitions that a person can still read.
  private void trace() {
    engine.trace(book.users().size() <= WaitReports.READABLE ? writer::traced : null);
  }
}
