package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import kr.ondam.rules.Effect.AssignedHow;
import kr.ondam.rules.Effect.Cause;
import kr.ondam.rules.Effect.OfferEnd;
import org.jspecify.annotations.Nullable;

/// The moves a conversation can make between its places. Each keeps slots, order of service, timers
/// and effects in step.
final class Moves {
  private final Setting setting;
  private final Floor floor;
  private final WaitingRoom waiting;
  private final Deadlines deadlines;
  private final Matching matching;
  private final LongMap<Item> items = new LongMap<>();
  private final ArrayList<Effect> effects = new ArrayList<>();
  long nextOffer;

  Moves(
      Setting setting,
      Floor floor,
      WaitingRoom waiting,
      Deadlines deadlines,
      Matching matching,
      long nextOffer) {
    this.setting = setting;
    this.floor = floor;
    this.waiting = waiting;
    this.deadlines = deadlines;
    this.matching = matching;
    this.nextOffer = nextOffer;
  }

  /// All conversations by id.
  List<Item> items() {
    List<Item> all = new ArrayList<>(items.size());
    items.each(all::add);
    all.sort(Comparator.comparingLong(Item::id));
    return all;
  }

  @Nullable Item item(long conversation) {
    return items.get(conversation);
  }

  void add(Item item) {
    items.put(item.id(), item);
  }

