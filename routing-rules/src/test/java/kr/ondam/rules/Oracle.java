package kr.ondam.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The routing rules of routing.md section 4 by plain scanning: every match looks at every waiting
/// conversation and every agent, loads and due times are counted anew each time. It shares only the
/// value records with the engine.
final class Oracle extends OracleView {
  final List<String> out = new ArrayList<>();
  private long offers = 1;

  Oracle(Policy policy) {
    super(policy);
  }

  List<String> apply(Event event) {
    out.clear();
    for (Due due = next(event.at()); due != null; due = next(event.at())) {
      now = due.due();
      fire(due);
      match(null);
    }
    now = event.at();
    Talk arrived = handle(event);
    match(arrived);
    return List.copyOf(out);
  }

  private void fire(Due due) {
    Talk talk = due.talk();
    switch (due.kind()) {
      case 0 -> miss(talk, "EXPIRED");
      case 1 -> release(talk);
      case 2 -> say("relaxed", talk, ++talk.step);
      case 3 -> talk.known = -1;
      default -> talk.excluded.remove(due.agent());
    }
  }

  private @Nullable Talk handle(Event event) {
    switch (event) {
      case Event.Arrived e -> {
        return arrive(e);
      }
      case Event.AgentChanged e -> change(e.agent(), e.profile());
      case Event.AgentLost e -> lose(e.agent(), false);
      case Event.AgentGone e -> lose(e.agent(), true);
      case Event.Accepted e -> answer(e.conversation(), e.offer(), e.agent(), true);
      case Event.Declined e -> answer(e.conversation(), e.offer(), e.agent(), false);
      case Event.Ended e -> end(e);
      case Event.WrapUpDone e -> {
        Talk talk = talks.get(e.conversation());
        if (talk == null || talk.at != At.WRAP_UP) {
          refuse();
        } else {
          release(talk);
        }
      }
      case Event.CustomerLeft e -> leave(e.conversation());
      case Event.TransferredToQueue e -> toQueue(e);
      case Event.TransferredToAgent e -> give(e.conversation(), e.agent(), false, true);
      case Event.AssignedByHand e -> give(e.conversation(), e.agent(), e.override(), false);
      case Event.DayStarted _ -> people.values().forEach(person -> person.handled = 0);
      case Event.Tick _ -> {}
    }
    return null;
  }

  private @Nullable Talk arrive(Event.Arrived e) {
    if (talks.containsKey(e.ticket().conversation())) {
      refuse();
      return null;
    }
    Talk talk = new Talk(e.ticket());
    talks.put(e.ticket().conversation(), talk);
    talk.known = e.sticky().agent();
    talk.knownUntil = now + e.sticky().holdMillis();
    Person known = people.get(talk.known);
    queue(talk, "ARRIVED");
    if (e.sticky().holdMillis() == 0) {
      talk.known = -1;
      if (known != null && eligible(talk, known)) {
        assign(talk, known);
      }
    }
    return talk;
  }

  private void change(long id, AgentProfile profile) {
    Person person = people.get(id);
    if (person == null) {
      person = new Person();
      person.id = id;
      person.since = now;
      people.put(id, person);
    }
    boolean opens =
        person.profile.availability() != Availability.OPEN
            && profile.availability() == Availability.OPEN;
    person.profile = profile;
    if (opens && of(person).isEmpty()) {
      person.since = now;
    }
    rescind(person);
  }

