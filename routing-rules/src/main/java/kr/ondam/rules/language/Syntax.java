package kr.ondam.rules.language;

import java.util.List;

/// What was written, before anybody asks what it means.
sealed interface Syntax {
  /// Where its first character stands.
  int offset();

  /// Where it ends.
  int end();

  default int length() {
    return end() - offset();
  }

  /// A text, number, duration, clock time or truth.
  record Literal(Kind kind, String text, long value, int offset, int end) implements Syntax {}

  /// The name of a field.
  record Path(String name, int offset, int end) implements Syntax {}

  /// `목록.이름`.
  record ListName(String name, int offset, int end) implements Syntax {}

  /// `['VIP', '골드']`.
  record Items(List<Literal> items, int offset, int end) implements Syntax {}

  /// `a + b - c`; `minus` has one entry per term, the first always false.
  record Sum(List<Syntax> terms, List<Boolean> minus) implements Syntax {
    @Override
    public int offset() {
      return terms.getFirst().offset();
    }

    @Override
    public int end() {
      return terms.getLast().end();
    }
  }

  /// `a == b` and the other five.
  record Compare(Kind operator, Syntax left, Syntax right) implements Syntax {
    @Override
    public int offset() {
      return left.offset();
    }

    @Override
    public int end() {
      return right.end();
    }
  }

  /// `a in 목록`, `a not in 목록`.
  record In(Syntax left, boolean negated, Syntax list) implements Syntax {
    @Override
    public int offset() {
      return left.offset();
    }

    @Override
    public int end() {
      return list.end();
    }
  }

  /// `a 포함 b`, `a 시작 b`.
  record Find(Kind operator, Syntax left, Syntax right) implements Syntax {
    @Override
    public int offset() {
      return left.offset();
    }

    @Override
    public int end() {
      return right.end();
    }
  }

  /// `아님 a`.
  record Not(Syntax inner, int offset) implements Syntax {
    @Override
    public int end() {
      return inner.end();
    }
  }

  /// `a 그리고 b` or `a 또는 b`, at least two; none of them joined by the same word.
  record Joined(Kind operator, List<Syntax> parts) implements Syntax {
    @Override
    public int offset() {
      return parts.getFirst().offset();
    }

    @Override
    public int end() {
      return parts.getLast().end();
    }
  }
}
