package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Arrays;
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

  /// For each of the buckets: its number, its rank and its weight; longer than needed.
  int[] numbers = {};

  int[] ranks = {};
  int[] weights = {};
  int seats;
  private final List<@Nullable List<TreeSet<Seat>>> orders = new ArrayList<>();

  Group(Bits bits) {
    this.bits = bits;
  }

  void insert(Bucket bucket) {
    int at = -Collections.binarySearch(buckets, bucket, Bucket.ORDER) - 1;
    int size = buckets.size();
    buckets.add(at, bucket);
    if (size == numbers.length) {
      int more = 2 * size + 4;
      numbers = Arrays.copyOf(numbers, more);
      ranks = Arrays.copyOf(ranks, more);
      weights = Arrays.copyOf(weights, more);
    }
    shift(at, at + 1, size - at);
    numbers[at] = bucket.number;
    ranks[at] = bucket.rank();
    weights[at] = bucket.weight;
  }

  void delete(Bucket bucket) {
    int at = Collections.binarySearch(buckets, bucket, Bucket.ORDER);
    buckets.remove(at);
    shift(at + 1, at, buckets.size() - at);
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(numbers, from, numbers, to, count);
    System.arraycopy(ranks, from, ranks, to, count);
    System.arraycopy(weights, from, weights, to, count);
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
