package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import kr.ondam.rules.Deadlines.Deadline;
import kr.ondam.rules.Effect.AssignedHow;
import kr.ondam.rules.PartitionState.AgentState;
import kr.ondam.rules.PartitionState.ConversationState;

/// The routing of one tenant: a state machine with a single writer, no clock and no chance in it.
///
/// The same events give the same effects in every run, also when the partition is stored and
/// restored in between.
public final class Partition {
  /// Stands for no agent.
  public static final long NOBODY = -1;

  private final Floor floor;
  private final WaitingRoom waiting = new WaitingRoom();
  private final Deadlines deadlines = new Deadlines();
  private final Matching matching;
  private final Moves moves;
  private final Policy policy;
  private final Handling handling;
  private long now;

  /// Starts from a stored state, or from [PartitionState#EMPTY].
  public Partition(Policy policy, PartitionState state) {
    this.policy = policy;
    floor = new Floor(policy.strategy());
    matching = new Matching(policy, floor, waiting);
    moves = new Moves(policy, floor, waiting, deadlines, matching, state.nextOffer());
    handling = new Handling(floor, moves, matching);
    now = state.time();
    restore(state);
  }

  /// Applies an event: first all timers due by then, each at its own time and with matching after
  /// it, then the event, then matching. The instant must not be before the last one, see [#time].
  public List<Effect> apply(Event event) {
    if (event.at() < now) {
      throw new IllegalArgumentException("at: " + event.at() + " (expected: >= " + now + ")");
    }
    for (Deadline due = deadlines.poll(event.at()); due != null; due = deadlines.poll(event.at())) {
      // A restored partition may find a timer that was due before its last event.
      now = Math.max(now, due.due());
      fire(due);
      match();
    }
    now = event.at();
    handling.handle(event);
    match();
    return moves.drain();
  }

  /// When the host must send a [Event.Tick] if nothing else happens before.
  public OptionalLong nextDue() {
    return deadlines.next();
  }

  /// Instant of the last event, epoch milliseconds.
  public long time() {
    return now;
  }

  /// Everything the partition knows.
  public PartitionState state() {
    List<AgentState> agents = new ArrayList<>();
    for (Seat seat : floor.seats()) {
      agents.add(new AgentState(seat.id, seat.profile, seat.since, seat.handled, seat.missed));
    }
    List<ConversationState> conversations = new ArrayList<>();
    for (Item item : moves.items().values()) {
      conversations.add(snapshot(item));
    }
    return new PartitionState(now, moves.nextOffer, agents, conversations);
  }

  /// One conversation, empty when the partition does not know it.
  public Optional<ConversationState> conversation(long conversation) {
    return Optional.ofNullable(moves.item(conversation)).map(Partition::snapshot);
  }

  /// How an agent stands, empty when the partition does not know the agent.
  public Optional<AgentLoad> agent(long agent) {
    return Optional.ofNullable(floor.seat(agent)).map(Partition::load);
  }

  /// How all agents stand, by id.
  public List<AgentLoad> agents() {
    return floor.seats().stream().map(Partition::load).toList();
  }

  /// How many conversations wait in all queues; offered ones do not wait.
  public int waiting() {
    return waiting.count();
  }

  /// How many conversations wait in a queue.
  public int waiting(long queue) {
    return waiting.count(queue);
  }

  /// Arrival of the oldest conversation that waits in a queue.
  public OptionalLong oldest(long queue) {
    for (Item item : waiting.in(queue)) {
      return OptionalLong.of(item.ticket.arrivedAt());
    }
    return OptionalLong.empty();
  }

  /// Place of a waiting conversation in its queue's order of service, from 1; 0 when it does not
  /// wait. Looks at the whole queue.
  public int position(long conversation) {
    Item item = moves.item(conversation);
    if (item == null || !item.waits()) {
      return 0;
    }
    int position = 1;
    for (Item other : waiting.in(item.ticket.demand().queue())) {
      position += other != item && other.precedes(item, now) ? 1 : 0;
    }
    return position;
  }