  void forget(Item item) {
    deadlines.drop(item);
    items.remove(item.id());
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  List<Effect> drain() {
    List<Effect> drained = List.copyOf(effects);
    effects.clear();
    return drained;
  }

  /// The agent whose slot the conversation takes.
  Seat holder(Item item) {
    Seat seat = floor.seat(item.place.holder());
    if (seat == null) {
      throw new IllegalStateException("conversation " + item.id() + " has an unknown agent");
    }
    return seat;
  }

  /// The conversation's timers may have changed.
  void schedule(Item item) {
    Seat seat = item.place instanceof Place.Held held ? floor.seat(held.agent()) : null;
    item.schedule(seat == null ? 0 : seat.profile.capacity().dormancy().afterMillis());
    deadlines.update(item);
  }

  /// Puts a conversation that is nowhere into its queue; overdue relaxations apply at once.
  void enqueue(Item item, Cause cause, long now) {
    Demand demand = item.demand();
    item.place = Place.Waiting.ONLY;
    emit(new Effect.Queued(now, item.id(), demand.queue(), item.front, cause));
    int due = demand.stepsAt(now - item.ticket.arrivedAt());
    while (item.step < due) {
      item.step++;
      emit(new Effect.Relaxed(now, item.id(), item.step));
    }
    file(item);
    request(item, now);
  }

  /// Lets a conversation wait that is nowhere, without a word.
  void file(Item item) {
    item.place = Place.Waiting.ONLY;
    Strategy own = item.demand().strategy();
    if (own != null) {
      floor.use(own);
    }
    waiting.add(item);
    schedule(item);
    matching.touch(item);
  }

  /// Asks the other partitions when the rules say so (범위: 그룹).
  private void request(Item item, long now) {
    if (item.heldFor == Partition.NOBODY
        && item.shadow == null
        && item.demand().isBeyond(item.step)) {
      item.requested = true;
      emit(
          new Effect.Crossing.Requested(
              now, item.id(), item.ticket, item.step, item.requirement()));
    }
  }

  /// Takes a conversation out of the queue; nobody is preferred from then on.
  ///
  /// @param except the partition that goes on with it, or [Partition#NOBODY]
  void leaveQueue(Item item, long except, long now) {
    waiting.remove(item);
    item.heldFor = Partition.NOBODY;
    if (item.requested) {
      item.requested = false;
      emit(new Effect.Crossing.Withdrawn(now, item.id(), except));
    }
  }

  void relax(Item item, long now) {
    waiting.remove(item);
    item.step++;
    emit(new Effect.Relaxed(now, item.id(), item.step));
    file(item);
    request(item, now);
  }

  void unstick(Item item, long now) {
    waiting.remove(item);
    item.heldFor = Partition.NOBODY;
    file(item);
    request(item, now);
  }

  /// A waiting conversation under new rules; steps are measured from its arrival (routing.md 4.8).
  /// Another longest wait is due once more, although the one before may have been told.
  void revise(Item item, Demand demand, long boostMillis, long now) {
    boolean waits = item.waits();
    if (waits) {
      waiting.remove(item);
    }
    item.overdue &= demand.maxWait().equals(item.demand().maxWait());
    item.ticket = item.ticket.with(demand, boostMillis);
    item.step = demand.stepsAt(now - item.ticket.arrivedAt());
    emit(new Effect.Revised(now, item.id(), demand.queue(), item.step));
    if (waits) {
      if (item.requested && !demand.isBeyond(item.step)) {
        item.requested = false;
        emit(new Effect.Crossing.Withdrawn(now, item.id(), Partition.NOBODY));
      }
      file(item);
      request(item, now);
    }
  }

  /// Keeps a conversation that is nowhere until the next opening.
  void park(Item item, long until, Sticky sticky, long now) {
    item.place = new Place.Parked(until, sticky);
    schedule(item);
    emit(new Effect.Parked(now, item.id(), item.demand().queue(), until));
  }

  void exclude(Item item, long agent, long now) {
    long millis = setting.policy.exclusionMillis();
    if (millis > 0) {
      TreeMap<Long, Long> excluded = item.excluded == null ? new TreeMap<>() : item.excluded;
      excluded.put(agent, now + millis);
      item.excluded = excluded;
    }
  }

  void unexclude(Item item, long agent) {
    if (item.excluded != null) {
      item.excluded.remove(agent);
      item.excluded = item.excluded.isEmpty() ? null : item.excluded;
    }
    schedule(item);
    if (item.waits()) {
      matching.touch(item);
    }
  }

  /// Gives a conversation that is in no slot to an agent, as an offer.
  void offer(Item item, Seat seat, long sender, Decision decision, long now) {
    floor.take(seat, item, now, true);
    propose(item, seat, sender, decision, now);
  }

  /// Offers a conversation that is in the agent's slot already.
  void propose(Item item, Seat seat, long sender, Decision decision, long now) {
    long expiresAt = now + setting.policy.offerMillis();
    long offer = nextOffer++;
    item.place = new Place.Offered(offer, seat.id, expiresAt, sender);
    item.rules = decision.rules();
    schedule(item);
    emit(new Effect.OfferMade(now, offer, item.id(), seat.id, expiresAt, sender, decision));
  }

  /// Makes an agent the assignee of a conversation that is in no slot.
  void assign(Item item, Seat seat, AssignedHow how, Decision decision, long now) {
    boolean over = !seat.hasRoom(item.ticket.channel());
    floor.take(seat, item, now, how != AssignedHow.RETURNED);
    hold(item, seat, how, over, decision, now);
  }

  /// The agent accepts what is offered.
  void accept(Item item, Place.Offered offered, Seat seat, long now) {
    seat.missed = 0;
    emit(new Effect.OfferEnded(now, offered.offer(), item.id(), seat.id, OfferEnd.ACCEPTED));
    Decision decision = matching.agreed(item, seat, now);
    hold(item, seat, AssignedHow.ACCEPTED, false, decision, now);
  }

  /// Makes the agent whose slot it takes the assignee. A shadow belongs to this partition then.
  void hold(Item item, Seat seat, AssignedHow how, boolean over, Decision decision, long now) {
    item.place = new Place.Held(seat.id);
    item.front = false;
    item.excluded = null;
    item.rules = decision.rules();
    schedule(item);
    emit(new Effect.Assigned(now, item.id(), seat.id, how, over, decision));
    Shadow shadow = item.shadow;
    if (shadow != null) {
      item.shadow = null;
      emit(new Effect.Crossing.Kept(now, item.id(), shadow.origin(), shadow.claim()));
    }
  }

  /// Ends an open offer without an assignment; the conversation is then nowhere.
  void endOffer(Item item, Place.Offered offered, Seat seat, OfferEnd end, long now) {
    leaveSlot(item, seat, true, now);
    emit(new Effect.OfferEnded(now, offered.offer(), item.id(), seat.id, end));
  }

  /// Takes a conversation out of its slot.
  void leaveSlot(Item item, Seat seat, boolean undo, long now) {
    floor.free(seat, item, now, undo);
    matching.touch(seat);
    item.place = Place.Waiting.ONLY;
    item.rules = "";
  }

  /// Takes a running conversation from its assignee; it is then nowhere.
  void unassign(Item item, Seat seat, Cause cause, long now) {
    leaveSlot(item, seat, false, now);
    startWait(item, now);
    emit(new Effect.Unassigned(now, item.id(), seat.id, cause));
  }

  /// A new wait begins, with the age kept.
  static void startWait(Item item, long now) {
    item.waitsSince = now;
    item.overdue = false;
  }

  void wrapUp(Item item, Seat seat, long until, long now) {
    place(item, seat, new Place.WrapUp(seat.id, until));
    emit(new Effect.WrapUpStarted(now, item.id(), seat.id, until));
  }

  /// The customer is silent: the conversation takes less of its slot.
  void sleep(Item item, Seat seat, long now) {
    place(item, seat, new Place.Dormant(seat.id));
    matching.touch(seat);
    emit(new Effect.Dormant(now, item.id(), seat.id));
  }

  /// The customer is back: it takes its whole weight, whatever the capacity.
  void wake(Item item, Seat seat, long now) {
    place(item, seat, new Place.Held(seat.id));
    boolean over = seat.isOver(item.ticket.channel());
    emit(new Effect.Woken(now, item.id(), seat.id, over));
  }

  private void place(Item item, Seat seat, Place place) {
    floor.change(seat, _ -> item.place = place);
    schedule(item);
  }

  /// The conversation leaves the partition from an agent's slot.
  void release(Item item, Seat seat, long now) {
    leaveSlot(item, seat, false, now);
    forget(item);
    emit(new Effect.Released(now, item.id(), seat.id));
  }

  /// The conversation leaves the partition from nowhere.
  void abandon(Item item, long now) {
    forget(item);
    emit(new Effect.Abandoned(now, item.id(), item.demand().queue()));
  }

  /// The longest wait is over.
  void overdue(Item item, long now) {
    MaxWait.Action action = item.demand().maxWait().action();
    if (action.leaves()) {
      // Others hear that it is gone first: after Overdue nobody knows it any more.
      leaveQueue(item, Partition.NOBODY, now);
    }
    emit(new Effect.Overdue(now, item.id(), item.demand().queue(), action));
    item.overdue = true;
    if (action.leaves()) {
      forget(item);
    } else {
      schedule(item);
    }
  }

  /// Puts a stored conversation back where it was.
  void restore(Item item) {
    add(item);
    if (item.place instanceof Place.Waiting) {
      file(item);
    } else {
      schedule(item);
    }
  }
}
