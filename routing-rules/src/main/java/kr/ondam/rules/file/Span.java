package kr.ondam.rules.file;

/// A stretch of a rule file.
///
/// @param from index of its first char in the text of the source
/// @param to index after its last char
/// @param quote the opening quote of a quoted scalar, `|` or `>` of a block, else a space
record Span(Source source, int from, int to, char quote) {
  Position at() {
    return source.position(from);
  }

  Excerpt excerpt() {
    return source.excerpt(from, to);
  }

  /// Index in the source of a char of the scalar's value.
  int index(int offset) {
    return quote == '|' || quote == '>' ? block(offset) : flow(offset);
  }

  /// A quoted or plain scalar may go on in further lines: the break with the spaces around it is
  /// one space of the value, or a line break for each blank line.
  private int flow(int offset) {
    String text = source.text();
    int index = quote == ' ' ? from : from + 1;
    int end = quote == ' ' ? to : to - 1;
    int value = 0;
    while (index < end) {
      if (quote == '"' && text.startsWith("\\\n", index)) {
        index = afterSpaces(index + 2);
        continue;
      }
      int next = index;
      int chars = 1;
      if (isBreak(index)) {
        next = afterBreaks(index);
        chars = Math.max(1, breaks(index, next) - 1);
      } else if (quote == '"' && text.charAt(index) == '\\') {
        next += escapeLength(text.charAt(index + 1));
        chars = text.charAt(index + 1) == 'U' ? bigLength(index + 2) : 1;
      } else {
        next += quote == '\'' && text.startsWith("''", index) ? 2 : 1;
      }
      if (offset < value + chars) {
        return index;
      }
      value += chars;
      index = next;
    }
    return Math.min(index, Math.max(from, to - 1));
  }

  /// Whether nothing but spaces is left of the line.
  private boolean isBreak(int index) {
    int end = afterSpaces(index);
    return end < to && source.text().charAt(end) == '\n';
  }

  private int afterBreaks(int index) {
    int next = index;
    while (isBreak(next)) {
      next = afterSpaces(next) + 1;
    }
    return afterSpaces(next);
  }

  private int breaks(int start, int end) {
    return (int) source.text().substring(start, end).chars().filter(c -> c == '\n').count();
  }

  private int afterSpaces(int index) {
    int next = index;
    while (next < to && (source.text().charAt(next) == ' ' || source.text().charAt(next) == '\t')) {
      next++;
    }
    return next;
  }

  /// How many chars the character of a `\U` is.
  private int bigLength(int digits) {
    return source.text().startsWith("0000", digits) ? 1 : 2;
  }

  private static int escapeLength(char kind) {
    return switch (kind) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  /// A block keeps its lines; each is indented like the first.
  private int block(int offset) {
    String text = source.text();
    int index = text.indexOf('\n', from) + 1;
    int indent = 0;
    while (index + indent < to && text.charAt(index + indent) == ' ') {
      indent++;
    }
    index += indent;
    for (int i = 0; i < offset && index < to - 1; i++) {
      index += text.charAt(index) == '\n' ? 1 + indent : 1;
    }
    return Math.min(index, Math.max(from, to - 1));
  }
}
