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
    return switch (quote) {
      case '"' -> escaped(offset);
      case '\'' -> doubled(offset);
      case '|', '>' -> block(offset);
      default -> Math.min(from + offset, Math.max(from, to - 1));
    };
  }

  private int escaped(int offset) {
    String text = source.text();
    int index = from + 1;
    for (int i = 0; i < offset && index < to - 1; i++) {
      if (text.charAt(index) == '\\') {
        index += escapeLength(text.charAt(index + 1));
      } else {
        index++;
      }
    }
    return index;
  }

  private static int escapeLength(char kind) {
    return switch (kind) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private int doubled(int offset) {
    int index = from + 1;
    for (int i = 0; i < offset && index < to - 1; i++) {
      index += source.text().startsWith("''", index) ? 2 : 1;
    }
    return index;
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
