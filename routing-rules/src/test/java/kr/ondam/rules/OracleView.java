package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the [Oracle] sees: people, talks, and the questions of routing.md 4.1, 4.3 and 4.4 about
/// them, each answered by looking at everything.
sealed class OracleView permits Oracle {
  static final class Person {
    long id;
    AgentProfile profile = new AgentProfile(Bits.NONE, Availability.CLOSED, Scene.ONE, 0);
    long since;
    int handled;
    int missed;
  }

  enum At {
    WAITING,
    OFFERED,
    HELD,
    WRAP_UP
  }

  static final class Talk {
    Ticket ticket;
    At at = At.WAITING;
    @Nullable Person with;
    @Nullable Person sender;
    long offer;
    long until;
    boolean front;
    int step;
    long known = -1;
    long knownUntil = -1;
    final TreeMap<Long, Long> excluded = new TreeMap<>();

    Talk(Ticket ticket) {
      this.ticket = ticket;
    }

    Bits required() {
      return ticket.demand().requirement(step);
    }

    @Override
    public String toString() {
      return Long.toString(ticket.conversation());
    }
  }

  record Due(long due, int kind, Talk talk, long agent) {
    static final Comparator<Due> ORDER =
        Comparator.comparingLong(Due::due)
            .thenComparingInt(Due::kind)
            .thenComparingLong(due -> due.talk().ticket.arrivedAt())
            .thenComparingLong(due -> due.talk().ticket.seq())
            .thenComparingLong(due -> due.talk().ticket.conversation())
            .thenComparingLong(Due::agent);
  }

  final Policy policy;
  final TreeMap<Long, Person> people = new TreeMap<>();
  final TreeMap<Long, Talk> talks = new TreeMap<>();
  long now;

  OracleView(Policy policy) {
    this.policy = policy;
  }

  @Nullable Due next(long limit) {
    List<Due> all = new ArrayList<>();
    for (Talk talk : talks.values()) {
      if (talk.at == At.OFFERED) {
        all.add(new Due(talk.until, 0, talk, -1));
      }
      if (talk.at == At.WRAP_UP) {
        all.add(new Due(talk.until, 1, talk, -1));
      }
      List<Relaxation> steps = talk.ticket.demand().relaxations();
      if (talk.at == At.WAITING && talk.step < steps.size()) {
        long due = talk.ticket.arrivedAt() + steps.get(talk.step).afterMillis();
        all.add(new Due(due, 2, talk, -1));
      }
      if (talk.at == At.WAITING && talk.known >= 0) {
        all.add(new Due(talk.knownUntil, 3, talk, -1));
      }
      talk.excluded.forEach((agent, until) -> all.add(new Due(until, 4, talk, agent)));
    }
    return all.stream().filter(due -> due.due() <= limit).min(Due.ORDER).orElse(null);
  }

  boolean eligible(Talk talk, Person person) {
    return talk.at == At.WAITING
        && person.profile.availability() == Availability.OPEN
        && room(person, talk)
        && person.profile.bits().covers(talk.required())
        && !talk.excluded.containsKey(person.id)
        && (talk.known < 0 || talk.known == person.id);
  }

  boolean room(Person person, Talk talk) {
    Capacity capacity = person.profile.capacity();
    int channel = talk.ticket.channel();
    return load(person) + capacity.weight(channel) <= capacity.total()
        && of(person).stream().filter(o -> o.ticket.channel() == channel).count()
            < capacity.max(channel);
  }

  int load(Person person) {
    return of(person).stream()
        .mapToInt(talk -> person.profile.capacity().weight(talk.ticket.channel()))
        .sum();
  }

  List<Talk> of(Person person) {
    return talks.values().stream()
        .filter(talk -> talk.with == person)
        .sorted(
            Comparator.<Talk>comparingLong(talk -> talk.ticket.arrivedAt())
                .thenComparingLong(talk -> talk.ticket.seq()))
        .toList();
  }

  /// Section 4.4, conversations; those of a lost agent before the others of their class.
  final int order(Talk one, Talk other) {
    return Comparator.<Talk>comparingInt(talk -> talk.ticket.demand().priorityClass())
        .thenComparingInt(talk -> talk.front ? 0 : 1)
        .thenComparingLong(talk ->
            -(1000 * talk.ticket.boostMillis()
                + talk.ticket.demand().weight() * (now - talk.ticket.arrivedAt())))
        .thenComparingLong(talk -> talk.ticket.arrivedAt())
        .thenComparingLong(talk -> talk.ticket.seq())
        .compare(one, other);
  }

  /// Section 4.4, agents.
  final int order(Talk talk, Person one, Person other) {
    boolean skilled = policy.strategy() == Strategy.MOST_SKILLED;
    Bits scored = talk.ticket.demand().scored();
    return Comparator.<Person>comparingInt(
            person -> skilled ? -person.profile.bits().common(scored) : 0)
        .thenComparingLong(this::key)
        .thenComparingLong(person -> person.since)
        .thenComparingLong(person -> person.id)
        .compare(one, other);
  }

  private long key(Person person) {
    return switch (policy.strategy()) {
      case LEAST_LOADED, MOST_SKILLED ->
          Math.floorDiv(1_000_000L * load(person), person.profile.capacity().total());
      case LONGEST_IDLE -> 0;
      case FEWEST_HANDLED -> person.handled;
      case FIXED -> person.profile.rank();
    };
  }
}