  /// The conversations waiting in a queue, in the order of service.
  public List<Long> waitingIn(long queue) {
    List<Item> items = new ArrayList<>();
    waiting.in(queue).forEach(items::add);
    items.sort((one, other) -> one == other ? 0 : one.precedes(other, now) ? -1 : 1);
    return items.stream().map(Item::id).toList();
  }

  private void fire(Deadline due) {
    Item item = moves.item(due.arrival().conversation());
    if (item == null) {
      throw new IllegalStateException("timer without a conversation: " + due);
    }
    switch (due.kind()) {
      case OFFER -> handling.expire(item, now);
      case WRAP_UP -> moves.release(item, handling.holder(item), now);
      case RELAXATION -> moves.relax(item, now);
      case STICKY -> moves.unstick(item);
      case EXCLUSION -> moves.unexclude(item, due.agent());
    }
  }

  private void match() {
    for (Matching.Pair pair = matching.next(now); pair != null; pair = matching.next(now)) {
      moves.leaveQueue(pair.item());
      if (policy.automatic()) {
        moves.assign(pair.item(), pair.seat(), AssignedHow.AUTOMATIC, pair.decision(), now);
      } else {
        moves.offer(pair.item(), pair.seat(), NOBODY, pair.decision(), now);
      }
    }
    handling.forgetFavourite();
  }

  private void restore(PartitionState state) {
    TreeMap<Long, Seat> seats = new TreeMap<>();
    for (AgentState agent : state.agents()) {
      Seat seat = new Seat(agent.agent(), agent.profile(), agent.since());
      seat.handled = agent.handled();
      seat.missed = agent.missed();
      seats.put(seat.id, seat);
    }
    for (ConversationState stored : state.conversations()) {
      Item item = item(stored);
      long holder = item.place.holder();
      if (holder != NOBODY) {
        Seat seat = seats.get(holder);
        if (seat == null) {
          throw new IllegalArgumentException(
              "agent of conversation " + item.id() + ": " + holder + " (expected: a known agent)");
        }
        seat.items.put(item.arrival, item);
      }
      moves.restore(item);
    }
    for (Seat seat : seats.values()) {
      seat.weigh();
      floor.add(seat);
      matching.touch(seat);
    }
  }

  private static Item item(ConversationState stored) {
    Item item = new Item(stored.ticket());
    item.place = stored.place();
    item.front = stored.front();
    item.step = stored.step();
    item.heldFor = stored.heldFor();
    item.heldUntil = stored.heldUntil();
    item.excluded.putAll(stored.excluded());
    return item;
  }

  private static ConversationState snapshot(Item item) {
    long until = item.heldFor == NOBODY ? 0 : item.heldUntil;
    return new ConversationState(
        item.ticket, item.place, item.front, item.step, item.heldFor, until, item.excluded);
  }

  private static AgentLoad load(Seat seat) {
    int offered = 0;
    int held = 0;
    int wrappingUp = 0;
    for (Item item : seat.items.values()) {
      switch (item.place) {
        case Place.Waiting _ -> {}
        case Place.Offered _ -> offered++;
        case Place.Held _ -> held++;
        case Place.WrapUp _ -> wrappingUp++;
      }
    }
    return new AgentLoad(
        seat.id,
        seat.profile,
        seat.since,
        seat.load,
        offered,
        held,
        wrappingUp,
        seat.items.values().stream().map(Item::id).toList());
  }

  /// How an agent stands.
  ///
  /// @param since last assignment or start of being idle
  /// @param load weight units in use
  /// @param conversations offered, held and in wrap-up, by arrival
  public record AgentLoad(
      long agent,
      AgentProfile profile,
      long since,
      int load,
      int offered,
      int held,
      int wrappingUp,
      List<Long> conversations) {}
}
