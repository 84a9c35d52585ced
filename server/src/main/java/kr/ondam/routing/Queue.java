package kr.ondam.routing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kr.ondam.conversation.QueueId;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Waiting conversations of one purpose in a tenant.
///
/// @param skills required level 1 to 5 by skill name; an agent needs all
/// @param centre only agents of this centre, null for all
/// @param priorityClass 0 is served first
/// @param weight how fast urgency grows, in thousandths; 1000 is first come first served
/// @param routingKeys entry points that lead here; the queue `general` takes what no other names
/// @param inForce false when rules are in force that do not name it: nothing is brought there, but
///   its name is still known
public record Queue(
    TenantId tenant,
    QueueId id,
    String name,
    Map<String, Integer> skills,
    @Nullable CentreId centre,
    int priorityClass,
    int weight,
    Set<String> routingKeys,
    boolean inForce) {
  /// The queue every tenant has.
  public static final QueueId GENERAL = new QueueId("general");

  public Queue {
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException(
          "queue name: '" + name + "' (expected: 1 to 100 characters)");
    }
    if (priorityClass < 0 || priorityClass > 31) {
      throw new IllegalArgumentException(
          "priority class: " + priorityClass + " (expected: 0 to 31)");
    }
    if (weight < 1) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: >= 1)");
    }
    skills = Map.copyOf(new TreeMap<>(skills));
    routingKeys = Set.copyOf(routingKeys);
  }

  /// A queue in force.
  public Queue(
      TenantId tenant,
      QueueId id,
      String name,
      Map<String, Integer> skills,
      @Nullable CentreId centre,
      int priorityClass,
      int weight,
      Set<String> routingKeys) {
    this(tenant, id, name, skills, centre, priorityClass, weight, routingKeys, true);
  }

  /// The same queue, in force or not.
  public Queue inForce(boolean now) {
    return new Queue(tenant, id, name, skills, centre, priorityClass, weight, routingKeys, now);
  }
}
