package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The text of one file, divided into lines.
final class Source {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  Source(RuleText file) {
    name = file.name();
    text = file.text();
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts.add(i + 1);
    }
    lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
  }

  String name() {
    return name;
  }

  String text() {
    return text;
  }

  /// Where a char stands.
  Position position(int index) {
    int line = line(index);
    int column = text.codePointCount(lineStarts[line], Math.min(index, text.length()));
    return new Position(name, line + 1, column + 1);
  }

  /// The line of a stretch; what goes on in later lines is not marked.
  Excerpt excerpt(int from, int to) {
    int line = line(from);
    int start = lineStarts[line];
    int end = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
    int length = Math.max(1, Math.min(to, end) - from);
    return new Excerpt(text.substring(start, end).stripTrailing(), from - start, length).bounded();
  }

  /// A stretch of one char at a line and column that count from 0.
  Span point(int line, int column) {
    int index = index(line, column);
    return new Span(this, index, Math.min(index + 1, text.length()), ' ');
  }

  /// Index of the char at a line and column that count from 0.
  int index(int line, int column) {
    int index = lineStarts[Math.min(line, lineStarts.length - 1)];
    for (int i = 0; i < column && index < text.length() && text.charAt(index) != '\n'; i++) {
      index += Character.charCount(text.codePointAt(index));
    }
    return index;
  }

  private int line(int index) {
    int found = Arrays.binarySearch(lineStarts, index);
    return found >= 0 ? found : -found - 2;
  }
}
