package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The sentences about fields, values and lists that do not exist.
final class NameProblems {
  private static final int SHOWN = 12;
  private static final int SHOWN_CHARACTERS = 60;

  /// Facts that people ask for and that cannot exist, with the reason.
  private static final Map<String, List<String>> ELSEWHERE =
      Map.of(
          "대기시간", waiting(),
          "waiting", waiting(),
          "영업중", open(),
          "open", open());

  private NameProblems() {}

  private static List<String> waiting() {
    return List.of(
        "조건은 도착할 때 한 번 봅니다. 기다린 시간에 따라 바꾸려면 큐의 '완화'를 쓰세요.",
        "Conditions are looked at on arrival. What waiting changes is written in the queue's"
            + " relaxations (완화).");
  }

  private static List<String> open() {
    return List.of(
        "영업시간은 큐에 속하므로 큐를 고르기 전에는 알 수 없습니다. 현재.시각, 현재.요일, 현재.공휴일을 쓰세요.",
        "Hours belong to a queue and are unknown before one is chosen. Use now.time, now.weekday,"
            + " now.holiday.");
  }

  static Problem unknownField(Syntax.Path path, Vocabulary vocabulary) {
    String name = path.name();
    for (String enumeration : vocabulary.enumerations()) {
      if (vocabulary.value(enumeration, name).isPresent()) {
        return unquoted(path.offset(), path.length(), name);
      }
    }
    return unknownField(path.offset(), path.length(), name, vocabulary);
  }

  static Problem notAValue(Syntax at, String word, Enumeration enumeration) {
    return notAValue(at.offset(), at.length(), word, enumeration);
  }

  static Problem unknownList(Syntax.ListName list, Collection<String> lists) {
    return unknownList(list.offset(), list.length(), list.name(), lists);
  }

  /// A word as messages repeat it, not longer than a line.
  static String shown(String word) {
    return word.length() <= SHOWN_CHARACTERS ? word : word.substring(0, SHOWN_CHARACTERS) + "…";
  }

  static Problem unknownField(int offset, int length, String written, Vocabulary vocabulary) {
    String name = shown(written);
    List<String> reason = ELSEWHERE.getOrDefault(Folding.fold(name), List.of());
    if (!reason.isEmpty()) {
      return new Problem(
          offset,
          length,
          "'" + name + "' 은(는) 없는 항목입니다. " + reason.getFirst(),
          "There is no field '" + name + "'. " + reason.getLast());
    }
    boolean english = name.chars().allMatch(c -> c < 128);
    var names = new ArrayList<String>();
    for (Field field : vocabulary.fields()) {
      names.add(english ? field.english() : field.korean());
    }
    for (Field field : vocabulary.fields()) {
      names.add(english ? field.korean() : field.english());
    }
    int half = names.size() / 2;
    int dot = name.indexOf('.');
    String prefix = dot < 0 ? "" : name.substring(0, dot + 1);
    List<String> family = names.stream().limit(half).filter(n -> n.startsWith(prefix)).toList();
    Hint hint =
        Hint.of(name, names, family.isEmpty() ? names.subList(0, half) : family, "항목", "fields");
    boolean known = dot > 0 && !family.isEmpty();
    return new Problem(
        offset,
        length,
        known
            ? "'"
                + name.substring(0, dot)
                + "'에는 '"
                + name.substring(dot + 1)
                + "' 항목이 없습니다."
                + hint.korean()
            : "'" + name + "' 은(는) 없는 항목입니다." + hint.korean(),
        "There is no field '" + name + "'." + hint.english());
  }

  /// A name without quotes that is a value of some enumeration.
  static Problem unquoted(int offset, int length, String written) {
    String name = shown(written);
    return new Problem(
        offset,
        length,
        "'" + name + "' 은(는) 값입니다. 따옴표로 감싸세요: '" + name + "'",
        name + " is a value. Put it in quotes: '" + name + "'");
  }

  static Problem unquoted(Token token) {
    return unquoted(token.offset(), token.length(), token.text());
  }

  static Problem notAValue(int offset, int length, String written, Enumeration enumeration) {
    String word = shown(written);
    String name = enumeration.name();
    if (enumeration.values().isEmpty()) {
      return new Problem(
          offset,
          length,
          "'" + word + "' 은(는) " + name + " 값이 아닙니다. 정해진 " + name + " 값이 없습니다.",
          "'" + word + "' is not a value of " + name + ", which has no values.");
    }
    Hint hint = Hint.of(word, enumeration.values(), enumeration.values(), "값", "values");
    return new Problem(
        offset,
        length,
        "'" + word + "' 은(는) " + name + " 값이 아닙니다." + hint.korean(),
        "'" + word + "' is not a value of " + name + "." + hint.english());
  }

  private static Problem unknownList(
      int offset, int length, String written, Collection<String> lists) {
    String name = shown(written);
    var names = List.copyOf(lists);
    Hint hint = names.isEmpty() ? new Hint("", "") : Hint.of(name, names, names, "목록", "lists");
    return new Problem(
        offset,
        length,
        "'" + name + "' 목록이 없습니다." + hint.korean(),
        "There is no list '" + name + "'." + hint.english());
  }

  /// `혹시 … 인가요? (가능한 값: …)`.
  private record Hint(String korean, String english) {
    static Hint of(String word, List<String> near, List<String> all, String thing, String things) {
      var nearest = Suggestions.nearest(word, near);
      String rest = all.size() > SHOWN ? ", … +" + (all.size() - SHOWN) : "";
      String listed = String.join(", ", all.subList(0, Math.min(SHOWN, all.size()))) + rest;
      return new Hint(
          nearest.map(n -> " 혹시 '" + n + "' 인가요?").orElse("")
              + " (가능한 "
              + thing
              + ": "
              + listed
              + ")",
          nearest.map(n -> " Did you mean '" + n + "'?").orElse("")
              + " ("
              + things
              + ": "
              + listed
              + ")");
    }
  }
}
