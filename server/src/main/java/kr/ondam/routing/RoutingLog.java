package kr.ondam.routing;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Effect;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.Place;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Sticky;
import kr.ondam.rules.Ticket;
import tools.jackson.databind.node.ObjectNode;

/// Records what happens to a partition, so that it can be run again; see [RoutingRecord] for what
/// is written. A tick is not: timers fire at their own time, whatever event comes next. Neither is
/// an event that was refused, because it changed nothing.
final class RoutingLog {
  private static final int MOST_REVISIONS = 2_000;

  private final Book book;
  private final Map<Demand, Integer> demands = new HashMap<>();
  private long seq;
  private String rules = "";

  RoutingLog(Book book) {
    this.book = book;
  }

  /// Begins with a state, after the last event that is stored.
  void begin(long lastSeq, Policy policy, PartitionState state, Turn turn) {
    seq = lastSeq;
    demands.clear();
    rules = policy.rules();
    var at = state.time();
    var start = EventCodec.object();
    start.set("policy", EventCodec.policy(policy));
    start.put("nextOffer", state.nextOffer()).put("nextClaim", state.nextClaim());
    start.put("hash", state.decisionHash());
    add(at, "started", start, turn);
    for (var agent : state.agents()) {
      var json = agent(agent.agent(), agent.profile());
      json.put("since", agent.since()).put("handled", agent.handled());
      json.put("missed", agent.missed());
      var chosen = json.putArray("chosen");
      agent.chosen().forEach(chosen::add);
      add(at, "agent_state", json, turn);
    }
    for (var one : state.conversations()) {
      var json = ticket(at, one.ticket(), turn);
      json.put("front", one.front()).put("step", one.step());
      json.put("heldFor", one.heldFor()).put("heldUntil", one.heldUntil());
      json.set("excluded", EventCodec.excluded(one.excluded()));
      json.put("waitsSince", one.waitsSince()).put("overdue", one.overdue());
      json.put("given", one.rules());
      json.set("place", place(one.place()));
      var shadow = one.shadow();
      if (shadow != null) {
        json.putObject("shadow").put("origin", shadow.origin()).put("claim", shadow.claim());
      }
      add(at, "conversation_state", json, turn);
    }
  }

  private static ObjectNode place(Place place) {
    var json = EventCodec.object();
    return switch (place) {
      case Place.Waiting _ -> json.put("is", "waiting");
      case Place.Parked parked -> {
        json.put("is", "parked").put("until", parked.until());
        json.set("sticky", EventCodec.sticky(parked.sticky()));
        yield json;
      }
      case Place.Offered offered ->
          json.put("is", "offered")
              .put("offer", offered.offer())
              .put("agent", offered.agent())
              .put("until", offered.expiresAt())
              .put("sender", offered.sender());
      case Place.Held held ->
          json.put("is", "held").put("agent", held.agent()).put("silent", held.silentSince());
      case Place.Dormant dormant -> json.put("is", "resting").put("agent", dormant.agent());
      case Place.WrapUp wrapUp ->
          json.put("is", "wrapUp").put("agent", wrapUp.agent()).put("until", wrapUp.until());
      case Place.Away away ->
          json.put("is", "away")
              .put("party", away.claimant())
              .put("claim", away.claim())
              .put("leaving", away.leaving());
      case Place.Claimed _ -> throw notHosted(place);
    };
  }

  /// Records an event that was applied, and who became an assignee.
  void record(Event event, List<Effect> effects, Turn turn) {
    if (!refused(event, effects)) {
      write(event, turn);
    }
    for (var effect : effects) {
      if (effect instanceof Effect.Assigned assigned
          && book.guest(assigned.conversation()).isEmpty()) {
        var json = conversation(assigned.conversation());
        add(assigned.at(), "answered", withAgent(json, assigned.agent()), turn);
      }
    }
  }

