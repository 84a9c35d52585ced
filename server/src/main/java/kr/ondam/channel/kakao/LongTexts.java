package kr.ondam.channel.kakao;

import java.util.List;
import java.util.stream.Collectors;
import kr.ondam.channel.Part;

/// What is shown of a text that is longer than any that people write; all of it is kept beside the
/// message.
public final class LongTexts {
  /// In code points.
  public static final int LONGEST = 65_536;

  private static final int SHOWN = 1000;

  private LongTexts() {}

  /// The beginning of texts that follow each other, and that there is more.
  public static List<Part> parts(List<Part> texts) {
    return parts(
        texts.stream()
            .map(part -> part instanceof Part.Text(var words) ? words : "")
            .collect(Collectors.joining("\n")));
  }

  /// Its beginning, and that there is more. No number is cut in two: half of one would not be
  /// masked.
  public static List<Part> parts(String text) {
    int length = Math.min(SHOWN, text.codePointCount(0, text.length()));
    var beginning =
        text.substring(0, text.offsetByCodePoints(0, length)).replaceFirst("[0-9\\s-]+$", "");
    var tooLong = new Part.Unsupported("text_too_long", "메시지가 너무 깁니다");
    return beginning.isBlank() ? List.of(tooLong) : List.of(new Part.Text(beginning), tooLong);
  }
}
