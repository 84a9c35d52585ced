package kr.ondam.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The waiting conversations in buckets, so that the search for an agent's next one looks at the
/// first of each bucket only (routing.md 3.2).
final class WaitingRoom {
  private static final int KEPT_EMPTY = 64;

  private final Fit fit;
  private final LongMap<Line> lines = new LongMap<>();

  // Only asked by key, never walked through.
  private final Map<Bucket.Key, Bucket> buckets = new HashMap<>();

  /// Those served first stand first.
  private final List<Lane> lanes = new ArrayList<>();

  private int empty;
  private int count;

  WaitingRoom(Fit fit) {
    this.fit = fit;
  }

  void add(Item item) {
    Bucket bucket = bucket(Bucket.Key.of(item));
    boolean first = bucket.isEmpty();
    bucket.add(item);
    item.bucket = bucket;
    if (first) {
      empty--;
      bucket.lane.add(bucket);
    } else if (item.bucketSlot == 0) {
      bucket.lane.moved(bucket);
    }
    fit.look(bucket);
    long queue = item.demand().queue();
    Line line = lines.get(queue);
    if (line == null) {
      line = new Line();
      lines.put(queue, line);
    }
    line.add(item);
    count++;
  }

  void remove(Item item) {
    Bucket bucket = item.bucket;
    if (bucket == null) {
      return;
    }
    item.bucket = null;
    boolean first = item.bucketSlot == 0;
    if (bucket.size() == 1) {
      bucket.lane.remove(bucket);
    }
    bucket.remove(item);
    if (first && !bucket.isEmpty()) {
      bucket.lane.moved(bucket);
    }
    fit.look(bucket);
    long queue = item.demand().queue();
    Line line = lines.get(queue);
    if (line != null) {
      line.remove(item);
      if (line.size() == 0) {
        lines.remove(queue);
      }
    }
    count--;
    if (bucket.isEmpty() && ++empty > KEPT_EMPTY + buckets.size() / 2) {
      sweep();
    }
  }

  /// The first conversation in the order of service that an agent may be given now.
  @Nullable Item first(Seat seat, long now) {
    long open = seat.openChannels();
    if (open == 0) {
      return null;
    }
    int likely = likely(seat.group, open, now);
    if (likely < 0) {
      return null;
    }
    Bucket bucket = seat.group.buckets.get(likely);
    Item item = bucket.at(0);
    return bucket.heldFor == Partition.NOBODY && !item.barred(seat)
        ? item
        : firstAllowed(seat, open, now);
  }

  /// Which of a group's buckets has the first conversation in the order of service, -1 for none;
  /// reads no conversation but of those that are equally urgent.
  private int likely(Group group, long open, long now) {
    int best = -1;
    long urgency = 0;
    int size = group.buckets.size();
    for (int i = 0; i < size; i++) {
      if (best >= 0 && group.ranks[i] > group.ranks[best]) {
        break;
      }
      int number = group.numbers[i];
      int channel = fit.channel(number);
      if (channel < 0 || (open >>> channel & 1) == 0) {
        continue;
      }
      long its = group.weights[i] * now - fit.head(number);
      if (best < 0
          || its > urgency
          || (its == urgency
              && group.buckets.get(i).at(0).arrivedBefore(group.buckets.get(best).at(0)))) {
        best = i;
        urgency = its;
      }
    }
    return best;
  }

  /// The same when some may not be given to this agent.
  private @Nullable Item firstAllowed(Seat seat, long open, long now) {
    Group group = seat.group;
    Item first = null;
    int rank = Integer.MAX_VALUE;
    long urgency = 0;
    for (int i = 0; i < group.buckets.size() && group.ranks[i] <= rank; i++) {
      int number = group.numbers[i];
      int channel = fit.channel(number);
      if (channel < 0 || (open >>> channel & 1) == 0) {
        continue;
      }
      if (first != null && group.weights[i] * now - fit.head(number) < urgency) {
        continue;
      }
      Item item = firstFor(seat, group.buckets.get(i));
      if (item != null && (first == null || item.precedes(first, now))) {
        first = item;
        rank = group.ranks[i];
        urgency = item.headStart() + group.weights[i] * now;
      }
    }
    return first;
  }

