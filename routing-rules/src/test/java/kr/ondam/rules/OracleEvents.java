package kr.ondam.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the [Oracle] makes of agents, rules and other partitions.
abstract sealed class OracleEvents extends OracleMoves permits Oracle {
  OracleEvents(Policy policy) {
    super(policy);
  }

  void change(long id, AgentProfile profile) {
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

  void lose(long id, boolean forget) {
    Person person = people.get(id);
    if (person == null) {
      refuse();
      return;
    }
    person.profile = person.profile.with(Availability.CLOSED);
    for (Talk talk : of(person)) {
      switch (talk.at) {
        case OFFERED -> fail(talk, "RESCINDED_AGENT_LOST", "RESCINDED");
        case HELD, DORMANT -> {
          unassign(talk, "AGENT_LOST");
          talk.front = true;
          queue(talk, "AGENT_LOST");
        }
        case CLAIMED -> {
          undo(talk);
          person.chosen.remove((Object) talk.claimedAt);
          talk.at = At.WAITING;
        }
        case WRAP_UP -> release(talk);
        case WAITING, PARKED, AWAY -> throw new IllegalStateException("nobody has " + talk);
      }
    }
    if (forget) {
      people.remove(id);
    }
  }

  void unresponsive(long id) {
    Person person = people.get(id);
    if (person == null || person.profile.availability() == Availability.CLOSED) {
      refuse();
    } else {
      close(person);
    }
  }

  /// Section 4.8.
  void rules(Event.RulesApplied e) {
    policy = e.policy();
    List<Talk> order =
        e.revisions().stream()
            .map(revision -> talks.get(revision.conversation()))
            .filter(Objects::nonNull)
            .distinct()
            .sorted(
                Comparator.<Talk>comparingLong(talk -> talk.ticket.seq())
                    .thenComparingLong(talk -> talk.ticket.conversation()))
            .toList();
    for (Talk talk : order) {
      Event.Revision last =
          e.revisions().stream()
              .filter(r -> r.conversation() == talk.ticket.conversation())
              .reduce((_, second) -> second)
              .orElseThrow();
      if (!talk.shadow && (talk.at == At.WAITING || talk.at == At.PARKED)) {
        revise(talk, last);
      }
    }
  }

  /// Sections 4.2, 4.8 and 4.9 for one talk that nobody has. The hours of another queue are asked
  /// for as at an arrival, whether the talk has been offered meanwhile or not.
  void revised(Event.Revised e, @Nullable Talk talk) {
    boolean offered = talk != null && talk.at == At.OFFERED && talk.sender == null;
    boolean can = talk != null && (talk.at == At.WAITING || talk.at == At.PARKED || offered);
    if (talk == null || !can || talk.shadow) {
      refuse();
    } else if (!offered) {
      revise(talk, e.revision());
    } else if (!e.elsewhere()) {
      talk.ticket = talk.ticket.with(talk.ticket.demand(), e.revision().boostMillis());
    } else {
      endOffer(talk, "RESCINDED_REASSIGNED");
      talk.ticket = talk.ticket.with(e.revision().demand(), e.revision().boostMillis());
      talk.step = 0;
      talk.front = false;
      fresh(talk);
      if (e.revision().until() > now) {
        talk.later = Sticky.NONE;
        park(talk, e.revision().until());
      } else {
        queue(talk, "TRANSFERRED");
      }
    }
  }

  private void revise(Talk talk, Event.Revision revision) {
    boolean closed = revision.until() > now;
    boolean waited = talk.at == At.WAITING;
    if (waited && closed) {
      leaveQueue(talk, -1);
      talk.later = Sticky.NONE;
    }
    if (!talk.ticket.demand().maxWait().equals(revision.demand().maxWait())) {
      talk.overdue = false;
    }
    talk.ticket = talk.ticket.with(revision.demand(), revision.boostMillis());
    talk.step = 0;
    for (Relaxation step : revision.demand().relaxations()) {
      talk.step += talk.ticket.arrivedAt() + step.afterMillis() <= now ? 1 : 0;
    }
    say("revised", talk, revision.demand().queue(), talk.step);
    if (closed) {
      park(talk, revision.until());
    } else if (waited) {
      if (talk.asked && !talk.beyond()) {
        talk.asked = false;
        say("withdrawn", talk, -1);
      }
      ask(talk);
    } else {
      fresh(talk);
      if (talk.later.agent() >= 0 && talk.later.holdMillis() > 0) {
        talk.known = talk.later.agent();
        talk.knownUntil = now + talk.later.holdMillis();
      }
      queue(talk, "OPENED");
    }
  }

  /// Section 4.7.
  void cross(Event.Crossing event) {
    switch (event) {
      case Event.Crossing.Requested e -> {
        Talk talk = talks.get(e.ticket().conversation());
        if (talk == null) {
          Talk shadow = new Talk(e.ticket());
          shadow.shadow = true;
          shadow.other = e.origin();
          talks.put(e.ticket().conversation(), shadow);
        } else if (!talk.shadow) {
          refuse();
        } else if (talk.at == At.WAITING) {
          talk.ticket = talk.ticket.with(e.ticket().demand(), e.ticket().boostMillis());
        }
      }
      case Event.Crossing.Withdrawn e -> withdrawn(talks.get(e.conversation()));
      case Event.Crossing.Claimed e -> {
        Talk talk = talks.get(e.conversation());
        if (talk == null || !talk.asked) {
          out.add(now + " denied " + e.conversation() + " " + e.claimant() + " " + e.claim());
          return;
        }
        leaveQueue(talk, e.claimant());
        talk.at = At.AWAY;
        talk.other = e.claimant();
        talk.claim = e.claim();
        say("granted", talk, e.claimant(), e.claim());
      }
      case Event.Crossing.Granted e -> granted(e, talks.get(e.conversation()));
      case Event.Crossing.Denied e -> {
        Talk talk = talks.get(e.conversation());
        if (talk != null && talk.shadow && talk.claim == e.claim()) {
          denied(talk);
        }
      }
      case Event.Crossing.GivenBack e -> {
        Talk talk = talks.get(e.conversation());
        if (isAway(talk, e.claimant(), e.claim()) && talk != null) {
          if (talk.leaving) {
            abandon(talk);
          } else {
            queue(talk, "GIVEN_BACK");
          }
        }
      }
      case Event.Crossing.CameBack e -> {
        Talk talk = talks.get(e.conversation());
        if (isAway(talk, e.claimant(), e.claim()) && talk != null) {
          cameBack(talk, e.front());
        }
      }
      case Event.Crossing.Kept e -> {
        Talk talk = talks.get(e.conversation());
        if (isAway(talk, e.claimant(), e.claim()) && talk != null) {
          talks.remove(e.conversation());
          say("handedOver", talk, e.claimant());
        }
      }
    }
  }

  private void cameBack(Talk talk, boolean front) {
    if (talk.leaving) {
      abandon(talk);
      return;
    }
    fresh(talk);
    talk.front = front;
    queue(talk, "GIVEN_BACK");
  }

  private void denied(Talk talk) {
    if (talk.at == At.CLAIMED) {
      Person person = with(talk);
      undo(talk);
      person.chosen.remove((Object) talk.claimedAt);
      drop(talk);
    } else if (talk.at == At.WAITING) {
      drop(talk);
    }
  }

  private void withdrawn(@Nullable Talk talk) {
    if (talk == null || !talk.shadow) {
      return;
    }
    if (talk.at == At.WAITING) {
      drop(talk);
    } else if (talk.at == At.OFFERED) {
      endOffer(talk, "RESCINDED_CUSTOMER_LEFT");
      say("givenBack", talk, talk.other, talk.claim);
      drop(talk);
    }
  }

  private void granted(Event.Crossing.Granted e, @Nullable Talk talk) {
    if (talk == null || talk.at != At.CLAIMED || talk.claim != e.claim()) {
      out.add(now + " givenBack " + e.conversation() + " " + e.origin() + " " + e.claim());
      return;
    }
    Person person = with(talk);
    if (person.profile.availability() != Availability.OPEN) {
      undo(talk);
      say("givenBack", talk, talk.other, talk.claim);
      talk.at = At.WAITING;
    } else if (policy.automatic()) {
      hold(talk, person, "AUTOMATIC", false, talk.rules);
    } else {
      offer(talk, person, null, "", talk.rules);
    }
  }

  private static boolean isAway(@Nullable Talk talk, long claimant, long claim) {
    return talk != null && talk.at == At.AWAY && talk.other == claimant && talk.claim == claim;
  }
}
