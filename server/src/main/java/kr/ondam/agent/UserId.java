package kr.ondam.agent;

import java.util.UUID;

/// Identifies somebody who signs in.
public record UserId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
