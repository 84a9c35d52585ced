package kr.ondam.routing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.conversation.QueueId;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// The stored queues of a tenant as the rules in force want them. A queue is found again by its
/// name; one the rules do not name stays, because conversations of the past stood in it, but is not
/// in force.
final class QueueRows {
  private static final int HIGHEST_CLASS = 31;

  private QueueRows() {}

  /// All queues after the rules came into force.
  ///
  /// @param ruling null where there are no rules: then all queues are in force
  static List<Queue> of(TenantId tenant, Collection<Queue> stored, @Nullable Ruling ruling) {
    Map<QueueId, Queue> rows = new LinkedHashMap<>();
    stored.forEach(queue -> rows.put(queue.id(), queue.inForce(ruling == null)));
    if (ruling == null) {
      return List.copyOf(rows.values());
    }
    Map<String, Queue> byName = new HashMap<>();
    stored.forEach(queue -> byName.putIfAbsent(plain(queue.name()), queue));
    Set<QueueId> given = new LinkedHashSet<>();
    for (var rule : ruling.queues()) {
      var before = byName.get(plain(rule.name()));
      var id = before != null ? before.id() : free(rule.name(), rows);
      if (given.add(id)) {
        rows.put(id, row(tenant, id, rule, before));
      }
    }
    return List.copyOf(rows.values());
  }

  private static QueueId free(String name, Map<QueueId, Queue> rows) {
    var id = QueueId.named(name);
    return rows.containsKey(id) ? QueueId.digest(name) : id;
  }

  private static Queue row(TenantId tenant, QueueId id, QueueRule rule, @Nullable Queue before) {
    return new Queue(
        tenant,
        id,
        rule.name(),
        rule.skills(),
        null,
        Math.min(rule.priority(), HIGHEST_CLASS),
        rule.weight(),
        before == null ? Set.of() : before.routingKeys());
  }

  private static String plain(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
  }

  /// Those that differ from what is stored.
  static List<Queue> changed(Collection<Queue> stored, Collection<Queue> wanted) {
    List<Queue> changed = new ArrayList<>(wanted);
    changed.removeAll(stored);
    return changed;
  }
}
