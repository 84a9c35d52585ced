package kr.ondam.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The routing rules of routing.md section 4 by plain scanning: every match looks at every waiting
/// conversation and every agent, loads and due times are counted anew each time. It shares only the
/// value records with the engine.
final class Oracle extends OracleEvents {
  Oracle(Policy policy) {
    super(policy);
  }

  List<String> apply(Event event) {
    out.clear();
    for (Due due = next(event.at()); due != null; due = next(event.at())) {
      now = Math.max(now, due.due());
      if (due.talk() != null) {
        fire(due, due.talk());
      }
      match();
    }
    now = event.at();
    handle(event);
    match();
    return List.copyOf(out);
  }

  private void fire(Due due, Talk talk) {
    switch (due.kind()) {
      case 1 -> miss(talk, "EXPIRED");
      case 2 -> release(talk);
      case 3 -> {
        say("relaxed", talk, ++talk.step);
        ask(talk);
      }
      case 4 -> {
        talk.known = -1;
        ask(talk);
      }
      case 5 -> talk.excluded.remove(due.agent());
      case 6 -> overdue(talk);
      case 7 -> sleep(talk);
      default -> {
        fresh(talk);
        begin(talk, talk.later, "OPENED");
      }
    }
  }

  private void handle(Event event) {
    switch (event) {
      case Event.Arrived e -> arrive(e.ticket(), e.sticky(), 0);
      case Event.ArrivedClosed e -> arrive(e.ticket(), e.sticky(), e.until());
      case Event.Parked e -> park(e, talks.get(e.conversation()));
      case Event.AgentChanged e -> change(e.agent(), e.profile());
      case Event.AgentLost e -> lose(e.agent(), false);
      case Event.AgentGone e -> lose(e.agent(), true);
      case Event.AgentUnresponsive e -> unresponsive(e.agent());
      case Event.Accepted e -> answer(e.conversation(), e.offer(), e.agent(), true);
      case Event.Declined e -> answer(e.conversation(), e.offer(), e.agent(), false);
      case Event.AgentReplied e -> wrote(talks.get(e.conversation()), true);
      case Event.CustomerReplied e -> wrote(talks.get(e.conversation()), false);
      case Event.FellSilent e -> {
        Talk talk = talks.get(e.conversation());
        if (talk == null || talk.at != At.HELD) {
          refuse();
        } else {
          sleep(talk);
        }
      }
      case Event.Ended e -> end(e, talks.get(e.conversation()));
      case Event.WrapUpDone e -> {
        Talk talk = talks.get(e.conversation());
        if (talk == null || talk.at != At.WRAP_UP) {
          refuse();
        } else {
          release(talk);
        }
      }
      case Event.CustomerLeft e -> leave(talks.get(e.conversation()));
      case Event.TransferredToQueue e -> toQueue(e, talks.get(e.conversation()));
      case Event.TransferredToAgent e -> give(e.conversation(), e.agent(), false, true);
      case Event.AssignedByHand e -> give(e.conversation(), e.agent(), e.override(), false);
      case Event.RulesApplied e -> rules(e);
      case Event.Revised e -> revised(e, talks.get(e.revision().conversation()));
      case Event.DayStarted _ -> people.values().forEach(person -> person.handled = 0);
      case Event.Tick _ -> {}
      case Event.Crossing e -> cross(e);
    }
  }

  private void arrive(Ticket ticket, Sticky sticky, long until) {
    if (talks.containsKey(ticket.conversation())) {
      refuse();
      return;
    }
    Talk talk = new Talk(ticket);
    talks.put(ticket.conversation(), talk);
    if (until > now) {
      talk.later = sticky;
      park(talk, until);
    } else {
      begin(talk, sticky, "ARRIVED");
    }
  }

