package kr.ondam.conversation;

import java.util.Set;
import kr.ondam.agent.AgentId;
import kr.ondam.customer.CustomerId;
import org.jspecify.annotations.Nullable;

/// Which conversations a list shows; null or empty components do not restrict it.
public record ConversationFilter(
    Set<Stage> stages,
    @Nullable CustomerId customer,
    @Nullable AgentId assignee,
    @Nullable QueueId queue,
    @Nullable EndReason reason) {
  public static final ConversationFilter ALL = new ConversationFilter(Set.of(), null, null, null);

  public ConversationFilter {
    stages = Set.copyOf(stages);
  }

  /// However they ended.
  public ConversationFilter(
      Set<Stage> stages,
      @Nullable CustomerId customer,
      @Nullable AgentId assignee,
      @Nullable QueueId queue) {
    this(stages, customer, assignee, queue, null);
  }
}
