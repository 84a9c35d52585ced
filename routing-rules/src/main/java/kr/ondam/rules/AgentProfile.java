package kr.ondam.rules;

/// What the host knows about an agent and the engine needs.
///
/// @param bits skills with levels, centre, region
/// @param rank place under [Strategy#FIXED], smaller first
public record AgentProfile(Bits bits, Availability availability, Capacity capacity, int rank) {
  /// The same agent with another availability.
  public AgentProfile with(Availability other) {
    return new AgentProfile(bits, other, capacity, rank);
  }
}
