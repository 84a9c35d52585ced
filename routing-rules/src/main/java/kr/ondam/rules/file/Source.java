package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The text of one file, divided into lines.
final class Source {
  private static final int WIDEST = 400;

  private final String name;
  private final String text;
  private final int[] lineStarts;

  /// Where the characters stand that take two chars, to count characters without walking.
  private final int[] pairs;

  Source(RuleText file) {
    name = file.name();
    text = file.text();
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts.add(i + 1);
    }
    lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
    pairs =
        IntStream.range(0, text.length() - 1)
            .filter(i -> Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1)))
            .toArray();
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
    int column = characters(Math.min(index, text.length())) - characters(lineStarts[line]);
    return new Position(name, line + 1, column + 1);
  }

  /// The line of a stretch; what goes on in later lines is not marked.
  Excerpt excerpt(int from, int to) {
    int line = line(from);
    int start = lineStarts[line];
    int end = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
    int length = Math.max(1, Math.min(to, end) - from);
    // A whole file can be one line; who reads a finding needs what is around it.
    int left = Math.max(start, from - WIDEST);
    int right = Math.min(end, from + WIDEST);
    return new Excerpt(text.substring(left, right).stripTrailing(), from - left, length).bounded();
  }

  /// A stretch of one char at the place of a character that counts from 0 through the whole file.
  Span point(int character) {
    int index = index(character);
    return new Span(this, index, Math.min(index + 1, text.length()), ' ');
  }

  /// Index of the char at which a character begins that counts from 0 through the whole file.
  int index(int character) {
    int low = 0;
    int high = pairs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pairs[middle] - middle < character) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.min(character + low, text.length());
  }

  /// How many characters stand before a char.
  private int characters(int index) {
    int found = Arrays.binarySearch(pairs, index);
    return index - (found >= 0 ? found : -found - 1);
  }

  private int line(int index) {
    int found = Arrays.binarySearch(lineStarts, index);
    return found >= 0 ? found : -found - 2;
  }
}
