package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the [Oracle] sees: people, talks, and the questions of routing.md 4.1, 4.3 and 4.4 about
/// them, each answered by looking at everything.
abstract sealed class OracleView permits OracleMoves {
  static final class Person {
    long id;
    AgentProfile profile = new AgentProfile(Bits.NONE, Availability.CLOSED, Scene.ONE, 0);
    long since;
    int handled;
    int missed;
    List<Long> chosen = new ArrayList<>();
  }

  enum At {
    WAITING,
    PARKED,
    OFFERED,
    HELD,
    DORMANT,
    WRAP_UP,
    CLAIMED,
    AWAY
  }

  static final class Talk {
    Ticket ticket;
    At at = At.WAITING;
    @Nullable Person with;
    @Nullable Person sender;
    long offer;
    long until;
    boolean front;
    boolean overdue;
    boolean asked;
    boolean leaving;
    int step;
    long known = -1;
    long knownUntil = -1;
    long waits;
    long silent;
    long claim;
    long claimedAt;
    long other = -1;
    boolean shadow;
    Sticky later = Sticky.NONE;
    String rules = "";
    final TreeMap<Long, Long> excluded = new TreeMap<>();

    Talk(Ticket ticket) {
      this.ticket = ticket;
      waits = ticket.arrivedAt();
    }

    Bits required() {
      return ticket.demand().requirement(step);
    }

    boolean beyond() {
      return step > 0 && ticket.demand().relaxations().get(step - 1).beyond();
    }

    @Override
    public String toString() {
      return Long.toString(ticket.conversation());
    }
  }

  record Due(long due, int kind, @Nullable Talk talk, long agent) {
    static final Comparator<Due> ORDER =
        Comparator.comparingLong(Due::due)
            .thenComparingInt(Due::kind)
            .thenComparingLong(due -> due.talk == null ? 0 : due.talk.ticket.arrivedAt())
            .thenComparingLong(due -> due.talk == null ? 0 : due.talk.ticket.seq())
            .thenComparingLong(due -> due.talk == null ? 0 : due.talk.ticket.conversation())
            .thenComparingLong(Due::agent);
  }

  Policy policy;
  final TreeMap<Long, Person> people = new TreeMap<>();
  final TreeMap<Long, Talk> talks = new TreeMap<>();
  long now;

  OracleView(Policy policy) {
    this.policy = policy;
  }

  @Nullable Due next(long limit) {
    List<Due> all = new ArrayList<>();
    for (Person person : people.values()) {
      List<Long> counted = counted(person);
      int most = policy.fairness().most();
      if (most > 0 && counted.size() >= most) {
        long oldest = counted.get(counted.size() - most);
        all.add(new Due(oldest + policy.fairness().windowMillis(), 0, null, person.id));
      }
    }
    for (Talk talk : talks.values()) {
      dues(talk, all);
    }
    return all.stream().filter(due -> due.due() <= limit).min(Due.ORDER).orElse(null);
  }

  private static void dues(Talk talk, List<Due> all) {
    List<Relaxation> steps = talk.ticket.demand().relaxations();
    MaxWait longest = talk.ticket.demand().maxWait();
    if (talk.at == At.OFFERED) {
      all.add(new Due(talk.until, 1, talk, -1));
    }
    if (talk.at == At.WRAP_UP) {
      all.add(new Due(talk.until, 2, talk, -1));
    }
    if (talk.at == At.WAITING && talk.step < steps.size()) {
      long due = talk.ticket.arrivedAt() + steps.get(talk.step).afterMillis();
      all.add(new Due(due, 3, talk, -1));
    }
    if (talk.at == At.WAITING && talk.known >= 0) {
      all.add(new Due(talk.knownUntil, 4, talk, -1));
    }
    talk.excluded.forEach((agent, until) -> all.add(new Due(until, 5, talk, agent)));
    if (talk.at == At.WAITING && longest.afterMillis() > 0 && !talk.overdue) {
      all.add(new Due(talk.waits + longest.afterMillis(), 6, talk, -1));
    }
    if (talk.at == At.HELD && talk.silent > 0 && talk.with != null) {
      long after = talk.with.profile.capacity().dormancy().afterMillis();
      if (after > 0) {
        all.add(new Due(talk.silent + after, 7, talk, -1));
      }
    }
    if (talk.at == At.PARKED) {
      all.add(new Due(talk.until, 8, talk, -1));
    }
  }

  /// Assignments within the window.
  private List<Long> counted(Person person) {
    long window = policy.fairness().windowMillis();
    return person.chosen.stream().filter(at -> at + window > now).toList();
  }

  boolean eligible(Talk talk, Person person) {
    int most = policy.fairness().most();
    return talk.at == At.WAITING
        && person.profile.availability() == Availability.OPEN
        && room(person, talk)
        && person.profile.bits().covers(talk.required())
        && !talk.excluded.containsKey(person.id)
        && (talk.known < 0 || talk.known == person.id)
        && (most == 0 || counted(person).size() < most);
  }

  boolean room(Person person, Talk talk) {
    Capacity capacity = person.profile.capacity();
    int channel = talk.ticket.channel();
    return load(person) + capacity.weight(channel) <= capacity.total()
        && count(person, channel) < capacity.max(channel);
  }

  long count(Person person, int channel) {
    return of(person).stream()
        .filter(talk -> talk.ticket.channel() == channel && talk.at != At.DORMANT)
        .count();
  }

  int load(Person person) {
    Capacity capacity = person.profile.capacity();
    int load = 0;
    for (Talk talk : of(person)) {
      int weight = capacity.weight(talk.ticket.channel());
      boolean rests = talk.at == At.DORMANT;
      load += rests ? weight * capacity.dormancy().sharePercent() / 100 : weight;
    }
    return load;
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
    boolean skilled = strategy(talk) == Strategy.MOST_SKILLED;
    Bits scored = talk.ticket.demand().scored();
    return Comparator.<Person>comparingInt(
            person -> skilled ? -person.profile.bits().common(scored) : 0)
        .thenComparingLong(person -> key(talk, person))
        .thenComparingLong(person -> person.since)
        .thenComparingLong(person -> person.id)
        .compare(one, other);
  }

  private Strategy strategy(Talk talk) {
    Strategy own = talk.ticket.demand().strategy();
    return own == null ? policy.strategy() : own;
  }

  private long key(Talk talk, Person person) {
    return switch (strategy(talk)) {
      case LEAST_LOADED, MOST_SKILLED ->
          Math.floorDiv(1_000_000L * load(person), person.profile.capacity().total());
      case LONGEST_IDLE -> 0;
      case FEWEST_HANDLED -> person.handled;
      case FIXED -> person.profile.rank();
    };
  }
}
