package kr.ondam.rules.simulation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Capacity;

/// Something that a server records about the routing of a day, as it happens and without message
/// text. `at` is in epoch milliseconds.
public sealed interface DayEntry {
  long at();

  /// An agent is there, or has another presence, skills or capacity.
  ///
  /// @param login as 상담사그룹 names the agent, empty when the record does not say
  /// @param skills levels by name
  /// @param rank place under the fixed order
  record AgentSeen(
      long at,
      long agent,
      String login,
      String centre,
      Availability availability,
      Map<String, Integer> skills,
      Capacity capacity,
      int rank)
      implements DayEntry {
    public AgentSeen {
      // Not copyOf, whose order differs from run to run.
      skills = Collections.unmodifiableSortedMap(new TreeMap<>(skills));
    }
  }

  /// A conversation has come to routing.
  ///
  /// @param channel number of the channel in [Capacity#channels]
  /// @param centre it arrived at
  /// @param queue it was put into then
  /// @param known the agent who knows the customer, or [kr.ondam.rules.Partition#NOBODY]
  /// @param facts what classification may ask about, by field; never message text beyond that
  /// @param id of the conversation where it was recorded, to find it again
  /// @param rules version of the rules it arrived under, empty when the record does not say
  record Arrived(
      long at,
      long conversation,
      int channel,
      String centre,
      String queue,
      long known,
      Map<String, String> facts,
      String id,
      String rules)
      implements DayEntry {
    /// Without a record behind it.
    public Arrived(
        long at,
        long conversation,
        int channel,
        String centre,
        String queue,
        long known,
        Map<String, String> facts) {
      this(at, conversation, channel, centre, queue, known, facts, Long.toString(conversation), "");
    }

    public Arrived {
      facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
      if (channel < 0) {
        throw new IllegalArgumentException("channel: " + channel + " (expected: >= 0)");
      }
    }
  }

  /// An agent has become the assignee.
  record Answered(long at, long conversation, long agent) implements DayEntry {}

  /// The conversation is over; its slot stays busy for `wrapUpMillis`.
  record Ended(long at, long conversation, long wrapUpMillis) implements DayEntry {}

  /// The customer has left before anybody answered.
  ///
  /// @param silent whether that is only concluded from silence, so that the true patience is
  ///   unknown
  record Left(long at, long conversation, boolean silent) implements DayEntry {}
}
