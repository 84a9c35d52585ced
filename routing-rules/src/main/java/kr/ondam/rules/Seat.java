package kr.ondam.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import kr.ondam.rules.Deadlines.Kind;

/// An agent inside the engine. Changed only by [Floor], which keeps it in order.
final class Seat extends Timed {
  private static final List<Comparator<Seat>> ORDERS =
      List.of(
          by(seat -> seat.ratio),
          by(_ -> 0),
          by(seat -> seat.handled),
          by(seat -> seat.profile.rank()));

  final long id;
  final Group group;
  AgentProfile profile;
  long since;
  int handled;
  int missed;
  boolean touched;

  /// Whatever takes a slot, by arrival.
  final ArrayList<Item> items = new ArrayList<>();

  /// When the engine chose the agent, within the window of [Fairness], oldest first.
  final ArrayDeque<Long> chosen = new ArrayDeque<>();

  /// Whether the window of [Fairness] is full.
  boolean sated;

  int load;
  private int total;
  private int share;

  /// The channels of the lists the seat stands in.
  long listed;

  // By channel, so that a search does not walk through the profile.
  private int[] weights = {};
  private int[] most = {};
  private int[] counts = {};

  /// Key of the order by load; valid while the seat is in a list.
  private long ratio;

  Seat(long id, Group group, AgentProfile profile, long since) {
    this.id = id;
    this.group = group;
    this.profile = profile;
    this.since = since;
    adopt(profile);
  }

  /// By strategy key, then who has waited longest, then id (routing.md 4.4).
  static Comparator<Seat> order(Strategy strategy) {
    return ORDERS.get(strategy.order());
  }

  private static Comparator<Seat> by(ToLongFunction<Seat> key) {
    return (one, other) -> {
      int order = Long.compare(key.applyAsLong(one), key.applyAsLong(other));
      order = order != 0 ? order : Long.compare(one.since, other.since);
      return order != 0 ? order : Long.compare(one.id, other.id);
    };
  }

  long key(Strategy strategy) {
    return strategy.key(load, profile.capacity().total(), handled, profile.rank());
  }

  boolean hasRoom(int channel) {
    return channel < most.length
        && counts[channel] < most[channel]
        && load + weights[channel] <= total;
  }

  boolean isChannelFull(int channel) {
    return channel >= most.length || counts[channel] >= most[channel];
  }

  /// Whether the agent holds more than the capacity allows.
  boolean isOver(int channel) {
    int count = 0;
    for (Item item : items) {
      boolean rests = item.place instanceof Place.Dormant;
      count += item.ticket.channel() == channel && !rests ? 1 : 0;
    }
    return load > profile.capacity().total() || count > profile.capacity().max(channel);
  }

  /// Whether the agent may be given a conversation of the channel from a queue.
  boolean can(int channel) {
    return profile.availability() == Availability.OPEN && !sated && hasRoom(channel);
  }

  /// The channels of which the agent may be given a conversation, a bit each.
  long openChannels() {
    if (profile.availability() != Availability.OPEN || sated) {
      return 0;
    }
    long open = 0;
    for (int channel = most.length - 1; channel >= 0; channel--) {
      open = open << 1 | (hasRoom(channel) ? 1 : 0);
    }
    return open;
  }

  void put(Item item) {
    int at = items.size();
    while (at > 0 && item.arrivedBefore(items.get(at - 1))) {
      at--;
    }
    items.add(at, item);
  }

  /// Takes over what the profile says.
  void adopt(AgentProfile other) {
    profile = other;
    Capacity capacity = other.capacity();
    int channels = capacity.channels().size();
    total = capacity.total();
    share = capacity.dormancy().sharePercent();
    weights = new int[channels];
    most = new int[channels];
    counts = new int[channels];
    for (int channel = 0; channel < channels; channel++) {
      weights[channel] = capacity.weight(channel);
      most[channel] = capacity.max(channel);
    }
  }

  /// Counts anew what the conversations take.
  void weigh() {
    Arrays.fill(counts, 0);
    load = 0;
    for (Item item : items) {
      int channel = item.ticket.channel();
      if (channel >= weights.length) {
        continue;
      }
      if (item.place instanceof Place.Dormant) {
        load += weights[channel] * share / 100;
      } else {
        load += weights[channel];
        counts[channel]++;
      }
    }
    ratio = Strategy.LEAST_LOADED.key(load, total, handled, 0);
  }

  /// Forgets assignments that have left the window, and finds the timer again.
  void reckon(Fairness fairness, long now) {
    while (!chosen.isEmpty() && chosen.getFirst() + fairness.windowMillis() <= now) {
      chosen.removeFirst();
    }
    sated = fairness.most() > 0 && chosen.size() >= fairness.most();
    due = Deadlines.NEVER;
    if (sated) {
      sooner(nth(chosen.size() - fairness.most()) + fairness.windowMillis(), Kind.FAIRNESS);
    }
  }

  private long nth(int index) {
    int left = index;
    for (long at : chosen) {
      if (left-- == 0) {
        return at;
      }
    }
    throw new IllegalStateException("agent " + id + " was not chosen " + index + " times");
  }
}
