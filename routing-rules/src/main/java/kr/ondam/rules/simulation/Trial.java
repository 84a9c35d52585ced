package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Effect;
import kr.ondam.rules.Effect.OfferEnd;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.Policy;

/// One enactment of a [Tape] on the production engine.
///
/// The engine is told what would happen: arrivals and shifts from the tape; accepting, ending and
/// giving up as they follow from its own effects. Its timers get a tick of their own, because what
/// they start may end before the next event.
final class Trial {
  private static final long NEVER = Distribution.ENDLESS;

  private final Tape tape;
  private final Conduct conduct;
  private final Partition partition;
  private final PriorityQueue<Due> dues = new PriorityQueue<>();
  private final Map<Long, Desk> desks = new HashMap<>();
  private final Course[] courses;
  private long order;
  private int started;
  private int waiting;
  private long waitingMillis;
  private long now;

  Trial(Policy policy, Conduct conduct, Tape tape) {
    this.tape = tape;
    this.conduct = conduct;
    partition = new Partition(policy, PartitionState.EMPTY);
    courses = new Course[tape.arrivals().size()];
  }

  /// Runs to the end: until everybody is served, has given up or waits in vain.
  TrialResult run() {
    int presence = 0;
    int arrival = 0;
    while (true) {
      long nextPresence =
          presence < tape.presences().size() ? tape.presences().get(presence).at() : NEVER;
      long nextDue = dues.isEmpty() ? NEVER : dues.peek().at;
      long nextArrival =
          arrival < tape.arrivals().size() ? tape.arrivals().get(arrival).at() : NEVER;
      long next = Math.min(nextPresence, Math.min(nextDue, nextArrival));
      OptionalLong timer = partition.nextDue();
      if (timer.isPresent() && timer.getAsLong() < next) {
        apply(new Event.Tick(Math.max(timer.getAsLong(), partition.time())));
      } else if (next == NEVER) {
        return result();
      } else if (nextPresence == next) {
        change(tape.presences().get(presence++));
      } else if (nextDue == next) {
        happen(dues.remove());
      } else {
        arrive(tape.arrivals().get(arrival++));
      }
    }
  }

  private void change(Tape.Presence presence) {
    Desk desk = desks.get(presence.agent());
    if (desk == null) {
      desks.put(presence.agent(), new Desk(presence, tape.from(), tape.until()));
    } else {
      desk.change(presence);
    }
    apply(new Event.AgentChanged(presence.at(), presence.agent(), presence.profile()));
  }

  private void arrive(Tape.Arrival arrival) {
    int number = (int) arrival.ticket().conversation();
    courses[number] = new Course(arrival);
    if (arrival.until() > tape.until()) {
      return;
    }
    if (arrival.patienceMillis() < NEVER - arrival.at()) {
      later(arrival.at() + arrival.patienceMillis(), What.LEAVE, number, 0);
    }
    apply(
        arrival.until() > arrival.at()
            ? new Event.ArrivedClosed(
                arrival.at(), arrival.ticket(), arrival.sticky(), arrival.until())
            : new Event.Arrived(arrival.at(), arrival.ticket(), arrival.sticky()));
  }

  private void happen(Due due) {
    switch (due.what) {
      case LEAVE -> {
        Course course = courses[(int) due.subject];
        if (course.answeredAt < 0 && course.leftAt < 0) {
          apply(new Event.CustomerLeft(due.at, due.subject));
        }
      }
      case END -> {
        long wrapUp = courses[(int) due.subject].arrival.wrapUpMillis();
        apply(new Event.Ended(due.at, due.subject, wrapUp));
      }
      case ACCEPT -> {
        Course course = courses[(int) due.subject];
        if (course.offer == due.offer) {
          apply(new Event.Accepted(due.at, due.offer, due.subject, course.holder));
        }
      }
      case RETURN -> {
        Desk desk = desk(due.subject);
        if (desk.works()) {
          apply(new Event.AgentChanged(due.at, due.subject, desk.profile));
        }
      }
    }
  }

  private void apply(Event event) {
    for (Effect effect : partition.apply(event)) {
      take(effect);
    }
    pass(event.at());
  }

  private void take(Effect effect) {
    switch (effect) {
      case Effect.Queued queued -> {
        pass(queued.at());
        waiting++;
        courses[(int) queued.conversation()].waits = true;
      }
      case Effect.OfferMade made -> offered(made);
      case Effect.OfferEnded ended -> {
        course(ended.conversation()).offer = 0;
        if (ended.end() != OfferEnd.ACCEPTED) {
          hold(ended.conversation(), Partition.NOBODY, ended.at());
        }
      }
      case Effect.Assigned assigned -> answered(assigned);
      case Effect.Unassigned unassigned ->
          hold(unassigned.conversation(), Partition.NOBODY, unassigned.at());
      case Effect.Released released ->
          hold(released.conversation(), Partition.NOBODY, released.at());
      case Effect.Abandoned abandoned -> {
        stopWaiting(abandoned.conversation(), abandoned.at());
        course(abandoned.conversation()).leftAt = abandoned.at();
      }
      case Effect.AgentMissed missed ->
          later(missed.at() + conduct.returnMillis(), What.RETURN, missed.agent(), 0);
      case Effect.Overdue overdue -> {
        switch (overdue.action()) {
          case CALLBACK, BOT -> {
            stopWaiting(overdue.conversation(), overdue.at());
            course(overdue.conversation()).leftAt = overdue.at();
          }
          case MANAGER, NOTICE -> {}
        }
      }
      // Who is kept until the opening does not wait yet.
      case Effect.Parked _,
          Effect.Relaxed _,
          Effect.WrapUpStarted _,
          Effect.Revised _,
          Effect.Dormant _,
          Effect.Woken _ -> {}
      // A trial has no siblings.
      case Effect.Crossing _ -> throw new IllegalStateException("not in a trial: " + effect);
      case Effect.Refused refused ->
          throw new IllegalStateException("the engine refused " + refused.event());
    }
  }

