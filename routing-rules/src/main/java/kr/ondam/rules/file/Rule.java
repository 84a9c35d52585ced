package kr.ondam.rules.file;

import kr.ondam.rules.language.Condition;

/// A named condition of a rule file with what follows when it holds.
public sealed interface Rule {
  String name();

  Condition condition();

  /// Where the entry begins.
  Position at();

  /// 분류: the first that holds decides the queue.
  record Classifying(String name, Condition condition, String queue, Position at) implements Rule {}

  /// 가점: all that hold are added up.
  record Boosting(String name, Condition condition, long millis, Position at) implements Rule {}
}
