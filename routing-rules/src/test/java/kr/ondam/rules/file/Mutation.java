package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A small random change of a rule file, of the kinds that hands and hostile programs make.
final class Mutation {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}.~]+");
  private static final List<String> STRANGE =
      List.of(
          "",
          "~",
          "[]",
          "{}",
          "''",
          "0",
          "-1",
          "999999999일",
          "2147483648",
          "+999999999-01-01T00:00",
          "1900-01-01",
          "😀",
          "\\uD83D",
          "24:00-25:00",
          "월~월",
          "없음",
          "true",
          "삭제: true",
          "[[[[",
          "&a",
          "!b",
          "\"",
          "{가: {나: [다]}}",
          "1e9",
          "99999999999999999999",
          "그룹",
          "참",
          "9999시간 9999시간");

  private Mutation() {}

  static String of(String text, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> line(text, random);
      case 1 -> letter(text, random);
      case 2 -> word(text, STRANGE.get(random.nextInt(STRANGE.size())), random);
      default -> {
        List<MatchResult> words = WORD.matcher(text).results().toList();
        yield words.isEmpty()
            ? text
            : word(text, words.get(random.nextInt(words.size())).group(), random);
      }
    };
  }

  /// A line removed, doubled or put elsewhere.
  private static String line(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    String moved = lines.remove(random.nextInt(lines.size()));
    for (int n = random.nextInt(3); n > 0; n--) {
      lines.add(random.nextInt(lines.size() + 1), moved);
    }
    return String.join("\n", lines) + "\n";
  }

  private static String letter(String text, Random random) {
    if (text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    String letters = "{}[]:,-'\"#|>&*!? \n\t\u0000가0";
    String other = letters.charAt(random.nextInt(letters.length())) + "";
    return text.substring(0, at) + (random.nextBoolean() ? other : "") + text.substring(at + 1);
  }

  /// Another word in the place of one.
  private static String word(String text, String other, Random random) {
    List<MatchResult> words = WORD.matcher(text).results().toList();
    if (words.isEmpty()) {
      return text;
    }
    MatchResult replaced = words.get(random.nextInt(words.size()));
    return text.substring(0, replaced.start()) + other + text.substring(replaced.end());
  }
}
