package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kr.ondam.rules.Effect.AssignedHow;
import org.jspecify.annotations.Nullable;

/// The routing of one tenant: a state machine with a single writer, no clock and no chance in it.
///
/// The same events give the same effects in every run, also when the partition is stored and
/// restored in between.
public final class Partition {
  /// Stands for no agent.
  public static final long NOBODY = -1;

  private final Setting setting;
  private final Floor floor;
  private final WaitingRoom waiting;
  private final Deadlines deadlines = new Deadlines();
  private final Choosing choosing;
  private final Matching matching;
  private final Moves moves;
  private final Giving giving;
  private final Borders borders;
  private final Handling handling;
  private long now;
  private long hash;
  private @Nullable Tracer tracer;
  private int tracedAhead;

  /// Starts from a stored state, or from [PartitionState#EMPTY].
  public Partition(Policy policy, PartitionState state) {
    setting = new Setting(policy);
    Fit fit = new Fit();
    floor = new Floor(setting, fit, deadlines);
    waiting = new WaitingRoom(fit);
    choosing = new Choosing(setting, floor);
    matching = new Matching(setting, floor, waiting, choosing);
    moves = new Moves(setting, floor, waiting, deadlines, matching, state.nextOffer());
    borders = new Borders(setting, floor, waiting, moves, matching, state.nextClaim());
    giving = new Giving(setting, floor, moves, matching, borders);
    Activation activation = new Activation(setting, floor, moves, matching);
    handling = new Handling(floor, moves, giving, matching, choosing, borders, activation);
    now = state.time();
    hash = state.decisionHash();
    new Storing(floor, moves, matching).restore(state);
  }

  /// Applies an event: first all timers due by then, each at its own time and with matching after
  /// it, then the event, then matching. The instant must not be before the last one, see [#time].
  public List<Effect> apply(Event event) {
    if (event.at() < now) {
      throw new IllegalArgumentException("at: " + event.at() + " (expected: >= " + now + ")");
    }
    for (Timed due = deadlines.due(event.at()); due != null; due = deadlines.due(event.at())) {
      // A restored partition may find a timer that was due before its last event.
      now = Math.max(now, due.due);
      fire(due);
      match();
    }
    now = event.at();
    handling.handle(event);
    match();
    List<Effect> effects = moves.drain();
    hash = DecisionHash.of(hash, effects);
    return effects;
  }

  /// When the host must send a [Event.Tick] if nothing else happens before.
  public OptionalLong nextDue() {
    return deadlines.next();
  }

  /// Instant of the last event, epoch milliseconds.
  public long time() {
    return now;
  }

  /// The rules in force.
  public Policy policy() {
    return setting.policy;
  }

  /// A number over all decisions so far; equal after equal events (I9).
  public long decisionHash() {
    return hash;
  }

  /// From now on every choice of the engine is told with everything that spoke for and against it;
  /// to nobody with null.
  public void trace(@Nullable Tracer to) {
    trace(to, 0);
  }

  /// The same with who waited ahead of what was chosen, which costs the more the more wait.
  ///
  /// @param ahead how many of them at most
  public void trace(@Nullable Tracer to, int ahead) {
    tracer = to;
    tracedAhead = ahead;
  }

  /// Everything the partition knows.
  public PartitionState state() {
    Fairness fairness = setting.policy.fairness();
    List<PartitionState.AgentState> agents =
        floor.seats().stream().map(seat -> Storing.snapshot(seat, fairness, now)).toList();
    List<PartitionState.ConversationState> conversations =
        moves.items().stream().map(Storing::snapshot).toList();
    return new PartitionState(now, moves.nextOffer, borders.nextClaim, hash, agents, conversations);
  }

  /// One conversation, empty when the partition does not know it.
  public Optional<PartitionState.ConversationState> conversation(long conversation) {
    return Optional.ofNullable(moves.item(conversation)).map(Storing::snapshot);
  }

  /// What a conversation waits for, empty when the partition does not know it. Looks at all agents
  /// and at everything that waits in its queue.
  public Optional<Outlook> explain(long conversation) {
    Item item = moves.item(conversation);
    return item == null
        ? Optional.empty()
        : Optional.of(Explaining.outlook(item, position(conversation), floor, choosing, now));
  }

