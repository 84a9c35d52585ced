package kr.ondam.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Event;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.PartitionState.AgentState;
import kr.ondam.rules.PartitionState.ConversationState;
import kr.ondam.rules.Place;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Replay;
import kr.ondam.rules.Shadow;
import kr.ondam.rules.Ticket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads recorded events back. The record of a partition is made of these kinds:
///
/// ```
/// started                          the policy; a partition was built, and its numbers begin anew
/// agent_state conversation_state   everything it knew then, each in a row
/// demand                           what a queue asks for, named by `number` from then on
/// arrived answered ended left      a conversation, in the words of a day's log: `centre`, `queue`,
///                                  `facts`, `sticky` (the agent who is known), `wrapUp`
/// agent agent_lost agent_gone      an agent, with `skills`, `centre` and `presence`
/// accepted declined transferred transferred_to given wrap_up_done
/// revised                          one conversation is classified again; `elsewhere` takes an offer
///                                  back
/// agent_replied customer_replied day
/// crossing_…                       messages of other tenants' partitions (범위: 그룹), with `party`, the
///                                  number of the other one, and `claim`
/// revisions rules                  other rules; `revisions` are the first of very many
/// ```
///
/// Every body names conversations and agents by their number in the engine and by their id.
public final class RoutingRecord {
  private Policy policy = Policy.standard("");
  private long time;
  private long nextOffer = 1;
  private long nextClaim = 1;
  private long hash;
  private boolean begun;
  private final Map<Integer, Demand> demands = new HashMap<>();
  private final List<AgentState> agents = new ArrayList<>();
  private final List<ConversationState> conversations = new ArrayList<>();
  private final List<Event.Revision> revisions = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  private RoutingRecord() {}

  /// The work of a partition since it was last built, to be run again. Empty when the events do not
  /// reach back that far.
  public static Optional<Replay> replay(List<RoutingEvent> recorded) {
    var reader = new RoutingRecord();
    recorded.forEach(reader::take);
    return reader.begun
        ? Optional.of(
            new Replay(
                reader.policy,
                new PartitionState(
                    reader.time,
                    reader.nextOffer,
                    reader.nextClaim,
                    reader.hash,
                    reader.agents,
                    reader.conversations),
                reader.events))
        : Optional.empty();
  }

  private void take(RoutingEvent recorded) {
    JsonNode body = JsonMapper.shared().readTree(recorded.body());
    long at = recorded.at().toEpochMilli();
    switch (recorded.kind()) {
      case "started" -> begin(at, body);
      case "demand" -> demands.put(body.path("number").asInt(), EventCodec.demand(body));
      case "agent_state" -> agents.add(agent(body));
      case "conversation_state" -> conversations.add(conversation(body));
      case "revisions" -> revised(body);
      default -> {
        var event = begun ? event(recorded.kind(), at, body) : null;
        if (event != null) {
          events.add(event);
        }
      }
    }
  }

  private void begin(long at, JsonNode body) {
    begun = true;
    time = at;
    policy = EventCodec.policy(body.path("policy"));
    nextOffer = body.path("nextOffer").asLong();
    nextClaim = body.path("nextClaim").asLong();
    hash = body.path("hash").asLong();
    demands.clear();
    agents.clear();
    conversations.clear();
    revisions.clear();
    events.clear();
  }

  private static AgentState agent(JsonNode body) {
    List<Long> chosen = new ArrayList<>();
    body.path("chosen").forEach(instant -> chosen.add(instant.asLong()));
    return new AgentState(
        body.path("agent").asLong(),
        EventCodec.profile(body.path("profile")),
        body.path("since").asLong(),
        body.path("handled").asInt(),
        body.path("missed").asInt(),
        chosen);
  }

  private ConversationState conversation(JsonNode body) {
    return new ConversationState(
        ticket(body),
        place(body.path("place")),
        body.path("front").asBoolean(),
        body.path("step").asInt(),
        body.path("heldFor").asLong(),
        body.path("heldUntil").asLong(),
        EventCodec.excluded(body.path("excluded")),
        body.path("waitsSince").asLong(),
        body.path("overdue").asBoolean(),
        false,
        body.path("given").asString(),
        shadow(body.path("shadow")));
  }

  private static @Nullable Shadow shadow(JsonNode json) {
    return json.isObject()
        ? new Shadow(json.path("origin").asLong(), json.path("claim").asLong())
        : null;
  }