  private static boolean refused(Event event, List<Effect> effects) {
    for (var effect : effects) {
      if (effect instanceof Effect.Refused refused && refused.event().equals(event)) {
        return true;
      }
    }
    return false;
  }

  private void write(Event event, Turn turn) {
    long at = event.at();
    switch (event) {
      case Event.Arrived e -> arrived(at, e.ticket(), e.sticky(), 0, turn);
      case Event.ArrivedClosed e -> arrived(at, e.ticket(), e.sticky(), e.until(), turn);
      case Event.AgentChanged e -> add(at, "agent", agent(e.agent(), e.profile()), turn);
      case Event.AgentLost e ->
          add(at, "agent_lost", withAgent(EventCodec.object(), e.agent()), turn);
      case Event.AgentGone e ->
          add(at, "agent_gone", withAgent(EventCodec.object(), e.agent()), turn);
      case Event.Accepted e ->
          add(at, "accepted", offer(e.offer(), e.conversation(), e.agent()), turn);
      case Event.Declined e ->
          add(at, "declined", offer(e.offer(), e.conversation(), e.agent()), turn);
      case Event.AgentReplied e -> add(at, "agent_replied", conversation(e.conversation()), turn);
      case Event.CustomerReplied e ->
          add(at, "customer_replied", conversation(e.conversation()), turn);
      case Event.Ended e ->
          add(at, kind(e), conversation(e.conversation()).put("wrapUp", e.wrapUpMillis()), turn);
      case Event.WrapUpDone e -> add(at, "wrap_up_done", conversation(e.conversation()), turn);
      case Event.CustomerLeft e -> add(at, "left", conversation(e.conversation()), turn);
      case Event.TransferredToQueue e ->
          add(
              at,
              "transferred",
              conversation(e.conversation()).put("demand", demand(at, e.demand(), turn)),
              turn);
      case Event.TransferredToAgent e ->
          add(at, "transferred_to", withAgent(conversation(e.conversation()), e.agent()), turn);
      case Event.AssignedByHand e ->
          add(
              at,
              "given",
              withAgent(conversation(e.conversation()), e.agent()).put("override", e.override()),
              turn);
      case Event.RulesApplied e -> applied(e, turn);
      case Event.Revised e ->
          add(
              at,
              "revised",
              revision(at, e.revision(), conversation(e.revision().conversation()), turn)
                  .put("elsewhere", e.elsewhere()),
              turn);
      case Event.DayStarted _ -> add(at, "day", EventCodec.object(), turn);
      case Event.Tick _ -> {}
      case Event.Crossing crossing -> crossed(crossing, turn);
      case Event.Parked _, Event.AgentUnresponsive _, Event.FellSilent _ -> throw notHosted(event);
    }
  }

  /// The end of a guest says nothing about the tenant's own day.
  private String kind(Event.Ended event) {
    return book.guest(event.conversation()).isPresent() ? "crossing_over" : "ended";
  }

  private void crossed(Event.Crossing event, Turn turn) {
    long at = event.at();
    switch (event) {
      case Event.Crossing.Requested e ->
          add(
              at,
              "crossing_requested",
              ticket(at, e.ticket(), turn).put("party", e.origin()),
              turn);
      case Event.Crossing.Withdrawn e ->
          add(at, "crossing_withdrawn", conversation(e.conversation()), turn);
      case Event.Crossing.Claimed e ->
          add(at, "crossing_claimed", claim(e.conversation(), e.claimant(), e.claim()), turn);
      case Event.Crossing.Granted e ->
          add(at, "crossing_granted", claim(e.conversation(), e.origin(), e.claim()), turn);
      case Event.Crossing.Denied e ->
          add(at, "crossing_denied", claim(e.conversation(), 0, e.claim()), turn);
      case Event.Crossing.GivenBack e ->
          add(at, "crossing_given_back", claim(e.conversation(), e.claimant(), e.claim()), turn);
      case Event.Crossing.CameBack e ->
          add(
              at,
              "crossing_came_back",
              claim(e.conversation(), e.claimant(), e.claim()).put("front", e.front()),
              turn);
      case Event.Crossing.Kept e ->
          add(at, "crossing_kept", claim(e.conversation(), e.claimant(), e.claim()), turn);
    }
  }

