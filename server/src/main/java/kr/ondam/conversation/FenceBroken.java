package kr.ondam.conversation;

import kr.ondam.agent.AgentId;
import org.jspecify.annotations.Nullable;

/// Thrown by a store when a fence of a batch does not hold; nothing of the batch was stored.
public final class FenceBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Fence fence;
  private final transient @Nullable AgentId assignee;

  public FenceBroken(Fence fence, @Nullable AgentId assignee) {
    super(
        "assignee of "
            + fence.conversation()
            + ": "
            + assignee
            + " (expected: "
            + fence.assignee()
            + ")");
    this.fence = fence;
    this.assignee = assignee;
  }

  public Fence fence() {
    return fence;
  }

  /// Who is the assignee, null when nobody is.
  public @Nullable AgentId assignee() {
    return assignee;
  }
}
