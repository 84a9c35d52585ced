package kr.ondam.console.desk;

import java.util.regex.Pattern;
import kr.ondam.channel.Part;
import kr.ondam.console.live.CalmText;

/// Words for a part of a message that cannot be shown, with what is known of it.
final class UnknownWords {
  /// How our reader of SMPP says which parts of a text message are there.
  private static final Pattern PARTS = Pattern.compile("\\((\\d{1,3})/(\\d{1,3})[:)].*");

  private static final int LONGEST_TYPE = 64;

  private UnknownWords() {}

  /// Finds a text by its key.
  interface Texts {
    String of(String key, Object... values);
  }

  static String of(Part.Unsupported part, Texts texts) {
    return switch (part.type()) {
      case "text_too_long" -> texts.of("desk.part.tooLong");
      case "sms_part" -> partly(part.raw(), texts);
      default -> {
        var type = type(part.type());
        yield type.isEmpty()
            ? texts.of("desk.part.unsupported")
            : texts.of("desk.part.unknown", type);
      }
    };
  }

  private static String partly(String raw, Texts texts) {
    var said = PARTS.matcher(raw.substring(Math.max(0, raw.indexOf('('))));
    return said.matches()
        ? texts.of("desk.part.partly", said.group(1), said.group(2))
        : texts.of("desk.part.partly.some");
  }

  /// A type is a word of whoever sent it: of one line, and short.
  private static String type(String given) {
    var type = CalmText.of(given).replaceAll("\\s+", " ").strip();
    return type.codePointCount(0, type.length()) <= LONGEST_TYPE
        ? type
        : type.substring(0, type.offsetByCodePoints(0, LONGEST_TYPE)) + "…";
  }
}
