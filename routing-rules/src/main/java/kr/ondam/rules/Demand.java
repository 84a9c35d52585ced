package kr.ondam.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a queue asks for: the order of service in it and who may serve.
///
/// @param queue the queue's number
/// @param priorityClass 순위, 0 is served first
/// @param weight 가중 in thousandths, 1 to 1,000,000; 1000 is first come first served
/// @param requirement what an agent must have
/// @param scored all bits of the skills that count under [Strategy#MOST_SKILLED], required and
///   preferred ones (우대기술)
/// @param relaxations later and later, each requiring a subset of what the one before requires
/// @param strategy how agents are chosen for this queue (큐.순서); null for the policy's way
public record Demand(
    long queue,
    int priorityClass,
    int weight,
    Bits requirement,
    Bits scored,
    List<Relaxation> relaxations,
    MaxWait maxWait,
    @Nullable Strategy strategy) {
  private static final int HEAVIEST = 1_000_000;

  public Demand {
    if (priorityClass < 0) {
      throw new IllegalArgumentException("priorityClass: " + priorityClass + " (expected: >= 0)");
    }
    if (weight < 1 || weight > HEAVIEST) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: 1 to 1000000)");
    }
    relaxations = List.copyOf(relaxations);
    Bits before = requirement;
    long after = 0;
    boolean beyond = false;
    for (Relaxation step : relaxations) {
      if (step.afterMillis() <= after) {
        throw new IllegalArgumentException(
            "afterMillis: " + step.afterMillis() + " (expected: > " + after + ")");
      }
      if (!before.covers(step.requirement())) {
        throw new IllegalArgumentException(
            "requirement: " + step.requirement() + " (expected: a subset of " + before + ")");
      }
      if (beyond && !step.beyond()) {
        throw new IllegalArgumentException("beyond: false (expected: true, as in the step before)");
      }
      before = step.requirement();
      after = step.afterMillis();
      beyond = step.beyond();
    }
  }

  /// Waits as long as it takes, and agents are chosen in the policy's way.
  public Demand(
      long queue,
      int priorityClass,
      int weight,
      Bits requirement,
      Bits scored,
      List<Relaxation> relaxations) {
    this(queue, priorityClass, weight, requirement, scored, relaxations, MaxWait.NONE, null);
  }

  /// First come first served at priority class `priorityClass`, nothing relaxed.
  public static Demand plain(long queue, int priorityClass, Bits requirement) {
    return new Demand(queue, priorityClass, 1000, requirement, requirement, List.of());
  }

  /// The same where nobody else may be asked: a step that reaches other partitions reaches as far
  /// as this one.
  public Demand within() {
    return new Demand(
        queue,
        priorityClass,
        weight,
        requirement,
        scored,
        relaxations.stream()
            .map(step -> new Relaxation(step.afterMillis(), step.requirement()))
            .toList(),
        maxWait,
        strategy);
  }

  /// What is required after `step` relaxations.
  public Bits requirement(int step) {
    return step == 0 ? requirement : relaxations.get(step - 1).requirement();
  }

  /// Whether other partitions may serve after `step` relaxations.
  boolean isBeyond(int step) {
    return step > 0 && relaxations.get(step - 1).beyond();
  }

  /// How many relaxations are due at an age.
  int stepsAt(long ageMillis) {
    int steps = 0;
    while (steps < relaxations.size() && relaxations.get(steps).afterMillis() <= ageMillis) {
      steps++;
    }
    return steps;
  }
}