  private static @Nullable Item firstFor(Seat seat, Bucket bucket) {
    if (bucket.heldFor != Partition.NOBODY && bucket.heldFor != seat.id) {
      return null;
    }
    Item item = bucket.at(0);
    return item.barred(seat) ? bucket.first(other -> !other.barred(seat)) : item;
  }

  /// The first `limit` conversations served before an item, in order.
  List<Item> before(Item item, int limit, long now) {
    if (limit == 0) {
      return List.of();
    }
    ArrayList<Item> found = new ArrayList<>(Math.min(limit, 8));
    for (Lane lane : lanes) {
      if (lane.isBehind(item)) {
        break;
      }
      collect(lane, 0, item, limit, found, now);
    }
    return found;
  }

  private static void collect(
      Lane lane, int index, Item item, int limit, ArrayList<Item> found, long now) {
    if (index >= lane.size()) {
      return;
    }
    Item bar = found.size() == limit ? found.getLast() : item;
    long lead = lane.lead(lane.keyAt(index), bar, now);
    // When the first one here comes too late, so do all further down.
    if (lead > 0 || (lead == 0 && lane.at(index).at(0).arrivedBefore(bar))) {
      collect(lane.at(index), 0, item, limit, found, now);
      for (int child = Heap.child(index); child < Heap.child(index) + Heap.WAYS; child++) {
        collect(lane, child, item, limit, found, now);
      }
    }
  }

  private static void collect(
      Bucket bucket, int index, Item item, int limit, ArrayList<Item> found, long now) {
    if (index >= bucket.size()) {
      return;
    }
    Item bar = found.size() == limit ? found.getLast() : item;
    long lead = bucket.lane.lead(bucket.keyAt(index), bar, now);
    if (lead < 0 || (lead == 0 && !bucket.at(index).arrivedBefore(bar))) {
      return;
    }
    insert(bucket.at(index), limit, found, now);
    for (int child = Heap.child(index); child < Heap.child(index) + Heap.WAYS; child++) {
      collect(bucket, child, item, limit, found, now);
    }
  }

  private static void insert(Item item, int limit, ArrayList<Item> found, long now) {
    int at = found.size();
    while (at > 0 && item.precedes(found.get(at - 1), now)) {
      at--;
    }
    found.add(at, item);
    if (found.size() > limit) {
      found.removeLast();
    }
  }

  int count(long queue) {
    Line line = lines.get(queue);
    return line == null ? 0 : line.size();
  }

  int count() {
    return count;
  }

  /// The items of a queue in no order.
  List<Item> in(long queue) {
    Line line = lines.get(queue);
    return line == null ? List.of() : line.items();
  }

  /// The item of a queue that has waited longest.
  @Nullable Item oldest(long queue) {
    Item oldest = null;
    for (Item item : in(queue)) {
      oldest = oldest == null || item.arrivedBefore(oldest) ? item : oldest;
    }
    return oldest;
  }

  private Bucket bucket(Bucket.Key key) {
    Bucket known = buckets.get(key);
    if (known != null) {
      return known;
    }
    Bucket bucket = new Bucket(key, lane(key));
    buckets.put(key, bucket);
    fit.add(bucket);
    empty++;
    return bucket;
  }

  private Lane lane(Bucket.Key key) {
    int at = 0;
    for (Lane lane : lanes) {
      int order = Integer.compare(lane.priorityClass, key.priorityClass());
      order = order != 0 ? order : Boolean.compare(key.front(), lane.front);
      order = order != 0 ? order : Integer.compare(lane.weight, key.weight());
      if (order == 0) {
        return lane;
      }
      at += order < 0 ? 1 : 0;
    }
    Lane lane = new Lane(key.priorityClass(), key.front(), key.weight());
    lanes.add(at, lane);
    return lane;
  }

  /// Kept so long because most empty buckets are soon filled again.
  private void sweep() {
    for (Bucket bucket : List.copyOf(fit.buckets)) {
      if (bucket.isEmpty()) {
        fit.remove(bucket);
        buckets.remove(bucket.key);
      }
    }
    empty = 0;
  }
}
