package kr.ondam.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import kr.ondam.tenant.TenantId;

/// What partitions say to each other, held back where a way is blocked and then delivered by hand.
final class HeldMail {
  private record Way(TenantId from, TenantId to) {}

  private final Set<Way> blocked = new HashSet<>();
  private final Map<Way, Deque<PartitionWork.Cross>> kept = new HashMap<>();
  private PartitionLoop.Siblings post = (_, _) -> {};

  /// What partitions talk through.
  ///
  /// @param way delivers at once
  synchronized PartitionLoop.Siblings through(PartitionLoop.Siblings way) {
    post = way;
    return this::carry;
  }

  private void carry(TenantId to, PartitionWork.Cross message) {
    var way = new Way(message.from(), to);
    PartitionLoop.Siblings now;
    synchronized (this) {
      if (blocked.contains(way)) {
        kept.computeIfAbsent(way, _ -> new ArrayDeque<>()).addLast(message);
        return;
      }
      now = post;
    }
    now.tell(to, message);
  }

  synchronized void block(TenantId from, TenantId to) {
    blocked.add(new Way(from, to));
  }

  synchronized void open(TenantId from, TenantId to) {
    blocked.remove(new Way(from, to));
  }

  /// Delivers the oldest message that is held back. Answers whether there was one.
  boolean deliver(TenantId from, TenantId to) {
    PartitionWork.Cross oldest;
    PartitionLoop.Siblings now;
    synchronized (this) {
      var way = kept.get(new Way(from, to));
      oldest = way == null ? null : way.pollFirst();
      now = post;
    }
    if (oldest == null) {
      return false;
    }
    now.tell(to, oldest);
    return true;
  }

  synchronized void lose() {
    kept.clear();
  }
}
