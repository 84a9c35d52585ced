package kr.ondam.rules.language;

import java.util.List;
import java.util.stream.Collectors;

/// A comparison of a condition, kept for explaining.
record Leaf(Syntax syntax, Logic logic, List<Slot> slots) {
  boolean holds(Facts facts) {
    return logic.test(facts.numbers(), facts.texts());
  }

  /// The facts it reads, such as `고객.등급=VIP`.
  List<String> actual(Facts facts, Spelling spelling) {
    return slots.stream()
        .map(slot ->
            slot.field().name(spelling) + "=" + facts.show(slot, spelling) + found(facts, spelling))
        .toList();
  }

  private String found(Facts facts, Spelling spelling) {
    return switch (logic) {
      case Logic.Contains contains ->
          shown(contains.needles().found(facts.texts()[contains.text()], false), spelling);
      case Logic.Starts starts ->
          shown(starts.needles().found(facts.texts()[starts.text()], true), spelling);
      default -> "";
    };
  }

  private static String shown(List<String> words, Spelling spelling) {
    if (words.isEmpty()) {
      return "";
    }
    String quoted = words.stream().limit(3).map(Printer::quoted).collect(Collectors.joining(", "));
    return spelling == Spelling.KOREAN ? "(" + quoted + " 있음)" : " (with " + quoted + ")";
  }
}
