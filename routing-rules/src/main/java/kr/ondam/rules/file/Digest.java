package kr.ondam.rules.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// Names a set of files by what is in them.
final class Digest {
  private Digest() {}

  /// SHA-256 over names and texts in the order of the names; a file that is too large counts with
  /// its size, so that it is never taken for an empty one. Line ends and a byte order mark make no
  /// difference, anything else does.
  static String of(List<RuleText> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (RuleText file : files.stream().sorted(Comparator.comparing(RuleText::name)).toList()) {
        add(digest, file.name());
        add(digest, file.text());
        if (file.tooManyBytes() > 0) {
          add(digest, "bytes " + file.tooManyBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform has SHA-256.
      throw new IllegalStateException(impossible);
    }
  }

  /// The length goes first, so that no text can be mistaken for a name and another text.
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
