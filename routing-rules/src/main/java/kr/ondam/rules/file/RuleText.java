package kr.ondam.rules.file;

import java.nio.charset.StandardCharsets;

/// A rule file as it was read: its name and its text.
///
/// @param name without folders, such as `hanbit-life.yaml`
/// @param text letters that were not valid UTF-8 stand as U+FFFD and are reported when read
public record RuleText(String name, String text) {
  private static final int LONGEST_NAME = 100;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  public RuleText {
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    text = text.replace("\r\n", "\n");
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