  private void offered(Effect.OfferMade made) {
    Course course = course(made.conversation());
    course.offer = made.offer();
    course.offers++;
    hold(made.conversation(), made.agent(), made.at());
    Draws draws = Draws.of(conduct.seed(), made.conversation(), course.offers);
    long delay = conduct.answering().draw(draws);
    if (delay < made.expiresAt() - made.at()) {
      later(made.at() + delay, What.ACCEPT, made.conversation(), made.offer());
    }
  }

  private void answered(Effect.Assigned assigned) {
    Course course = course(assigned.conversation());
    hold(assigned.conversation(), assigned.agent(), assigned.at());
    if (course.answeredAt >= 0) {
      return;
    }
    Desk desk = desk(assigned.agent());
    course.answeredAt = assigned.at();
    course.agent = assigned.agent();
    desk.answered(assigned.at());
    long base =
        conduct.handlesByStart()
            ? tape.arrivals().get(started).handleMillis()
            : course.arrival.handleMillis();
    started++;
    double factor = desk.pace * (1 + conduct.slowdown() * (desk.slots() - 1));
    course.handle = factor == 1 ? base : Math.round(base * factor);
    later(assigned.at() + course.handle, What.END, assigned.conversation(), 0);
  }

  private void hold(long conversation, long agent, long at) {
    Course course = course(conversation);
    if (course.holder == agent) {
      return;
    }
    if (course.holder != Partition.NOBODY) {
      desk(course.holder).free(at);
    }
    course.holder = agent;
    if (agent != Partition.NOBODY) {
      desk(agent).take(at);
      stopWaiting(conversation, at);
    }
  }

  private void stopWaiting(long conversation, long at) {
    Course course = course(conversation);
    if (course.waits) {
      course.waits = false;
      pass(at);
      waiting--;
    }
  }

  /// A timer's effect may stand before the event that brought it, never after.
  private void pass(long at) {
    waitingMillis += waiting * (at - now);
    now = at;
  }

  private void later(long at, What what, long subject, long offer) {
    dues.add(new Due(at, order++, what, subject, offer));
  }

  private Course course(long conversation) {
    return courses[(int) conversation];
  }

  private Desk desk(long agent) {
    Desk desk = desks.get(agent);
    if (desk == null) {
      throw new IllegalStateException("unknown agent " + agent);
    }
    return desk;
  }

  private TrialResult result() {
    long end = Math.max(now, tape.until());
    List<Visit> visits = new ArrayList<>(courses.length);
    for (Course course : courses) {
      visits.add(course.visit(end, course.arrival.until() > tape.until()));
    }
    List<AgentDay> agents = new ArrayList<>();
    for (Desk desk : new TreeMap<>(desks).values()) {
      agents.add(desk.day(end));
    }
    return new TrialResult(visits, agents, tape.from(), waitingMillis, end);
  }

  /// The profile of an agent who does not work.
  static AgentProfile closed(AgentProfile profile) {
    return profile.with(Availability.CLOSED);
  }

  private enum What {
    LEAVE,
    END,
    ACCEPT,
    RETURN
  }

  private record Due(long at, long order, What what, long subject, long offer)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  /// A conversation on its way.
  private static final class Course {
    final Tape.Arrival arrival;
    boolean waits;
    long holder = Partition.NOBODY;
    long agent = Partition.NOBODY;
    long answeredAt = -1;
    long leftAt = -1;
    long handle;
    long offer;
    int offers;

    Course(Tape.Arrival arrival) {
      this.arrival = arrival;
    }

    Visit visit(long end, boolean closed) {
      boolean favoured = agent != Partition.NOBODY && agent == arrival.sticky().agent();
      if (closed) {
        return new Visit(arrival, Visit.Ending.CLOSED, agent, 0, 0, false);
      }
      if (answeredAt >= 0) {
        return new Visit(
            arrival, Visit.Ending.ANSWERED, agent, waited(answeredAt), handle, favoured);
      }
      return leftAt >= 0
          ? new Visit(arrival, Visit.Ending.LEFT, agent, waited(leftAt), 0, false)
          : new Visit(arrival, Visit.Ending.UNSERVED, agent, waited(end), 0, false);
    }

    private long waited(long at) {
      return Math.max(0, at - arrival.waitsFrom());
    }
  }
}
