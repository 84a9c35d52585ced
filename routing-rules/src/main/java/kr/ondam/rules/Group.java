package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The agents with the same skills, for each way of ordering in use and each channel those who may
/// take a conversation of it now.
final class Group {
  private static final SortedSet<Seat> NOBODY = Collections.emptySortedSet();

  final Bits bits;

  /// What these agents have the skills for, in the order of service.
  final List<Bucket> buckets = new ArrayList<>();

  /// For each of the buckets: its number, its rank and its weight.
  int[] numbers = {};

  int[] ranks = {};
  int[] weights = {};
  int seats;
  private final List<@Nullable List<TreeSet<Seat>>> orders = new ArrayList<>();

  Group(Bits bits) {
    this.bits = bits;
  }

  /// The buckets have changed.
  void number() {
    int size = buckets.size();
    numbers = new int[size];
    ranks = new int[size];
    weights = new int[size];
    for (int i = 0; i < size; i++) {
      Bucket bucket = buckets.get(i);
      numbers[i] = bucket.number;
      ranks[i] = bucket.rank();
      weights[i] = bucket.weight;
    }
  }

  SortedSet<Seat> able(Strategy strategy, int channel) {
    int order = strategy.order();
    List<TreeSet<Seat>> lists = order < orders.size() ? orders.get(order) : null;
    return lists == null || channel >= lists.size() ? NOBODY : lists.get(channel);
  }

  void list(Seat seat, Strategy strategy) {
    long open = seat.openChannels();
    if (open == 0) {
      return;
    }
    List<TreeSet<Seat>> lists = lists(strategy);
    for (int channel = 0; open >>> channel != 0 && channel < Long.SIZE; channel++) {
      if (channel == lists.size()) {
        lists.add(new TreeSet<>(Seat.order(strategy)));
      }
      if ((open >>> channel & 1) != 0) {
        lists.get(channel).add(seat);
      }
    }
    seat.listed = open;
  }

  void unlist(Seat seat, Strategy strategy) {
    List<TreeSet<Seat>> lists = lists(strategy);
    for (int channel = 0; channel < lists.size(); channel++) {
      if ((seat.listed >>> channel & 1) != 0) {
        lists.get(channel).remove(seat);
      }
    }
  }

  private List<TreeSet<Seat>> lists(Strategy strategy) {
    int order = strategy.order();
    while (orders.size() <= order) {
      orders.add(null);
    }
    List<TreeSet<Seat>> lists = orders.get(order);
    if (lists == null) {
      lists = new ArrayList<>();
      orders.set(order, lists);
    }
    return lists;
  }
}
