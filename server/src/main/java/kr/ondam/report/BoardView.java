package kr.ondam.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import org.jspecify.annotations.Nullable;

/// How a tenant stands now, and its numbers since the start of the day.
///
/// @param asOf when it was read
/// @param waiting since when each waiting or offered conversation waits for people
/// @param called conversations for which a manager has been called
public record BoardView(
    List<QueueRow> queues,
    List<AgentRow> agents,
    Map<ConversationId, Instant> waiting,
    Set<ConversationId> called,
    Today today,
    Instant asOf) {
  public BoardView {
    queues = List.copyOf(queues);
    agents = List.copyOf(agents);
    waiting = Map.copyOf(waiting);
    called = Set.copyOf(called);
  }

  /// @param oldest since when the longest waiting one waits, null when nobody waits
  public record QueueRow(QueueId queue, String name, int waiting, @Nullable Instant oldest) {}

  /// @param centre the centre's name, empty when the agent has none
  /// @param load weighted slots in use
  /// @param held conversations held
  public record AgentRow(
      AgentId agent,
      String name,
      String centre,
      Presence presence,
      Instant since,
      int load,
      int capacity,
      int held) {}

  /// @param answered 응대 건: segments accepted
  /// @param abandoned 포기 건: customers who left before an agent took them
  /// @param closed segments that ended with the conversation
  /// @param answerRate 응대율 in per cent, empty without any conversation
  /// @param averageAnswerTime ASA: mean of accepted minus queued over answered; zero when none
  /// @param averageHandleTime mean of ended minus accepted over ended segments; zero when none
  /// @param serviceLevel formula F4 in per cent: answered within the threshold / (answered +
  ///   abandoned after it)
  public record Today(
      int answered,
      int abandoned,
      int closed,
      OptionalDouble answerRate,
      Duration averageAnswerTime,
      Duration averageHandleTime,
      OptionalInt serviceLevel,
      Duration serviceLevelThreshold) {}
}