  private static Place place(JsonNode json) {
    long agent = json.path("agent").asLong();
    long until = json.path("until").asLong();
    return switch (json.path("is").asString()) {
      case "parked" -> new Place.Parked(until, EventCodec.sticky(json.path("sticky")));
      case "offered" ->
          new Place.Offered(
              json.path("offer").asLong(), agent, until, json.path("sender").asLong());
      case "held" -> new Place.Held(agent, json.path("silent").asLong());
      case "resting" -> new Place.Dormant(agent);
      case "away" ->
          new Place.Away(
              json.path("party").asLong(),
              json.path("claim").asLong(),
              json.path("leaving").asBoolean());
      case "wrapUp" -> new Place.WrapUp(agent, until);
      default -> new Place.Waiting();
    };
  }

  private Ticket ticket(JsonNode body) {
    return new Ticket(
        body.path("conversation").asLong(),
        body.path("channel").asInt(),
        demand(body),
        body.path("boost").asLong(),
        body.path("arrivedAt").asLong(),
        body.path("order").asLong());
  }

  private Demand demand(JsonNode body) {
    var demand = demands.get(body.path("demand").asInt());
    if (demand == null) {
      throw new IllegalArgumentException(
          "demand: " + body.path("demand") + " (expected: one recorded before)");
    }
    return demand;
  }

  private @Nullable Event event(String kind, long at, JsonNode body) {
    long conversation = body.path("conversation").asLong();
    long agent = body.path("agent").asLong();
    long offer = body.path("offer").asLong();
    long party = body.path("party").asLong();
    long claim = body.path("claim").asLong();
    return switch (kind) {
      case "arrived" -> arrived(at, body);
      case "agent" -> new Event.AgentChanged(at, agent, EventCodec.profile(body.path("profile")));
      case "agent_lost" -> new Event.AgentLost(at, agent);
      case "agent_gone" -> new Event.AgentGone(at, agent);
      case "accepted" -> new Event.Accepted(at, offer, conversation, agent);
      case "declined" -> new Event.Declined(at, offer, conversation, agent);
      case "agent_replied" -> new Event.AgentReplied(at, conversation);
      case "customer_replied" -> new Event.CustomerReplied(at, conversation);
      case "crossing_requested" ->
          new Event.Crossing.Requested(at, ticket(body), body.path("party").asLong());
      case "crossing_withdrawn" -> new Event.Crossing.Withdrawn(at, conversation);
      case "crossing_claimed" -> new Event.Crossing.Claimed(at, conversation, party, claim);
      case "crossing_granted" -> new Event.Crossing.Granted(at, conversation, party, claim);
      case "crossing_denied" -> new Event.Crossing.Denied(at, conversation, claim);
      case "crossing_given_back" -> new Event.Crossing.GivenBack(at, conversation, party, claim);
      case "crossing_came_back" ->
          new Event.Crossing.CameBack(
              at, conversation, party, claim, body.path("front").asBoolean());
      case "crossing_kept" -> new Event.Crossing.Kept(at, conversation, party, claim);
      case "crossing_over" -> new Event.Ended(at, conversation, 0);
      case "ended" -> new Event.Ended(at, conversation, body.path("wrapUp").asLong());
      case "wrap_up_done" -> new Event.WrapUpDone(at, conversation);
      case "left" -> new Event.CustomerLeft(at, conversation);
      case "transferred" -> new Event.TransferredToQueue(at, conversation, demand(body));
      case "transferred_to" -> new Event.TransferredToAgent(at, conversation, agent);
      case "given" ->
          new Event.AssignedByHand(at, conversation, agent, body.path("override").asBoolean());
      case "rules" -> applied(at, body);
      case "revised" -> new Event.Revised(at, revision(body), body.path("elsewhere").asBoolean());
      case "day" -> new Event.DayStarted(at);
      // Who became an assignee follows from the rest; kinds of a newer server are passed over.
      default -> null;
    };
  }

  private Event arrived(long at, JsonNode body) {
    var sticky = EventCodec.sticky(body.path("sticky"));
    long until = body.path("until").asLong();
    return until == 0
        ? new Event.Arrived(at, ticket(body), sticky)
        : new Event.ArrivedClosed(at, ticket(body), sticky, until);
  }

  private Event applied(long at, JsonNode body) {
    revised(body);
    var all = List.copyOf(revisions);
    revisions.clear();
    return new Event.RulesApplied(at, EventCodec.policy(body.path("policy")), all);
  }

  private void revised(JsonNode body) {
    for (JsonNode revision : body.path("revisions")) {
      revisions.add(revision(revision));
    }
  }

  private Event.Revision revision(JsonNode body) {
    return new Event.Revision(
        body.path("conversation").asLong(),
        demand(body),
        body.path("boost").asLong(),
        body.path("until").asLong());
  }
}
