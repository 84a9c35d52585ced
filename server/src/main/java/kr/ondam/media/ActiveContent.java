package kr.ondam.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Tells what a browser or a system might run, from the beginning of a file. It rather suspects a
/// text than lets markup of some unusual beginning through.
final class ActiveContent {
  private static final int LOOKED_AT = 1024;

  /// ELF, scripts, programs of macOS in both orders, classes of Java.
  private static final List<String> PROGRAMS =
      List.of(
          "\u007FELF",
          "#!",
          "\u00CF\u00FA\u00ED\u00FE",
          "\u00CE\u00FA\u00ED\u00FE",
          "\u00FE\u00ED\u00FA\u00CE",
          "\u00FE\u00ED\u00FA\u00CF",
          "\u00CA\u00FE\u00BA\u00BE");

  private static final List<String> MARKUP = List.of("<script", "<svg", "<html");

  private ActiveContent() {}

  static boolean program(byte[] file) {
    var start = start(file);
    // A voice message of a phone begins like a script.
    boolean sound = start.startsWith("#!AMR");
    return !sound && PROGRAMS.stream().anyMatch(start::startsWith) || windows(start);
  }

  /// A text may begin with these two letters, too; the head of a program is never without signs
  /// that no text has.
  private static boolean windows(String start) {
    return start.startsWith("MZ")
        && start.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r');
  }

  /// HTML, SVG and other XML, also after a byte order mark and blanks.
  static boolean beginsAsMarkup(byte[] file) {
    var text =
        start(file).replace("\0", "").replaceFirst("^[\u00EF\u00BB\u00BF\u00FE\u00FF]*\\s*", "");
    return text.matches("(?is)<[!?a-z].*");
  }

  /// Whether markup that a browser may look for follows something else.
  static boolean containsMarkup(byte[] file) {
    var text = start(file).replace("\0", "").toLowerCase(Locale.ROOT);
    return MARKUP.stream().anyMatch(text::contains);
  }

  private static String start(byte[] file) {
    return new String(file, 0, Math.min(file.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
  }
}
