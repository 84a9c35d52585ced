package kr.ondam.routing;

import java.util.Optional;
import kr.ondam.rules.Decision.Ground;
import kr.ondam.rules.English;
import kr.ondam.rules.file.Position;
import kr.ondam.rules.file.StickyRule;
import kr.ondam.rules.language.Spelling;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Words how whoever knows the customer is preferred (이력상담사), with the line of each value. A place
/// is empty for a value no file gives.
///
/// @param condition in Korean spelling, empty for none
/// @param conditionEnglish the same in English spelling
record StickyWords(
    long periodMillis,
    String periodAt,
    long holdMillis,
    String holdAt,
    String condition,
    String conditionEnglish,
    String conditionAt) {
  private static final long DAY = 86_400_000;
  private static final int LONGEST = 200;

  static StickyWords of(StickyRule rule) {
    var condition = rule.condition();
    return new StickyWords(
        rule.periodMillis(),
        place(rule.periodAt()),
        rule.holdMillis(),
        place(rule.holdAt()),
        condition.map(one -> one.print(Spelling.KOREAN)).map(StickyWords::cut).orElse(""),
        condition.map(one -> one.print(Spelling.ENGLISH)).map(StickyWords::cut).orElse(""),
        place(rule.conditionAt()));
  }

  /// What [#write] wrote.
  static StickyWords read(JsonNode json) {
    return new StickyWords(
        json.path("periodMillis").asLong(0),
        json.path("periodAt").asString(""),
        json.path("holdMillis").asLong(0),
        json.path("holdAt").asString(""),
        json.path("condition").asString(""),
        json.path("conditionEnglish").asString(""),
        json.path("conditionAt").asString(""));
  }

  void write(ObjectNode json) {
    json.put("periodMillis", periodMillis).put("periodAt", periodAt);
    json.put("holdMillis", holdMillis).put("holdAt", holdAt);
    if (!condition.isEmpty()) {
      json.put("condition", condition)
          .put("conditionEnglish", conditionEnglish)
          .put("conditionAt", conditionAt);
    }
  }

  /// The values as they stand in the rules.
  void describe(Reasons.Lines lines) {
    lines.add(
        period()
            + ", "
            + hold()
            + (condition.isEmpty() ? "" : ", 조건 " + condition + at(conditionAt)),
        periodEnglish()
            + ", "
            + holdEnglish()
            + (condition.isEmpty() ? "" : ", condition " + conditionEnglish + at(conditionAt)));
  }

  /// The values with what became of them for one conversation.
  void describe(Ground ground, Reasons.Lines lines) {
    if (ground != Ground.KNOWN) {
      describe(lines);
    } else if (holdMillis == 0) {
      lines.add(
          period() + ", " + hold() + ": 바로 받을 수 있을 때만",
          periodEnglish() + ", " + holdEnglish() + ": only if able at once");
    } else if (condition.isEmpty()) {
      describe(lines);
    } else {
      lines.add(
          period()
              + ", "
              + hold()
              + "의 조건 "
              + condition
              + at(conditionAt)
              + "에 맞지 않아 바로 받을 수 있을 때만",
          periodEnglish()
              + ", only if able at once: the condition "
              + conditionEnglish
              + at(conditionAt)
              + " of the "
              + holdEnglish()
              + " does not hold");
    }
  }

  private String period() {
    return "이력상담사 "
        + (periodMillis % DAY == 0 ? periodMillis / DAY + "일" : Values.korean(periodMillis))
        + " 안"
        + at(periodAt);
  }

  private String periodEnglish() {
    return "who knew the customer within "
        + (periodMillis % DAY == 0
            ? English.count(periodMillis / DAY, "day")
            : Values.english(periodMillis))
        + at(periodAt);
  }

  private String hold() {
    return "대기 " + Values.korean(holdMillis) + at(holdAt);
  }

  private String holdEnglish() {
    return "hold " + Values.english(holdMillis) + at(holdAt);
  }

  private static String place(Optional<Position> at) {
    return at.map(Position::toString).orElse("");
  }

  private static String at(String place) {
    return place.isEmpty() ? "" : " (" + place + ")";
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
