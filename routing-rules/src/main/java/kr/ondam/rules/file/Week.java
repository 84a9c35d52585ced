package kr.ondam.rules.file;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The opening hours of one level, day by day. Levels are merged key by key, so that 매일 below must
/// become the seven days before it can win over 월~금 above.
final class Week {
  private Week() {}

  /// The same hours (영업시간) with an entry for each single day that is named. Each keeps the place it
  /// came from.
  static Node.Field daily(Node.Field hours) {
    if (!(hours.value() instanceof Node.Fields named)) {
      return hours;
    }
    Map<String, Node.Field> weeks = new LinkedHashMap<>();
    named
        .fields()
        .forEach((name, field) ->
            weeks.put(
                name,
                field.value() instanceof Node.Fields week
                    ? new Node.Field(field.key(), daily(week))
                    : field));
    return new Node.Field(hours.key(), named.with(weeks));
  }

  /// A single day wins over a range of days, a range over 매일.
  private static Node.Fields daily(Node.Fields week) {
    Map<String, Node.Field> days = new HashMap<>();
    Map<String, Integer> widths = new HashMap<>();
    week.fields()
        .forEach((key, field) -> {
          List<Integer> meant = OpeningHours.days(key);
          for (int day : meant) {
            String name = OpeningHours.DAYS.get(day);
            if (meant.size() < widths.getOrDefault(name, OpeningHours.DAYS.size() + 1)) {
              widths.put(name, meant.size());
              days.put(name, new Node.Field(field.key().with(name), field.value()));
            }
          }
          if (meant.isEmpty()) {
            days.put(key, field);
          }
        });
    Map<String, Node.Field> inOrder = new LinkedHashMap<>();
    for (String day : OpeningHours.DAYS) {
      Node.Field field = days.get(day);
      if (field != null) {
        inOrder.put(day, field);
      }
    }
    days.forEach(inOrder::putIfAbsent);
    return week.with(inOrder);
  }
}
