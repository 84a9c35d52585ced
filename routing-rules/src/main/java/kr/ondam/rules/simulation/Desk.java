package kr.ondam.rules.simulation;

import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;

/// An agent during a trial: how many slots are taken and for how long there was something to do.
final class Desk {
  /// Who is back sooner was on a break, who is back later has gone home in between.
  private static final long LONGEST_BREAK = 4 * 3_600_000L;

  final long agent;
  final String centre;
  private final long from;
  private final long until;
  AgentProfile profile;
  double pace;
  private int slots;
  private long last;
  private long busy;
  private long idle;
  private long overtime;

  /// Since the agent stopped: overtime only when it was no break.
  private long afterwards;

  private long stoppedAt;
  private int handled;

  Desk(Tape.Presence presence, long from, long until) {
    agent = presence.agent();
    centre = presence.centre();
    profile = presence.profile();
    pace = presence.pace();
    last = presence.at();
    stoppedAt = presence.at();
    this.from = from;
    this.until = until;
  }

  boolean works() {
    return profile.availability() == Availability.OPEN;
  }

  void change(Tape.Presence presence) {
    pass(presence.at());
    boolean was = isOff();
    profile = presence.profile();
    if (!was && isOff()) {
      stoppedAt = presence.at();
    } else if (was && !isOff()) {
      overtime += presence.at() - stoppedAt > LONGEST_BREAK ? afterwards : 0;
      afterwards = 0;
    }
    pace = presence.pace();
  }

  private boolean isOff() {
    return profile.availability() == Availability.CLOSED;
  }

  /// Takes a slot; answers how many are taken now.
  void take(long at) {
    pass(at);
    slots++;
  }

  void free(long at) {
    pass(at);
    slots--;
  }

  int slots() {
    return slots;
  }

  void answered(long at) {
    handled += at >= from ? 1 : 0;
  }

  AgentDay day(long end) {
    pass(end);
    return new AgentDay(agent, centre, busy, idle, overtime + afterwards, handled);
  }

  private void pass(long now) {
    long counted = Math.max(0, Math.min(now, until) - Math.max(last, from));
    if (slots > 0 && isOff()) {
      afterwards += now - last;
    } else if (slots > 0) {
      busy += counted;
    } else if (works()) {
      idle += counted;
    }
    last = now;
  }
}