  private ObjectNode claim(long number, long party, long claim) {
    return conversation(number).put("party", party).put("claim", claim);
  }

  private static IllegalStateException notHosted(Object what) {
    return new IllegalStateException("this host does not use " + what.getClass().getSimpleName());
  }

  private void arrived(long at, Ticket ticket, Sticky sticky, long until, Turn turn) {
    var json = ticket(at, ticket, turn);
    var tracked = book.conversation(ticket.conversation());
    json.put("queue", book.name(tracked.queue));
    json.put("centre", tracked.centre);
    json.set("sticky", EventCodec.sticky(sticky));
    json.put("until", until);
    var facts = json.putObject("facts");
    var arrival = tracked.arrival;
    if (arrival != null) {
      arrival.facts().forEach(facts::put);
    }
    add(at, "arrived", json, turn);
  }

  private void applied(Event.RulesApplied event, Turn turn) {
    long at = event.at();
    var json = EventCodec.object();
    var revisions = json.putArray("revisions");
    for (var revision : event.revisions()) {
      if (revisions.size() == MOST_REVISIONS) {
        add(at, "revisions", json, turn);
        json = EventCodec.object();
        revisions = json.putArray("revisions");
      }
      revision(
          at, revision, revisions.addObject().put("conversation", revision.conversation()), turn);
    }
    rules = event.policy().rules();
    json.set("policy", EventCodec.policy(event.policy()));
    add(at, "rules", json, turn);
  }

  private ObjectNode revision(long at, Event.Revision revision, ObjectNode json, Turn turn) {
    return json.put("demand", demand(at, revision.demand(), turn))
        .put("boost", revision.boostMillis())
        .put("until", revision.until());
  }

  /// What is asked for is written once and then named by its number.
  private int demand(long at, Demand demand, Turn turn) {
    var known = demands.get(demand);
    if (known != null) {
      return known;
    }
    int number = demands.size();
    demands.put(demand, number);
    add(at, "demand", EventCodec.demand(demand).put("number", number), turn);
    return number;
  }

  private ObjectNode ticket(long at, Ticket ticket, Turn turn) {
    return conversation(ticket.conversation())
        .put("channel", ticket.channel())
        .put("demand", demand(at, ticket.demand(), turn))
        .put("boost", ticket.boostMillis())
        .put("arrivedAt", ticket.arrivedAt())
        .put("order", ticket.seq());
  }

  private ObjectNode conversation(long number) {
    return EventCodec.object()
        .put("conversation", number)
        .put("conversationId", book.conversations.id(number).toString());
  }

  private ObjectNode offer(long offer, long conversation, long agent) {
    return withAgent(conversation(conversation), agent).put("offer", offer);
  }

  private ObjectNode withAgent(ObjectNode json, long agent) {
    json.put("agent", agent);
    if (agent != Partition.NOBODY) {
      json.put("agentId", book.agents.id(agent).toString());
    }
    return json;
  }

  private ObjectNode agent(long number, AgentProfile profile) {
    var json = withAgent(EventCodec.object(), number);
    json.set("profile", EventCodec.profile(profile));
    book.user(book.agents.id(number))
        .ifPresent(user -> {
          json.put("login", user.login());
          json.put("centre", book.centre(user));
          json.put("capacity", user.capacity());
          var skills = json.putObject("skills");
          user.skills().forEach(skills::put);
          json.put("presence", book.presence(user.agentId()).name());
        });
    return json;
  }

  private void add(long at, String kind, ObjectNode body, Turn turn) {
    turn.change(
        new RoutingChange.Happened(
            new RoutingEvent(
                book.tenant, ++seq, Instant.ofEpochMilli(at), kind, body.toString(), rules)));
  }
}
