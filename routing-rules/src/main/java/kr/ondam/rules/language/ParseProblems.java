package kr.ondam.rules.language;

import java.util.Map;
import java.util.Set;

/// The sentences about tokens that stand where they cannot.
final class ParseProblems {
  private static final Set<String> EXPRESSIONS =
      Set.of("matches", "match", "like", "regex", "regexp", "rlike", "정규식", "일치");

  /// What people mean with a word that is no operator.
  private static final Map<String, Kind> WORDS =
      Map.ofEntries(
          Map.entry("equals", Kind.EQUAL),
          Map.entry("is", Kind.EQUAL),
          Map.entry("eq", Kind.EQUAL),
          Map.entry("같음", Kind.EQUAL),
          Map.entry("다름", Kind.UNEQUAL),
          Map.entry("이상", Kind.AT_LEAST),
          Map.entry("이하", Kind.AT_MOST),
          Map.entry("초과", Kind.MORE),
          Map.entry("미만", Kind.LESS),
          Map.entry("has", Kind.CONTAINS),
          Map.entry("이고", Kind.AND),
          Map.entry("이거나", Kind.OR),
          Map.entry("혹은", Kind.OR));

  private ParseProblems() {}

  static Problem longSource(int length) {
    return new Problem(
        Limits.SOURCE,
        length - Limits.SOURCE,
        "조건식이 너무 깁니다: " + length + "자 (최대 " + Limits.SOURCE + ")",
        "The condition is too long: " + length + " characters (at most " + Limits.SOURCE + ")");
  }

  static Problem deep(Token token) {
    return at(
        token,
        "괄호와 아님이 너무 깊습니다 (최대 " + Limits.DEPTH + "겹).",
        "Parentheses and negations go too deep (at most " + Limits.DEPTH + ").");
  }

  static Problem large(Token token) {
    return at(
        token,
        "조건식이 너무 큽니다 (값과 연산자 최대 " + Limits.NODES + "개). 긴 낱말 목록은 어휘.목록에 두세요.",
        "The condition is too large (at most "
            + Limits.NODES
            + " values and operators). Put long"
            + " word lists under 어휘.목록.");
  }

  static Problem chained(Token second) {
    return at(
        second,
        "비교를 이어 쓸 수 없습니다. 9 < 고객.나이 < 19 는 9 < 고객.나이 그리고 고객.나이 < 19 로 쓰세요.",
        "Comparisons cannot be chained. Write a < b and b < c.");
  }

  static Problem missingValue(Token token) {
    if (token.kind() == Kind.MINUS) {
      return at(
          token,
          "음수는 쓸 수 없습니다. 필요하면 0 - 1 처럼 쓰세요.",
          "There are no negative numbers. If needed write 0 - 1.");
    }
    String found = found(token);
    return at(
        token,
        "여기에 값이나 항목이 와야 합니다" + (found.isEmpty() ? "." : ": " + found),
        "A value or field is missing here" + (found.isEmpty() ? "." : ": " + found));
  }

  static Problem missingName(Token token) {
    return at(token, "점 뒤에는 항목 이름이 와야 합니다.", "A name must follow the dot.");
  }

  static Problem missingListName(Token token) {
    return at(
        token,
        "목록 이름이 없습니다. 예: 목록.해지키워드",
        "The name of the list is missing, for example list.name");
  }

  static Problem missingList(Token token, Token operator) {
    return at(
        token,
        operator.text() + " 뒤에는 목록이 옵니다. 예: ['VIP', '골드'] 또는 목록.이름. 집합은 고객.태그 포함 '재문의' 처럼 쓰세요.",
        "A list must follow "
            + operator.text()
            + ": ['a', 'b'] or list.name. For a set write"
            + " customer.tags contains 'a'.");
  }

  static Problem misplacedList(Token token) {
    return at(
        token,
        "목록은 in, 포함, 시작 뒤에만 쓸 수 있습니다.",
        "A list can stand only after in, contains and startswith.");
  }

  static Problem emptyItem(Token token, boolean first) {
    return first
        ? at(token, "목록이 비어 있습니다.", "The list is empty.")
        : at(token, "쉼표 뒤에 값이 없습니다.", "A value is missing after the comma.");
  }

