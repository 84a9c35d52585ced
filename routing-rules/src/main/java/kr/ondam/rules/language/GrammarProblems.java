package kr.ondam.rules.language;

import java.util.Map;

/// The sentences about text that is not of the language.
final class GrammarProblems {
  /// What people write who know another language: what is read -> what to write.
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("=", "=="),
          Map.entry("===", "=="),
          Map.entry("<>", "!="),
          Map.entry("!==", "!="),
          Map.entry("=>", ">="),
          Map.entry("=<", "<="),
          Map.entry("≥", ">="),
          Map.entry("≤", "<="),
          Map.entry("≠", "!="),
          Map.entry("&", "&&"),
          Map.entry("|", "||"),
          Map.entry("‘", "'"),
          Map.entry("’", "'"),
          Map.entry("“", "\""),
          Map.entry("”", "\""),
          Map.entry("「", "'"),
          Map.entry("」", "'"),
          Map.entry(";", "#"),
          Map.entry("{", "["),
          Map.entry("}", "]"));

  private GrammarProblems() {}

  static Problem unfinishedText(int offset, int length, char quote) {
    return new Problem(
        offset,
        length,
        "글자를 닫는 따옴표 " + quote + " 가 없습니다.",
        "The closing quote " + quote + " of the text is missing.");
  }

  static Problem longText(int offset, int length, int bytes) {
    return new Problem(
        offset,
        length,
        "글자가 너무 깁니다: " + bytes + "바이트 (최대 " + Limits.LITERAL_BYTES + ")",
        "The text is too long: " + bytes + " bytes (at most " + Limits.LITERAL_BYTES + ")");
  }

  static Problem unknownEscape(String source, int backslash) {
    return new Problem(
        backslash,
        Math.min(2, source.length() - backslash),
        "쓸 수 없는 이스케이프입니다. \\\\ \\' \\\" \\n \\t 만 쓸 수 있습니다.",
        "Unknown escape. There are \\\\ \\' \\\" \\n \\t only.");
  }

  static Problem fraction(int offset, int length) {
    return new Problem(
        offset, length, "소수는 쓸 수 없습니다. 정수를 쓰세요.", "Numbers are whole; there are no decimals.");
  }

  static Problem largeNumber(int offset, int length) {
    return new Problem(
        offset,
        length,
        "숫자가 너무 큽니다 (최대 " + Limits.NUMBER + ").",
        "The number is too large (at most " + Limits.NUMBER + ").");
  }

  static Problem unknownUnit(int offset, int length, String digits, String unit) {
    String folded = Folding.fold(unit);
    if (folded.startsWith("시") && digits.length() <= 2) {
      String clock = "%02d:00".formatted(Integer.parseInt(digits) % 24);
      return new Problem(
          offset,
          length,
          "'" + digits + unit + "' 은(는) 시각이 아닙니다. 시각은 " + clock + ", 길이는 " + digits + "시간처럼 쓰세요.",
          "'"
              + digits
              + unit
              + "' is not a time. Write "
              + clock
              + " for a time of day, "
              + digits
              + "h for a duration.");
    }
    return new Problem(
        offset,
        length,
        "'" + NameProblems.shown(unit) + "' 은(는) 단위가 아닙니다. (가능한 단위: 초, 분, 시간, 일)",
        "'" + NameProblems.shown(unit) + "' is not a unit. (units: s, min, h, d)");
  }

  static Problem notAClock(int offset, int length, String text) {
    String written = NameProblems.shown(text);
    boolean end = written.equals("24:00");
    return new Problem(
        offset,
        length,
        end
            ? "'24:00' 은(는) 시각이 아닙니다. 하루의 시작은 00:00, 마지막은 23:59 입니다."
            : "'" + written + "' 은(는) 시각이 아닙니다. 00:00부터 23:59까지, 예: 09:00",
        end
            ? "'24:00' is not a time of day. A day starts at 00:00 and its last minute is 23:59."
            : "'" + written + "' is not a time of day. 00:00 to 23:59, for example 09:00");
  }

  static Problem unknownSign(String source, int offset) {
    if (source.startsWith("=~", offset) || source.startsWith("!~", offset)) {
      return noExpression(offset, 2);
    }
    for (int length = 3; length >= 1; length--) {
      int end = Math.min(offset + length, source.length());
      String written = source.substring(offset, end);
      String instead = SIGNS.get(written);
      if (instead != null) {
        return new Problem(
            offset,
            end - offset,
            "'" + written + "' 은(는) 쓸 수 없습니다. '" + instead + "' 를 쓰세요.",
            "'" + written + "' cannot be used. Write '" + instead + "'.");
      }
    }
    int point = source.codePointAt(offset);
    String written = Character.toString(point);
    if (point >= 0xFF01 && point <= 0xFF5E) {
      return new Problem(
          offset,
          1,
          "전각 문자 '" + written + "' 대신 '" + (char) (point - 0xFEE0) + "' 를 쓰세요.",
          "Write '" + (char) (point - 0xFEE0) + "' instead of the full-width '" + written + "'.");
    }
    return unknownCharacter(source, offset, point, written);
  }

  private static Problem unknownCharacter(String source, int offset, int point, String written) {
    int length = Character.charCount(point);
    if (point == '~' || point == '/' && source.indexOf('/', offset + 1) > 0) {
      return noExpression(offset, length);
    }
    if ("*/%^".indexOf(point) >= 0) {
      return new Problem(
          offset,
          length,
          "'" + written + "' 은(는) 쓸 수 없습니다. 계산은 + 와 - 만 됩니다.",
          "'" + written + "' cannot be used. There are only + and -.");
    }
    boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
    boolean visible = !Character.isISOControl(point) && !surrogate && Character.isDefined(point);
    String shown = visible && length == 1 ? "'" + written + "'" : "U+%04X".formatted(point);
    return new Problem(
        offset,
        length,
        shown + " 은(는) 조건식에 쓸 수 없는 문자입니다.",
        shown + " is not a character of conditions.");
  }

  /// There are no regular expressions, so none can be invalid or slow.
  static Problem noExpression(int offset, int length) {
    return new Problem(
        offset,
        length,
        "정규식은 쓸 수 없습니다. 낱말을 찾으려면: 첫문장 포함 ['해지', '해약']",
        "There are no regular expressions. To find words: first_message contains ['a', 'b']");
  }
}
