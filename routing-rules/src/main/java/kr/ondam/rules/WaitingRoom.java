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
  private int empty;
  private int count;

  WaitingRoom(Fit fit) {
    this.fit = fit;
  }

  void add(Item item) {
    Bucket bucket = bucket(Bucket.Key.of(item));
    empty -= bucket.isEmpty() ? 1 : 0;
    bucket.add(item);
    bucket.look();
    item.bucket = bucket;
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
    bucket.remove(item);
    bucket.look();
    long queue = item.demand().queue();
    Line line = lines.get(queue);
    if (line != null) {
      line.remove(item);
      if (line.isEmpty()) {
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
    Item first = null;
    for (Bucket bucket : seat.group.buckets) {
      if (bucket.isEmpty() || (open >>> bucket.key.channel() & 1) == 0) {
        continue;
      }
      if (first != null) {
        if (bucket.isBehind(first)) {
          break;
        }
        if (!bucket.headPrecedes(first, now)) {
          continue;
        }
      }
      long heldFor = bucket.key.heldFor();
      if (heldFor != Partition.NOBODY && heldFor != seat.id) {
        continue;
      }
      Item item = bucket.at(0);
      if (item.barred(seat)) {
        item = bucket.first(other -> !other.barred(seat));
      }
      if (item != null && (first == null || item.precedes(first, now))) {
        first = item;
      }
    }
    return first;
  }

  /// The first `limit` conversations served before an item, in order.
  List<Item> before(Item item, int limit, long now) {
    ArrayList<Item> found = new ArrayList<>();
    for (Bucket bucket : fit.buckets) {
      if (bucket.isEmpty()) {
        continue;
      }
      if (bucket.isBehind(item)) {
        break;
      }
      Item bar = found.size() == limit ? found.getLast() : item;
      if (bucket.headPrecedes(bar, now)) {
        collect(bucket, 0, item, limit, found, now);
      }
    }
    return found;
  }

  private static void collect(
      Bucket bucket, int index, Item item, int limit, ArrayList<Item> found, long now) {
    if (index >= bucket.size()) {
      return;
    }
    Item other = bucket.at(index);
    Item bar = found.size() == limit ? found.getLast() : item;
    if (other == item || !other.precedes(bar, now)) {
      return;
    }
    int at = found.size();
    while (at > 0 && other.precedes(found.get(at - 1), now)) {
      at--;
    }
    found.add(at, other);
    if (found.size() > limit) {
      found.removeLast();
    }
    collect(bucket, 2 * index + 1, item, limit, found, now);
    collect(bucket, 2 * index + 2, item, limit, found, now);
  }

  int count(long queue) {
    Line line = lines.get(queue);
    return line == null ? 0 : line.size();
  }

  int count() {
    return count;
  }

  /// The items of a queue, the oldest first and the others in no order.
  List<Item> in(long queue) {
    Line line = lines.get(queue);
    List<Item> items = new ArrayList<>();
    for (int i = 0; line != null && i < line.size(); i++) {
      items.add(line.at(i));
    }
    return items;
  }

  @Nullable Item oldest(long queue) {
    Line line = lines.get(queue);
    return line == null ? null : line.first();
  }

  private Bucket bucket(Bucket.Key key) {
    Bucket known = buckets.get(key);
    if (known != null) {
      return known;
    }
    Bucket bucket = new Bucket(key);
    buckets.put(key, bucket);
    fit.add(bucket);
    empty++;
    return bucket;
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