  /// Why an agent could not be given by hand a conversation that is away in another partition, if
  /// it came back now; empty when it could, or when the partition does not know the conversation.
  public Optional<Effect.Refusal> refusal(long conversation, long agent) {
    Item item = moves.item(conversation);
    return item == null ? Optional.empty() : handling.refusal(item, floor.seat(agent));
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
    Item oldest = waiting.oldest(queue);
    return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.ticket.arrivedAt());
  }

  /// Place of a waiting conversation in its queue's order of service, from 1; 0 when it does not
  /// wait. Looks at the whole queue.
  public int position(long conversation) {
    Item item = moves.item(conversation);
    if (item == null || !item.waits()) {
      return 0;
    }
    int position = 1;
    for (Item other : waiting.in(item.demand().queue())) {
      position += other != item && other.precedes(item, now) ? 1 : 0;
    }
    return position;
  }

  /// The conversations waiting in a queue, in the order of service.
  public List<Long> waitingIn(long queue) {
    List<Item> items = new ArrayList<>(waiting.in(queue));
    items.sort((one, other) -> one == other ? 0 : one.precedes(other, now) ? -1 : 1);
    return items.stream().map(Item::id).toList();
  }

  private void fire(Timed due) {
    switch (due) {
      case Seat _ -> refresh(due.due);
      case Item item -> fire(item);
    }
  }

  /// Who had enough and has not any more; all of one instant before the match.
  private void refresh(long at) {
    while (deadlines.due(at) instanceof Seat seat) {
      floor.reckon(seat, now);
      matching.touch(seat);
    }
  }

  private void fire(Item item) {
    switch (item.kind) {
      case OFFER -> handling.expire(item, now);
      case WRAP_UP -> moves.release(item, moves.holder(item), now);
      case RELAXATION -> moves.relax(item, now);
      case STICKY -> moves.unstick(item, now);
      case EXCLUSION -> moves.unexclude(item, item.firstExcluded());
      case MAX_WAIT -> moves.overdue(item, now);
      case DORMANCY -> moves.sleep(item, moves.holder(item), now);
      case OPENING -> handling.open(item, now);
      case FAIRNESS -> throw new IllegalStateException("not of a conversation");
    }
  }

  private void match() {
    for (Matching.Pair pair = matching.next(now); pair != null; pair = matching.next(now)) {
      give(pair.item(), pair.seat(), pair.decision());
    }
    choosing.forget();
  }

  private void give(Item item, Seat seat, Decision decision) {
    if (tracer != null) {
      tracer.decided(
          Explaining.trace(
              item, seat, decision, floor, choosing, waiting.before(item, tracedAhead, now)));
    }
    Shadow shadow = item.shadow;
    if (shadow != null) {
      borders.claim(item, shadow, seat, decision, now);
      return;
    }
    moves.leaveQueue(item, NOBODY, now);
    if (setting.policy.automatic()) {
      moves.assign(item, seat, AssignedHow.AUTOMATIC, decision, now);
    } else {
      moves.offer(item, seat, NOBODY, decision, now);
    }
    floor.chose(seat, now);
  }

  private static AgentLoad load(Seat seat) {
    int offered = 0;
    int held = 0;
    int dormant = 0;
    int wrappingUp = 0;
    for (Item item : seat.items) {
      switch (item.place) {
        case Place.Offered _, Place.Claimed _ -> offered++;
        case Place.Held _ -> held++;
        case Place.Dormant _ -> dormant++;
        case Place.WrapUp _ -> wrappingUp++;
        case Place.Waiting _, Place.Parked _, Place.Away _ -> {}
      }
    }
    return new AgentLoad(
        seat.id,
        seat.profile,
        seat.since,
        seat.load,
        offered,
        held,
        dormant,
        wrappingUp,
        seat.items.stream().map(Item::id).toList());
  }

  /// How an agent stands.
  ///
  /// @param since last assignment or start of being idle
  /// @param load weight units in use
  /// @param offered open offers and claims
  /// @param conversations whatever takes a slot, by arrival
  public record AgentLoad(
      long agent,
      AgentProfile profile,
      long since,
      int load,
      int offered,
      int held,
      int dormant,
      int wrappingUp,
      List<Long> conversations) {}
}
