package kr.ondam.rules.file;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import kr.ondam.rules.Strategy;

/// A queue of one centre as the rule files describe it (큐).
///
/// @param at where it is first described
/// @param skills what an agent must have, with levels 1 to 5
/// @param preferred skills that count for the choice but are not required (우대기술)
/// @param priority 순위, 0 is served first
/// @param weight 가중 in thousandths
/// @param hours empty when it is always open
/// @param limit how many may wait, empty for any number (대기한도)
/// @param strategy 순서 of this queue, or of the centre
/// @param relaxations in the order of time
public record QueueRule(
    String name,
    Position at,
    SortedMap<String, Integer> skills,
    SortedMap<String, Integer> preferred,
    int priority,
    int weight,
    Optional<Goal> goal,
    Optional<OpeningHours> hours,
    AfterHours afterHours,
    Optional<String> afterHoursQueue,
    Optional<LongestWait> longestWait,
    Optional<Limit> limit,
    Strategy strategy,
    List<RelaxationRule> relaxations) {
  public QueueRule {
    skills = Collections.unmodifiableSortedMap(new TreeMap<>(skills));
    preferred = Collections.unmodifiableSortedMap(new TreeMap<>(preferred));
    relaxations = List.copyOf(relaxations);
  }

  /// Whether it is open at an instant, epoch milliseconds.
  public boolean openAt(long instant) {
    return hours.isEmpty() || hours.get().openAt(instant);
  }

  /// Service level aimed at (목표): this percentage answered within that time.
  public record Goal(long answerMillis, int percent) {}

  /// What happens after waiting too long (최대대기).
  ///
  /// @param queue for [WaitAction#OTHER_QUEUE]
  public record LongestWait(long millis, WaitAction action, Optional<String> queue) {}

  /// What happens when this many wait already (대기한도); 0 lets nobody wait.
  ///
  /// @param queue for [WaitAction#OTHER_QUEUE]
  public record Limit(int count, WaitAction action, Optional<String> queue) {}

  /// A step that widens who may take a conversation (완화). Whoever could take it before still can.
  ///
  /// @param afterMillis counted from the arrival
  /// @param skills enough from then on
  /// @param scope how far it may go from then on
  public record RelaxationRule(
      long afterMillis, SortedMap<String, Integer> skills, Scope scope, Position at) {
    public RelaxationRule {
      skills = Collections.unmodifiableSortedMap(new TreeMap<>(skills));
    }
  }
}
