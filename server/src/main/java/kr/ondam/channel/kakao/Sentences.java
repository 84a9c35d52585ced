package kr.ondam.channel.kakao;

import java.util.ArrayList;
import java.util.List;

/// Cuts a long text into bubbles, at the end of a sentence, else at a blank, else where it must.
public final class Sentences {
  private Sentences() {}

  /// Pieces of at most `most` UTF-16 units; joined they are the text without the blanks at the
  /// cuts. A character is never cut in two.
  public static List<String> split(String text, int most) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (text.length() - from > most) {
      int cut = cut(text, from, from + most);
      pieces.add(text.substring(from, cut).stripTrailing());
      from = cut;
      while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
        from++;
      }
    }
    if (from < text.length() || pieces.isEmpty()) {
      pieces.add(text.substring(from));
    }
    return pieces.stream().filter(p -> !p.isEmpty() || text.isEmpty()).toList();
  }

  private static int cut(String text, int from, int end) {
    int half = from + (end - from) / 2;
    for (int i = end; i > half; i--) {
      char before = text.charAt(i - 1);
      boolean blank = Character.isWhitespace(text.charAt(i));
      if (before == '\n' || blank && ".!?。！？…".indexOf(before) >= 0) {
        return i;
      }
    }
    for (int i = end; i > half; i--) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }
}
