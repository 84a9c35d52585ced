package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The values a listed field may have, in order, found by any spelling that folds to the same.
record Enumeration(String name, List<String> values, Map<String, Integer> ordinals) {
  /// Values that fold to an earlier one are left out.
  static Enumeration of(String name, List<String> values) {
    var kept = new ArrayList<String>();
    var ordinals = new HashMap<String, Integer>();
    for (String value : values) {
      if (ordinals.putIfAbsent(Folding.fold(value), kept.size()) == null) {
        kept.add(value);
      }
    }
    return new Enumeration(name, List.copyOf(kept), Map.copyOf(ordinals));
  }

  /// The days of the week, the only enumeration that every vocabulary has.
  static Enumeration weekdays() {
    var days = List.of("월", "화", "수", "목", "금", "토", "일");
    var english =
        List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    var ordinals = new HashMap<String, Integer>();
    for (int i = 0; i < days.size(); i++) {
      ordinals.put(days.get(i), i);
      ordinals.put(days.get(i) + "요일", i);
      ordinals.put(english.get(i), i);
      ordinals.put(english.get(i).substring(0, 3), i);
    }
    return new Enumeration("요일", days, Map.copyOf(ordinals));
  }

  /// Its place in the order; -1 for anything else.
  int ordinal(String text) {
    return ordinals.getOrDefault(Folding.fold(text), -1);
  }

  /// How many `long`s a set of these values needs.
  int words() {
    return Math.max(1, (values.size() + 63) / 64);
  }
}