  private void begin(Talk talk, Sticky sticky, String cause) {
    boolean holds = sticky.agent() >= 0 && sticky.holdMillis() > 0;
    talk.known = holds ? sticky.agent() : -1;
    talk.knownUntil = now + sticky.holdMillis();
    queue(talk, cause);
    Person known = people.get(sticky.agent());
    if (!holds && known != null && eligible(talk, known)) {
      assign(talk, known);
    }
  }

  private void park(Event.Parked e, @Nullable Talk talk) {
    boolean can = talk != null && !talk.shadow && (talk.at == At.WAITING || talk.at == At.PARKED);
    if (talk == null || !can || e.until() <= now) {
      refuse();
      return;
    }
    if (talk.at == At.WAITING) {
      talk.later = talk.known < 0 ? Sticky.NONE : new Sticky(talk.known, talk.knownUntil - now);
      leaveQueue(talk, -1);
    }
    park(talk, e.until());
  }

  private void answer(long conversation, long offer, long agent, boolean yes) {
    Talk talk = talks.get(conversation);
    if (talk == null || talk.at != At.OFFERED || talk.offer != offer || with(talk).id != agent) {
      refuse();
    } else if (yes) {
      with(talk).missed = 0;
      say("ended", talk, talk.offer, agent, "ACCEPTED");
      hold(talk, with(talk), "ACCEPTED", false, talk.rules);
    } else {
      miss(talk, "DECLINED");
    }
  }

  private void wrote(@Nullable Talk talk, boolean agent) {
    if (talk == null) {
      refuse();
    } else if (!agent && talk.at == At.DORMANT) {
      wake(talk);
    } else if (talk.at == At.HELD) {
      talk.silent = !agent ? 0 : talk.silent == 0 ? now : talk.silent;
    }
  }

  private void end(Event.Ended e, @Nullable Talk talk) {
    if (talk == null || (talk.at != At.HELD && talk.at != At.DORMANT)) {
      refuse();
    } else if (e.wrapUpMillis() == 0) {
      release(talk);
    } else {
      talk.at = At.WRAP_UP;
      talk.until = now + e.wrapUpMillis();
      say("wrapUp", talk, with(talk).id, talk.until);
    }
  }

  private void leave(@Nullable Talk talk) {
    if (talk == null || talk.shadow) {
      refuse();
      return;
    }
    switch (talk.at) {
      case WAITING -> {
        leaveQueue(talk, -1);
        abandon(talk);
      }
      case PARKED -> abandon(talk);
      case OFFERED -> {
        endOffer(talk, "RESCINDED_CUSTOMER_LEFT");
        abandon(talk);
      }
      case AWAY -> {
        talk.leaving = true;
        say("withdrawn", talk, -1);
      }
      case HELD, DORMANT, WRAP_UP, CLAIMED -> refuse();
    }
  }

  private void toQueue(Event.TransferredToQueue e, @Nullable Talk talk) {
    if (talk == null || talk.shadow || talk.at == At.WRAP_UP || talk.at == At.AWAY) {
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
    fresh(talk);
    queue(talk, "TRANSFERRED");
  }

  private void give(long conversation, long agent, boolean override, boolean transfer) {
    Talk talk = talks.get(conversation);
    Person to = people.get(agent);
    if (talk == null
        || to == null
        || talk.shadow
        || talk.at == At.WRAP_UP
        || talk.at == At.AWAY
        || (transfer && talk.at == At.PARKED)) {
      refuse();
      return;
    }
    boolean has = talk.with == to;
    boolean same = has && (talk.at != At.OFFERED || transfer);
    boolean closed = to.profile.availability() == Availability.CLOSED;
    if (same || (!override && (closed || (!has && !room(to, talk))))) {
      refuse();
      return;
    }
    Person sender = detach(talk, transfer ? "TRANSFERRED" : "REASSIGNED");
    boolean over = !room(to, talk);
    take(talk, to);
    to.handled++;
    if (transfer) {
      offer(talk, to, sender, "", policy.rules());
    } else {
      hold(talk, to, "BY_HAND", over, policy.rules());
    }
  }
}