  private void rescind(Person person) {
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

  private void lose(long id, boolean forget) {
    Person person = people.get(id);
    if (person == null) {
      refuse();
      return;
    }
    person.profile = person.profile.with(Availability.CLOSED);
    for (Talk talk : of(person)) {
      if (talk.at == At.OFFERED) {
        fail(talk, "RESCINDED_AGENT_LOST", "RESCINDED");
      } else if (talk.at == At.HELD) {
        free(talk);
        say("unassigned", talk, id, "AGENT_LOST");
        talk.front = true;
        queue(talk, "AGENT_LOST");
      } else {
        release(talk);
      }
    }
    if (forget) {
      people.remove(id);
    }
  }

  private void answer(long conversation, long offer, long agent, boolean yes) {
    Talk talk = talks.get(conversation);
    if (talk == null || talk.at != At.OFFERED || talk.offer != offer || with(talk).id != agent) {
      refuse();
    } else if (yes) {
      with(talk).missed = 0;
      say("ended", talk, talk.offer, agent, "ACCEPTED");
      hold(talk, with(talk), "ACCEPTED", false);
    } else {
      miss(talk, "DECLINED");
    }
  }

  private void end(Event.Ended e) {
    Talk talk = talks.get(e.conversation());
    if (talk == null || talk.at != At.HELD) {
      refuse();
    } else if (e.wrapUpMillis() == 0) {
      release(talk);
    } else {
      talk.at = At.WRAP_UP;
      talk.until = now + e.wrapUpMillis();
      say("wrapUp", talk, with(talk).id, talk.until);
    }
  }

  private void leave(long conversation) {
    Talk talk = talks.get(conversation);
    if (talk == null || talk.at == At.HELD || talk.at == At.WRAP_UP) {
      refuse();
      return;
    }
    if (talk.at == At.OFFERED) {
      endOffer(talk, "RESCINDED_CUSTOMER_LEFT");
    }
    talks.remove(conversation);
    say("abandoned", talk, talk.ticket.demand().queue());
  }

  private void toQueue(Event.TransferredToQueue e) {
    Talk talk = talks.get(e.conversation());
    if (talk == null || talk.at == At.WRAP_UP) {
      refuse();
      return;
    }
    Person sender = detach(talk, "TRANSFERRED");
    if (sender != null) {
      exclude(talk, sender);
    }
    talk.ticket = talk.ticket.with(e.demand());
    talk.step = 0;
    talk.front = false;
    queue(talk, "TRANSFERRED");
  }

  private void give(long conversation, long agent, boolean override, boolean transfer) {
    Talk talk = talks.get(conversation);
    Person to = people.get(agent);
    if (talk == null || to == null || talk.at == At.WRAP_UP) {
      refuse();
      return;
    }
    boolean has = talk.with == to;
    boolean same = has && (talk.at == At.HELD || transfer);
    boolean closed = to.profile.availability() == Availability.CLOSED;
    if (same || (!override && (closed || (!has && !room(to, talk))))) {
      refuse();
      return;
    }
    Person sender = detach(talk, transfer ? "TRANSFERRED" : "REASSIGNED");
    if (transfer) {
      offer(talk, to, sender, "");
    } else {
      boolean over = !room(to, talk);
      take(talk, to);
      to.handled++;
      hold(talk, to, "BY_HAND", over);
    }
  }

  private @Nullable Person detach(Talk talk, String cause) {
    talk.known = -1;
    if (talk.at == At.OFFERED) {
      endOffer(talk, "RESCINDED_REASSIGNED");
    } else if (talk.at == At.HELD) {
      Person person = with(talk);
      free(talk);
      say("unassigned", talk, person.id, cause);
      return person;
    }
    return null;
  }

  private void miss(Talk talk, String end) {
    Person person = with(talk);
    person.missed++;
    fail(talk, end, end);
    if (policy.missesToClose() > 0 && person.missed >= policy.missesToClose()) {
      out.add(now + " missed " + person.id + " " + person.missed);
      person.missed = 0;
      person.profile = person.profile.with(Availability.CLOSED);
      rescind(person);
    }
  }

  private void fail(Talk talk, String end, String cause) {
    Person person = with(talk);
    Person sender = talk.sender;
    endOffer(talk, end);
    if (sender != null
        && people.get(sender.id) == sender
        && sender.profile.availability() != Availability.CLOSED
        && room(sender, talk)) {
      take(talk, sender);
      hold(talk, sender, "RETURNED", false);
      return;
    }
    if (cause.equals("DECLINED") || cause.equals("EXPIRED")) {
      exclude(talk, person);
    }
    queue(talk, cause);
  }

  private void endOffer(Talk talk, String end) {
    Person person = with(talk);
    free(talk);
    person.handled = Math.max(0, person.handled - 1);
    say("ended", talk, talk.offer, person.id, end);
  }

  private void exclude(Talk talk, Person person) {
    if (policy.exclusionMillis() > 0) {
      talk.excluded.put(person.id, now + policy.exclusionMillis());
    }
  }

  private void queue(Talk talk, String cause) {
    talk.at = At.WAITING;
    say("queued", talk, talk.ticket.demand().queue(), talk.front, cause);
    List<Relaxation> steps = talk.ticket.demand().relaxations();
    while (talk.step < steps.size()
        && talk.ticket.arrivedAt() + steps.get(talk.step).afterMillis() <= now) {
      say("relaxed", talk, ++talk.step);
    }
  }

  private void take(Talk talk, Person person) {
    talk.with = person;
    person.since = now;
  }

  private void free(Talk talk) {
    Person person = with(talk);
    talk.with = null;
    if (of(person).isEmpty()) {
      person.since = now;
    }
  }

  private void offer(Talk talk, Person person, @Nullable Person sender, String why) {
    take(talk, person);
    person.handled++;
    talk.at = At.OFFERED;
    talk.sender = sender;
    talk.offer = offers++;
    talk.until = now + policy.offerMillis();
    long from = sender == null ? -1 : sender.id;
    say("offer", talk, talk.offer, person.id, talk.until, from, why);
  }

  private void hold(Talk talk, Person person, String how, boolean over) {
    talk.at = At.HELD;
    talk.front = false;
    talk.excluded.clear();
    say("assigned", talk, person.id, how, over);
  }

  private void release(Talk talk) {
    Person person = with(talk);
    free(talk);
    talks.remove(talk.ticket.conversation());
    say("released", talk, person.id);
  }

  /// Section 4.5: the first conversation with an eligible agent, its first agent, until none.
  private void match(@Nullable Talk arrived) {
    while (true) {
      List<Talk> order =
          talks.values().stream()
              .filter(talk -> talk.at == At.WAITING)
              .sorted(this::order)
              .toList();
      Talk first = null;
      for (Talk talk : order) {
        if (people.values().stream().anyMatch(person -> eligible(talk, person))) {
          first = talk;
          break;
        }
      }
      if (first == null) {
        return;
      }
      Talk chosen = first;
      List<Person> able =
          people.values().stream()
              .filter(person -> eligible(chosen, person))
              .sorted((one, other) -> order(chosen, one, other))
              .toList();
      assign(chosen, able.getFirst());
    }
  }

  private void assign(Talk talk, Person person) {
    List<Person> able =
        people.values().stream()
            .filter(other -> eligible(talk, other))
            .sorted((one, other) -> order(talk, one, other))
            .toList();
    Person next = able.stream().filter(other -> other != person).findFirst().orElse(null);
    List<Talk> ahead =
        talks.values().stream()
            .filter(other -> other.at == At.WAITING && other != talk && order(other, talk) < 0)
            .sorted(this::order)
            .limit(5)
            .toList();
    talk.known = -1;
    String why = (next == null ? -1 : next.id) + "/" + able.size() + ahead;
    if (policy.automatic()) {
      take(talk, person);
      person.handled++;
      hold(talk, person, "AUTOMATIC", false);
    } else {
      offer(talk, person, null, why);
    }
  }

  private static Person with(Talk talk) {
    Person person = talk.with;
    if (person == null) {
      throw new IllegalStateException("nobody has " + talk);
    }
    return person;
  }

  private void say(String what, Talk talk, Object... rest) {
    StringBuilder line = new StringBuilder(now + " " + what + " " + talk);
    for (Object word : rest) {
      line.append(' ').append(word);
    }
    out.add(line.toString());
  }

  private void refuse() {
    out.add(now + " refused");
  }
}
