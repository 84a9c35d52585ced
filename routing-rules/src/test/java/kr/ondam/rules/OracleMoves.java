package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the [Oracle] does with a talk, in the words of routing.md 4.5 to 4.9.
abstract sealed class OracleMoves extends OracleView permits OracleEvents {
  final List<String> out = new ArrayList<>();
  long offers = 1;
  long claims = 1;

  OracleMoves(Policy policy) {
    super(policy);
  }

  void queue(Talk talk, String cause) {
    talk.at = At.WAITING;
    say("queued", talk, talk.ticket.demand().queue(), talk.front, cause);
    List<Relaxation> steps = talk.ticket.demand().relaxations();
    while (talk.step < steps.size()
        && talk.ticket.arrivedAt() + steps.get(talk.step).afterMillis() <= now) {
      say("relaxed", talk, ++talk.step);
    }
    ask(talk);
  }

  void ask(Talk talk) {
    if (talk.known < 0 && !talk.shadow && talk.beyond()) {
      talk.asked = true;
      say("requested", talk, talk.step, talk.required());
    }
  }

  void leaveQueue(Talk talk, long except) {
    talk.known = -1;
    if (talk.asked) {
      talk.asked = false;
      say("withdrawn", talk, except);
    }
  }

  void park(Talk talk, long until) {
    talk.at = At.PARKED;
    talk.until = until;
    say("parked", talk, talk.ticket.demand().queue(), until);
  }

  /// The longest wait is over.
  void overdue(Talk talk) {
    MaxWait.Action action = talk.ticket.demand().maxWait().action();
    boolean leaves = action == MaxWait.Action.CALLBACK || action == MaxWait.Action.BOT;
    if (leaves) {
      leaveQueue(talk, -1);
    }
    say("overdue", talk, talk.ticket.demand().queue(), action);
    talk.overdue = true;
    if (leaves) {
      talks.remove(talk.ticket.conversation());
    }
  }

  @Nullable Person detach(Talk talk, String cause) {
    Person had = null;
    if (talk.at == At.WAITING) {
      leaveQueue(talk, -1);
    } else if (talk.at == At.OFFERED) {
      endOffer(talk, "RESCINDED_REASSIGNED");
    } else if (talk.at == At.HELD || talk.at == At.DORMANT) {
      had = with(talk);
      unassign(talk, cause);
    }
    return had;
  }

  void unassign(Talk talk, String cause) {
    long id = with(talk).id;
    free(talk);
    fresh(talk);
    say("unassigned", talk, id, cause);
  }

  void fresh(Talk talk) {
    talk.waits = now;
    talk.overdue = false;
  }

  void miss(Talk talk, String end) {
    Person person = with(talk);
    person.missed++;
    fail(talk, end, end);
    if (policy.missesToClose() > 0 && person.missed >= policy.missesToClose()) {
      close(person);
    }
  }

  void close(Person person) {
    out.add(now + " missed " + person.id + " " + person.missed);
    person.missed = 0;
    person.profile = person.profile.with(Availability.CLOSED);
    rescind(person);
  }

  void rescind(Person person) {
    Availability availability = person.profile.availability();
    for (Talk talk : of(person)) {
      boolean keeps =
          availability == Availability.OPEN
              || (availability == Availability.TRANSFERS && talk.sender != null);
      if (talk.at == At.OFFERED && !keeps) {
        fail(talk, "RESCINDED_AGENT_AWAY", "RESCINDED");
      }
    }
  }

  void fail(Talk talk, String end, String cause) {
    Person person = with(talk);
    Person sender = talk.sender == null ? null : people.get(talk.sender.id);
    endOffer(talk, end);
    if (sender != null && sender.profile.availability() != Availability.CLOSED) {
      boolean over = !room(sender, talk);
      take(talk, sender);
      hold(talk, sender, "RETURNED", over, policy.rules());
      return;
    }
    if (cause.equals("DECLINED") || cause.equals("EXPIRED")) {
      exclude(talk, person);
    }
    if (talk.shadow) {
      say("givenBack", talk, talk.other, talk.claim);
      talk.at = At.WAITING;
    } else {
      queue(talk, cause);
    }
  }

  void endOffer(Talk talk, String end) {
    Person person = with(talk);
    undo(talk);
    say("ended", talk, talk.offer, person.id, end);
  }

