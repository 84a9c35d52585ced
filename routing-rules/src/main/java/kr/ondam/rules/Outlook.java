package kr.ondam.rules;

import java.util.List;
import java.util.OptionalLong;
import kr.ondam.rules.Candidate.Obstacle;

/// What a conversation waits for (routing.md 7.2).
///
/// @param place where it is; only [Place.Waiting] has candidates
/// @param position in its queue's order of service, from 1; 0 when it does not wait
/// @param candidates all agents of the partition, by id, and what stands in the way of each
/// @param wideningAt when the next relaxation takes place
/// @param widened what is required from then on
/// @param beyond whether other partitions may take it now, or from then on
/// @param overdueAt when the longest wait is over
/// @param heldFor agent it is kept for until `heldUntil`, or [Partition#NOBODY]
public record Outlook(
    long at,
    Ticket ticket,
    Place place,
    int step,
    Bits requirement,
    int position,
    List<Candidate> candidates,
    OptionalLong wideningAt,
    Bits widened,
    boolean beyond,
    OptionalLong overdueAt,
    long heldFor,
    long heldUntil) {
  public Outlook {
    candidates = List.copyOf(candidates);
  }

  /// How many agents have what is required.
  public int skilled() {
    return candidates.size() - count(Obstacle.SKILL_MISSING);
  }

  /// How many of the agents stand behind an obstacle.
  public int count(Obstacle obstacle) {
    return (int) candidates.stream().filter(one -> one.obstacle() == obstacle).count();
  }
}
