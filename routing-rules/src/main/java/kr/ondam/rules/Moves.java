package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kr.ondam.rules.Deadlines.Deadline;
import kr.ondam.rules.Deadlines.Kind;
import kr.ondam.rules.Effect.AssignedHow;
import kr.ondam.rules.Effect.Cause;
import kr.ondam.rules.Effect.OfferEnd;
import org.jspecify.annotations.Nullable;

/// The moves a conversation can make between its places. Each keeps slots, order of service, timers
/// and effects in step.
final class Moves {
  private final Policy policy;
  private final Floor floor;
  private final WaitingRoom waiting;
  private final Deadlines deadlines;
  private final Matching matching;
  private final TreeMap<Long, Item> items = new TreeMap<>();
  private final ArrayList<Effect> effects = new ArrayList<>();
  long nextOffer;

  Moves(
      Policy policy,
      Floor floor,
      WaitingRoom waiting,
      Deadlines deadlines,
      Matching matching,
      long nextOffer) {
    this.policy = policy;
    this.floor = floor;
    this.waiting = waiting;
    this.deadlines = deadlines;
    this.matching = matching;
    this.nextOffer = nextOffer;
  }

  TreeMap<Long, Item> items() {
    return items;
  }

  @Nullable Item item(long conversation) {
    return items.get(conversation);
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  List<Effect> drain() {
    List<Effect> drained = List.copyOf(effects);
    effects.clear();
    return drained;
  }

  /// Puts a conversation that is nowhere into its queue; overdue relaxations apply at once.
  void enqueue(Item item, Cause cause, long now) {
    Demand demand = item.ticket.demand();
    item.place = new Place.Waiting();
    emit(new Effect.Queued(now, item.id(), demand.queue(), item.front, cause));
    int due = demand.stepsAt(now - item.ticket.arrivedAt());
    while (item.step < due) {
      item.step++;
      emit(new Effect.Relaxed(now, item.id(), item.step));
    }
    wait(item);
  }

  private void wait(Item item) {
    file(item);
    matching.touch(item);
  }

  private void file(Item item) {
    waiting.add(item);
    List<Relaxation> relaxations = item.ticket.demand().relaxations();
    if (item.step < relaxations.size()) {
      deadlines.add(relaxation(item));
    }
    if (item.heldFor != Partition.NOBODY) {
      deadlines.add(Deadline.of(Kind.STICKY, item, item.heldUntil));
    }
  }

  /// Takes a conversation out of the queue, with its timers; nobody is preferred from then on.
  void leaveQueue(Item item) {
    waiting.remove(item);
    if (item.step < item.ticket.demand().relaxations().size()) {
      deadlines.remove(relaxation(item));
    }
    if (item.heldFor != Partition.NOBODY) {
      deadlines.remove(Deadline.of(Kind.STICKY, item, item.heldUntil));
    }
    item.heldFor = Partition.NOBODY;
    item.favourite = Partition.NOBODY;
  }

  void relax(Item item, long now) {
    waiting.remove(item);
    item.step++;
    emit(new Effect.Relaxed(now, item.id(), item.step));
    wait(item);
  }

  void unstick(Item item) {
    waiting.remove(item);
    item.heldFor = Partition.NOBODY;
    wait(item);
  }

  void exclude(Item item, long agent, long now) {
    if (policy.exclusionMillis() == 0) {
      return;
    }
    long until = now + policy.exclusionMillis();
    Long before = item.excluded.put(agent, until);
    if (before != null) {
      deadlines.remove(exclusion(item, agent, before));
    }
    deadlines.add(exclusion(item, agent, until));
  }

  void unexclude(Item item, long agent) {
    Long until = item.excluded.remove(agent);
    if (until != null) {
      deadlines.remove(exclusion(item, agent, until));
    }
    if (item.waits()) {
      matching.touch(item);
    }
  }

  /// Gives a conversation that is in no slot to an agent, as an offer.
  void offer(Item item, Seat seat, long sender, Decision decision, long now) {
    long expiresAt = now + policy.offerMillis();
    long offer = nextOffer++;
    item.place = new Place.Offered(offer, seat.id, expiresAt, sender);
    floor.take(seat, item, now, true);
    deadlines.add(Deadline.of(Kind.OFFER, item, expiresAt));
    emit(new Effect.OfferMade(now, offer, item.id(), seat.id, expiresAt, sender, decision));
  }

  /// Makes an agent the assignee of a conversation that is in no slot.
  void assign(Item item, Seat seat, AssignedHow how, Decision decision, long now) {
    boolean over = !seat.hasRoom(item.ticket.channel());
    floor.take(seat, item, now, how != AssignedHow.RETURNED);
    hold(item, seat);
    emit(new Effect.Assigned(now, item.id(), seat.id, how, over, decision));
  }

  /// The agent accepts what is offered.
  void accept(Item item, Place.Offered offered, Seat seat, long now) {
    deadlines.remove(Deadline.of(Kind.OFFER, item, offered.expiresAt()));
    seat.missed = 0;
    emit(new Effect.OfferEnded(now, offered.offer(), item.id(), seat.id, OfferEnd.ACCEPTED));
    Decision decision = matching.given(item, seat, now);
    hold(item, seat);
    emit(new Effect.Assigned(now, item.id(), seat.id, AssignedHow.ACCEPTED, false, decision));
  }

  /// Ends an open offer without an assignment; the conversation is then nowhere.
  void endOffer(Item item, Place.Offered offered, Seat seat, OfferEnd end, long now) {
    deadlines.remove(Deadline.of(Kind.OFFER, item, offered.expiresAt()));
    floor.free(seat, item, now, true);
    matching.touch(seat);
    emit(new Effect.OfferEnded(now, offered.offer(), item.id(), seat.id, end));
  }

  /// Ends an open offer; the conversation goes back to who sent it, or waits again.
  void failOffer(Item item, Place.Offered offered, Seat seat, OfferEnd end, long now) {
    endOffer(item, offered, seat, end, now);
    Seat sender = floor.seat(offered.sender());
    if (sender != null
        && sender.profile.availability() != Availability.CLOSED
        && sender.hasRoom(item.ticket.channel())) {
      assign(item, sender, AssignedHow.RETURNED, matching.given(item, sender, now), now);
      return;
    }
    if (end == OfferEnd.DECLINED || end == OfferEnd.EXPIRED) {
      exclude(item, seat.id, now);
    }
    enqueue(item, end.cause(), now);
  }

  /// An offer was declined or has expired: the agent missed it (routing.md 4.5).
  void miss(Item item, Place.Offered offered, Seat seat, OfferEnd end, long now) {
    seat.missed++;
    failOffer(item, offered, seat, end, now);
    if (policy.missesToClose() > 0 && seat.missed >= policy.missesToClose()) {
      emit(new Effect.AgentMissed(now, seat.id, seat.missed));
      seat.missed = 0;
      change(seat, seat.profile.with(Availability.CLOSED), now);
    }
  }

  /// Changes an agent and rescinds the offers that the agent may no longer be given.
  void change(Seat seat, AgentProfile profile, long now) {
    floor.change(seat, profile, now);
    matching.touch(seat);
    for (Item item : List.copyOf(seat.items.values())) {
      if (item.place instanceof Place.Offered offered && !mayKeep(profile, offered)) {
        failOffer(item, offered, seat, OfferEnd.RESCINDED_AGENT_AWAY, now);
      }
    }
  }

  /// Everything of an agent goes back; what was held to the front of its queue.
  void lose(Seat seat, long now) {
    floor.change(seat, seat.profile.with(Availability.CLOSED), now);
    for (Item item : List.copyOf(seat.items.values())) {
      switch (item.place) {
        case Place.Offered offered ->
            failOffer(item, offered, seat, OfferEnd.RESCINDED_AGENT_LOST, now);
        case Place.Held _ -> {
          unassign(item, seat, Cause.AGENT_LOST, now);
          item.front = true;
          enqueue(item, Cause.AGENT_LOST, now);
        }
        case Place.WrapUp _ -> release(item, seat, now);
        case Place.Waiting _ -> throw new IllegalStateException("waits in a slot: " + item.id());
      }
    }
  }

  /// Takes a running conversation from its assignee; it is then nowhere.
  void unassign(Item item, Seat seat, Cause cause, long now) {
    floor.free(seat, item, now, false);
    matching.touch(seat);
    emit(new Effect.Unassigned(now, item.id(), seat.id, cause));
  }

  void wrapUp(Item item, Seat seat, long until, long now) {
    item.place = new Place.WrapUp(seat.id, until);
    deadlines.add(Deadline.of(Kind.WRAP_UP, item, until));
    emit(new Effect.WrapUpStarted(now, item.id(), seat.id, until));
  }

  /// The conversation leaves the partition from an agent's slot.
  void release(Item item, Seat seat, long now) {
    if (item.place instanceof Place.WrapUp wrapUp) {
      deadlines.remove(Deadline.of(Kind.WRAP_UP, item, wrapUp.until()));
    }
    floor.free(seat, item, now, false);
    matching.touch(seat);
    items.remove(item.id());
    emit(new Effect.Released(now, item.id(), seat.id));
  }

  /// The conversation leaves the partition from nowhere.
  void abandon(Item item, long now) {
    clearExclusions(item);
    items.remove(item.id());
    emit(new Effect.Abandoned(now, item.id(), item.ticket.demand().queue()));
  }

  /// Puts a stored conversation back where it was.
  void restore(Item item) {
    items.put(item.id(), item);
    item.excluded.forEach((agent, until) -> deadlines.add(exclusion(item, agent, until)));
    switch (item.place) {
      case Place.Waiting _ -> file(item);
      case Place.Offered offered ->
          deadlines.add(Deadline.of(Kind.OFFER, item, offered.expiresAt()));
      case Place.WrapUp wrapUp -> deadlines.add(Deadline.of(Kind.WRAP_UP, item, wrapUp.until()));
      case Place.Held _ -> {}
    }
  }

  private void hold(Item item, Seat seat) {
    item.place = new Place.Held(seat.id);
    item.front = false;
    clearExclusions(item);
  }

  private void clearExclusions(Item item) {
    item.excluded.forEach((agent, until) -> deadlines.remove(exclusion(item, agent, until)));
    item.excluded.clear();
  }

  private static boolean mayKeep(AgentProfile profile, Place.Offered offered) {
    return switch (profile.availability()) {
      case OPEN -> true;
      case TRANSFERS -> offered.sender() != Partition.NOBODY;
      case CLOSED -> false;
    };
  }

  private static Deadline relaxation(Item item) {
    long after = item.ticket.demand().relaxations().get(item.step).afterMillis();
    return Deadline.of(Kind.RELAXATION, item, item.ticket.arrivedAt() + after);
  }

  private static Deadline exclusion(Item item, long agent, long until) {
    return new Deadline(until, Kind.EXCLUSION, item.arrival, agent);
  }
}