  void undo(Talk talk) {
    Person person = with(talk);
    free(talk);
    person.handled = Math.max(0, person.handled - 1);
  }

  void exclude(Talk talk, Person person) {
    if (policy.exclusionMillis() > 0) {
      talk.excluded.put(person.id, now + policy.exclusionMillis());
    }
  }

  void take(Talk talk, Person person) {
    talk.with = person;
    person.since = now;
  }

  void free(Talk talk) {
    Person person = with(talk);
    talk.with = null;
    talk.rules = "";
    if (of(person).isEmpty()) {
      person.since = now;
    }
  }

  void offer(Talk talk, Person person, @Nullable Person sender, String why, String rules) {
    talk.at = At.OFFERED;
    talk.sender = sender;
    talk.offer = offers++;
    talk.until = now + policy.offerMillis();
    talk.rules = rules;
    long from = sender == null ? -1 : sender.id;
    say("offer", talk, talk.offer, person.id, talk.until, from, rules, why);
  }

  void hold(Talk talk, Person person, String how, boolean over, String rules) {
    talk.at = At.HELD;
    talk.front = false;
    talk.silent = 0;
    talk.rules = rules;
    talk.excluded.clear();
    say("assigned", talk, person.id, how, over, rules);
    if (talk.shadow) {
      talk.shadow = false;
      say("kept", talk, talk.other, talk.claim);
    }
  }

  void sleep(Talk talk) {
    talk.at = At.DORMANT;
    say("dormant", talk, with(talk).id);
  }

  void wake(Talk talk) {
    talk.at = At.HELD;
    talk.silent = 0;
    Person person = with(talk);
    Capacity capacity = person.profile.capacity();
    int channel = talk.ticket.channel();
    boolean over =
        load(person) > capacity.total() || count(person, channel) > capacity.max(channel);
    say("woken", talk, person.id, over);
  }

  void release(Talk talk) {
    Person person = with(talk);
    free(talk);
    talks.remove(talk.ticket.conversation());
    say("released", talk, person.id);
  }

  void abandon(Talk talk) {
    talks.remove(talk.ticket.conversation());
    say("abandoned", talk, talk.ticket.demand().queue());
  }

  void drop(Talk talk) {
    talks.remove(talk.ticket.conversation());
    say("dropped", talk);
  }

  /// Section 4.5: the first conversation with an eligible agent, its first agent, until none.
  void match() {
    while (true) {
      Talk chosen =
          talks.values().stream()
              .filter(talk -> people.values().stream().anyMatch(p -> eligible(talk, p)))
              .min(this::order)
              .orElse(null);
      if (chosen == null) {
        return;
      }
      assign(chosen, able(chosen).getFirst());
    }
  }

  private List<Person> able(Talk talk) {
    return people.values().stream()
        .filter(other -> eligible(talk, other))
        .sorted((one, other) -> order(talk, one, other))
        .toList();
  }

  void assign(Talk talk, Person person) {
    List<Person> able = able(talk);
    Person next = able.stream().filter(other -> other != person).findFirst().orElse(null);
    List<Talk> ahead =
        talks.values().stream()
            .filter(other -> other.at == At.WAITING && other != talk && order(other, talk) < 0)
            .sorted(this::order)
            .limit(5)
            .toList();
    String why = (next == null ? -1 : next.id) + "/" + able.size() + ahead;
    leaveQueue(talk, -1);
    take(talk, person);
    person.handled++;
    if (policy.fairness().most() > 0) {
      person.chosen.add(now);
    }
    if (talk.shadow) {
      talk.at = At.CLAIMED;
      talk.claim = claims++;
      talk.claimedAt = now;
      talk.rules = policy.rules();
      say("claimed", talk, talk.other, talk.claim, person.id, why);
    } else if (policy.automatic()) {
      hold(talk, person, "AUTOMATIC", false, policy.rules());
    } else {
      offer(talk, person, null, why, policy.rules());
    }
  }

  static Person with(Talk talk) {
    Person person = talk.with;
    if (person == null) {
      throw new IllegalStateException("nobody has " + talk);
    }
    return person;
  }

  void say(String what, Talk talk, Object... rest) {
    StringBuilder line = new StringBuilder(now + " " + what + " " + talk);
    for (Object word : rest) {
      line.append(' ').append(word);
    }
    out.add(line.toString());
  }

  void refuse() {
    out.add(now + " refused");
  }
}
