package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A partition with short verbs for tests; the time moves only when a test says so.
final class Scene {
  static final int CHAT = 0;
  static final int TEXT = 1;
  static final Bits LOANS = Bits.level(0, 1);
  static final Bits LOANS_WELL = Bits.level(0, 3);
  static final Capacity ONE = new Capacity(1, List.of(channel(1, 1), channel(1, 1)));
  static final Capacity THREE = new Capacity(3, List.of(channel(1, 3), channel(1, 3)));

  final Policy policy;
  Partition partition;
  long now = 1_000_000;
  long seq;

  Scene(Policy policy) {
    this.policy = policy;
    this.partition = new Partition(policy, PartitionState.EMPTY);
  }

  static Scene standard() {
    return new Scene(Policy.standard("test"));
  }

  static Scene of(Strategy strategy) {
    return new Scene(new Policy("test", strategy, 30_000, false, 60_000, 0));
  }

  static Capacity.Channel channel(int weight, int max) {
    return new Capacity.Channel(weight, max);
  }

  static AgentProfile open(Capacity capacity, Bits bits) {
    return new AgentProfile(bits, Availability.OPEN, capacity, 0);
  }

  List<Effect> apply(Event event) {
    return partition.apply(event);
  }

  List<Effect> agent(long agent, AgentProfile profile) {
    return apply(new Event.AgentChanged(now, agent, profile));
  }

  List<Effect> agent(long agent) {
    return agent(agent, open(ONE, LOANS));
  }

  List<Effect> arrives(long conversation, Demand demand, long boost, Sticky sticky) {
    return apply(
        new Event.Arrived(now, new Ticket(conversation, CHAT, demand, boost, now, seq++), sticky));
  }

  List<Effect> arrives(long conversation, Demand demand) {
    return arrives(conversation, demand, 0, Sticky.NONE);
  }

  List<Effect> arrives(long conversation) {
    return arrives(conversation, Demand.plain(1, 1, Bits.NONE));
  }

  List<Effect> after(long millis) {
    now += millis;
    return apply(new Event.Tick(now));
  }

  List<Effect> accepts(long agent, long conversation) {
    return apply(new Event.Accepted(now, offerOf(conversation), conversation, agent));
  }

  List<Effect> declines(long agent, long conversation) {
    return apply(new Event.Declined(now, offerOf(conversation), conversation, agent));
  }

  List<Effect> ends(long conversation) {
    return apply(new Event.Ended(now, conversation, 0));
  }

  /// Arrives, is offered and accepted by the only able agent.
  void holds(long agent, long conversation) {
    arrives(conversation);
    accepts(agent, conversation);
  }

  /// The agent a conversation is offered to, or nobody.
  long offeredTo(long conversation) {
    return place(conversation) instanceof Place.Offered offered
        ? offered.agent()
        : Partition.NOBODY;
  }

  Place place(long conversation) {
    return partition.conversation(conversation).orElseThrow().place();
  }

  long offerOf(long conversation) {
    return place(conversation) instanceof Place.Offered offered ? offered.offer() : -1;
  }

  int load(long agent) {
    return partition.agent(agent).orElseThrow().load();
  }

  void restart() {
    partition = new Partition(policy, partition.state());
  }

  static List<Effect.Refusal> refusals(List<Effect> effects) {
    List<Effect.Refusal> refusals = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Refused refused) {
        refusals.add(refused.refusal());
      }
    }
    return refusals;
  }

  /// The names of the effects in order, as `OfferEnded Queued OfferMade`.
  static String names(List<Effect> effects) {
    return effects.stream()
        .map(effect -> effect.getClass().getSimpleName())
        .collect(Collectors.joining(" "));
  }
}
