package kr.ondam.agent;

import java.util.UUID;

/// Identifies an agent. It has the same value as the id of the agent's user.
public record AgentId(UUID value) {
  public static AgentId of(UserId user) {
    return new AgentId(user.value());
  }

  public UserId user() {
    return new UserId(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
