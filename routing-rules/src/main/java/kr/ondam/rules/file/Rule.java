package kr.ondam.rules.file;

import kr.ondam.rules.language.Condition;

/// A named condition of a rule file with what follows when it holds.
public sealed interface Rule {
  String name();

  Condition condition();

  /// Where the entry begins.
  Position at();

  /// 분류: the first that holds decides the queue. A lower level may have said each of its values.
  ///
  /// @param conditionAt where the condition stands
  /// @param queueAt where the queue stands
  record Classifying(
      String name,
      Condition condition,
      String queue,
      Position at,
      Position conditionAt,
      Position queueAt)
      implements Rule {}

  /// 가점: all that hold are added up.
  ///
  /// @param millisAt where the head start stands
  record Boosting(String name, Condition condition, long millis, Position at, Position millisAt)
      implements Rule {}
}
