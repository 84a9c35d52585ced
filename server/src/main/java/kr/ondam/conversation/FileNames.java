package kr.ondam.conversation;

import java.util.regex.Pattern;

/// Makes names that customers gave their files fit to be shown and downloaded (UI38).
final class FileNames {
  static final int LONGEST = 120;
  private static final int LONGEST_EXTENSION = 12;
  private static final Pattern DEVICE =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³]) *(\\..*)?",
          Pattern.CASE_INSENSITIVE);

  private FileNames() {}

  /// The last part of a path without characters that control or turn round text, at most [#LONGEST]
  /// UTF-16 units with its extension; empty when nothing is left.
  static String safe(String given) {
    var last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    var kept = new StringBuilder();
    last.codePoints().filter(FileNames::harmless).forEach(kept::appendCodePoint);
    var name = kept.toString().strip();
    return name.matches("\\.*") ? "" : shortened(usable(name));
  }

  /// Windows takes some names for devices, whatever their extension, and drops dots at the end.
  private static String usable(String name) {
    var bare = name.replaceFirst("[. ]+$", "");
    return DEVICE.matcher(bare).matches() ? "_" + bare : bare;
  }

  private static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // The joiner holds emoji together; the other ones turn text round or are not seen.
      case Character.FORMAT -> point == 0x200D;
      default -> "<>:\"|?*".indexOf(point) < 0;
    };
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    var extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
    int end = LONGEST - extension.length();
    return name.substring(0, Character.isLowSurrogate(name.charAt(end)) ? end - 1 : end)
        + extension;
  }
}
