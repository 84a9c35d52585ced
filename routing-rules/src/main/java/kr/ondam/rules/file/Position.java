package kr.ondam.rules.file;

import java.util.Comparator;

/// A place in a rule file, written `file:line:column`.
///
/// @param line from 1
/// @param column from 1, in characters as a reader counts them (code points)
public record Position(String file, int line, int column) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
