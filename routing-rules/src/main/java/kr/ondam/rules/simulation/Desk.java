package kr.ondam.rules.simulation;

import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;

/// An agent during a trial: how many slots are taken and for how long there was something to do.
final class Desk {
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
  private int handled;

  Desk(Tape.Presence presence, long from, long until) {
    agent = presence.agent();
    centre = presence.centre();
    profile = presence.profile();
    pace = presence.pace();
    last = presence.at();
    this.from = from;
    this.until = until;
  }

  boolean works() {
    return profile.availability() == Availability.OPEN;
  }

  void change(Tape.Presence presence) {
    pass(presence.at());
    profile = presence.profile();
    pace = presence.pace();
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
    return new AgentDay(agent, centre, busy, idle, overtime, handled);
  }

  private void pass(long now) {
    long counted = Math.max(0, Math.min(now, until) - Math.max(last, from));
    if (slots > 0 && profile.availability() == Availability.CLOSED) {
      overtime += now - last;
    } else if (slots > 0) {
      busy += counted;
    } else if (works()) {
      idle += counted;
    }
    last = now;
  }
}