  static Problem notAnItem(Token token) {
    return at(
        token,
        "목록에는 글자, 숫자, 시간, 시각만 넣을 수 있습니다.",
        "A list holds texts, numbers, durations and times only.");
  }

  static Problem unclosedList(Token open, Token token) {
    boolean ended = token.kind() == Kind.END;
    return at(
        ended ? open : token,
        ended ? "목록을 닫는 ']' 가 없습니다." : "여기에 ',' 나 ']' 가 와야 합니다.",
        ended ? "The closing ']' of the list is missing." : "',' or ']' is expected here.");
  }

  static Problem unclosed(Token open) {
    return at(open, "닫는 ')' 가 없습니다.", "The closing ')' is missing.");
  }

  /// There are no functions: nothing can loop, and neither time nor chance can be asked for.
  static Problem function(String written, int offset, int end) {
    String name = NameProblems.shown(written);
    String folded = Folding.fold(name);
    String korean = "함수는 쓸 수 없습니다: " + name + "().";
    String english = "There are no functions: " + name + "().";
    if (folded.startsWith("now") || folded.contains("time") || folded.startsWith("현재")) {
      korean += " 현재.시각, 현재.요일, 현재.공휴일을 쓰세요.";
      english += " Use now.time, now.weekday, now.holiday.";
    } else if (folded.contains("rand") || folded.contains("무작위")) {
      korean += " 무작위 배정은 없습니다. 같은 상담은 언제나 같은 결과가 나와야 합니다.";
      english += " Nothing is random: the same conversation always gets the same answer.";
    } else if (EXPRESSIONS.contains(folded)) {
      korean += " 정규식도 없습니다. 첫문장 포함 ['해지', '해약'] 처럼 쓰세요.";
      english += " Nor are there regular expressions. Use first_message contains ['a', 'b'].";
    }
    return new Problem(offset, end - offset, korean, english);
  }

  /// Something after a complete expression.
  static Problem unexpected(Token token, Token before) {
    String word = Folding.fold(token.text());
    if (token.kind() == Kind.NAME && EXPRESSIONS.contains(word)) {
      return GrammarProblems.noExpression(token.offset(), token.length());
    }
    if (token.kind() == Kind.NAME) {
      return unknownOperator(token, word);
    }
    if (token.kind() == Kind.NOT) {
      return at(
          token,
          "아님은 앞에 씁니다. 예: 아님 (고객.태그 포함 '재문의')",
          "not stands before: not (customer.tags contains 'a')");
    }
    if (token.kind() == Kind.CLOSE) {
      return at(token, "여는 '(' 가 없습니다.", "The opening '(' is missing.");
    }
    boolean value = before.kind() == Kind.TEXT && token.kind() == Kind.TEXT;
    return at(
        token,
        value
            ? "글자가 이어져 있습니다. 여러 값은 ['…', '…'] 처럼 쓰세요."
            : "여기서 " + found(token) + " 을(를) 쓸 수 없습니다. 그리고, 또는으로 이으세요.",
        value
            ? "Two texts in a row. Several values are written ['…', '…']."
            : found(token) + " cannot stand here. Join with and, or.");
  }

  private static Problem unknownOperator(Token token, String word) {
    Kind meant = WORDS.get(word);
    String near =
        meant != null
            ? meant.in(Spelling.KOREAN)
            : Suggestions.nearest(word, Kind.KEYWORDS.keySet().stream().sorted().toList())
                .orElse("");
    return at(
        token,
        "'"
            + token.text()
            + "' 은(는) 연산자가 아닙니다."
            + (near.isEmpty() ? "" : " 혹시 '" + near + "' 인가요?")
            + " (가능한 연산자: == != < <= > >= in 포함 시작 그리고 또는)",
        "'"
            + token.text()
            + "' is not an operator."
            + (near.isEmpty() ? "" : " Did you mean '" + near + "'?")
            + " (operators: == != < <= > >= in contains startswith and or)");
  }

  private static String found(Token token) {
    return token.kind() == Kind.END ? "" : "'" + NameProblems.shown(token.text()) + "'";
  }

  private static Problem at(Token token, String korean, String english) {
    return new Problem(token.offset(), token.length(), korean, english);
  }
}
