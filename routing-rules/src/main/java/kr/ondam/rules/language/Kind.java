package kr.ondam.rules.language;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a token is. The one table of keywords and signs: each with its Korean spelling, its English
/// one, and perhaps a third as a sign.
enum Kind {
  AND("그리고", "and", "&&"),
  OR("또는", "or", "||"),
  NOT("아님", "not", "!"),
  /// Printed `in` also among Korean words: 등급 중 [...] reads badly. Both are read.
  IN("in", "in", "중"),
  CONTAINS("포함", "contains"),
  STARTS("시작", "startswith"),
  TRUE("참", "true"),
  FALSE("거짓", "false"),
  LIST("목록", "list"),
  EQUAL("=="),
  UNEQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">="),
  PLUS("+"),
  MINUS("-"),
  OPEN("("),
  CLOSE(")"),
  OPEN_LIST("["),
  CLOSE_LIST("]"),
  COMMA(","),
  DOT("."),
  NAME,
  NUMBER,
  DURATION,
  CLOCK,
  TEXT,
  END;

  /// Every spelling that consists of letters.
  static final Map<String, Kind> KEYWORDS = spelled(true);

  /// Every spelling that consists of signs.
  static final Map<String, Kind> SIGNS = spelled(false);

  private final List<String> spellings;

  Kind(String... spellings) {
    this.spellings = List.of(spellings);
  }

  List<String> spellings() {
    return spellings;
  }

  /// The spelling in which conditions are printed.
  String in(Spelling spelling) {
    boolean two = spellings.size() > 1;
    return spellings.get(two && spelling == Spelling.ENGLISH ? 1 : 0);
  }

  boolean comparison() {
    return compareTo(EQUAL) >= 0 && compareTo(AT_LEAST) <= 0;
  }

  private static Map<String, Kind> spelled(boolean letters) {
    return Stream.of(values())
        .flatMap(
            kind -> kind.spellings.stream().distinct().map(spelling -> Map.entry(spelling, kind)))
        .filter(entry -> Character.isLetter(entry.getKey().charAt(0)) == letters)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
