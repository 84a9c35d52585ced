package kr.ondam.rules.file;

import java.nio.charset.StandardCharsets;

/// A rule file as it was read: its name and its text.
///
/// @param name without folders, such as `hanbit-life.yaml`
/// @param text letters that were not valid UTF-8 stand as U+FFFD and are reported when read; empty
///   when the file is too large, because no part of it may pass for all of it
/// @param tooManyBytes the size of a file that is larger than [#LARGEST], else 0
public record RuleText(String name, String text, long tooManyBytes) {
  /// The most bytes of a file. The longest list of words fits, with all that stands around them.
  public static final int LARGEST = 2 * 1024 * 1024;

  private static final int LONGEST_NAME = 100;
  private static final int UNREADABLE = 0xFFFD;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  public RuleText {
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    text = text.replace("\r\n", "\n");
    long bytes = Math.max(tooManyBytes, utf8(text));
    tooManyBytes = bytes > LARGEST ? bytes : 0;
    text = bytes > LARGEST ? "" : text;
  }

  public RuleText(String name, String text) {
    this(name, text, 0);
  }

  /// A file nothing was read of, because it has so many bytes.
  public static RuleText tooLarge(String name, long bytes) {
    return new RuleText(name, "", bytes);
  }

  /// The least number of bytes it can have been read from: U+FFFD stands for one or more.
  private static long utf8(String text) {
    return text.codePoints().mapToLong(RuleText::utf8).sum();
  }

  private static long utf8(int letter) {
    if (letter < 0x80 || letter == UNREADABLE) {
      return 1;
    }
    return letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
  }

  /// The file from its bytes.
  public static RuleText decode(String name, byte[] bytes) {
    return new RuleText(name, new String(bytes, StandardCharsets.UTF_8));
  }

  /// Whether a file of this name is read at all; hidden files, copies of editors and the like are
  /// passed over.
  public static boolean isRuleFile(String name) {
    return name.length() <= LONGEST_NAME
        && name.endsWith(".yaml")
        && !name.startsWith(".")
        && !name.startsWith("#")
        && !name.startsWith("~")
        && !name.equals(HolidayTable.FILE);
  }
}
