package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One map of a what-if file while it is read. What has been asked for is what the map may have:
/// [#close] reports every other key.
final class Reading {
  private static final Pattern SPAN =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)\\s*(ms|초|s|분|m|시간|h|일|d)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,12}(\\.[0-9]{1,9})?");

  private final Problems problems;
  private final Entry.Fields fields;
  private final TreeSet<String> asked = new TreeSet<>();

  Reading(Problems problems, Entry.Fields fields) {
    this.problems = problems;
    this.fields = fields;
  }

  Entry.Place place() {
    return fields.place();
  }

  /// A value of any form.
  Optional<Entry> any(String key) {
    asked.add(key);
    return fields.fields().entrySet().stream()
        .filter(field -> Words.canonical(field.getKey()).equals(key))
        .map(field -> field.getValue().value())
        .findFirst();
  }

  Optional<Entry.Text> text(String key) {
    return any(key).flatMap(entry -> text(entry, key));
  }

  private Optional<Entry.Text> text(Entry entry, String key) {
    if (entry instanceof Entry.Text text) {
      return Optional.of(text);
    }
    wrong(entry.place(), key, "글자", "text");
    return Optional.empty();
  }

  /// A text that must be there; empty text when it is not.
  String required(String key) {
    Optional<Entry.Text> text = text(key);
    if (any(key).isEmpty() || text.filter(found -> found.text().isEmpty()).isPresent()) {
      problems.add(place(), "'" + Words.korean(key) + "' 이(가) 없습니다", "'" + key + "' is missing");
    }
    return text.map(Entry.Text::text).orElse("");
  }

  long span(String key, long otherwise) {
    return text(key).map(text -> span(text, key)).orElse(otherwise);
  }

  /// Milliseconds from a text such as `30초`, `1.5m` or `2시간`.
  long span(Entry.Text text, String key) {
    Matcher matcher = SPAN.matcher(text.text());
    if (!matcher.matches()) {
      problems.add(
          text.place(),
          Words.korean(key) + " 값 '" + text.text() + "' 은(는) 시간이 아닙니다. 예: 30초, 5분, 2시간",
          key + " '" + text.text() + "' is no time span, such as 30s, 5m, 2h");
      return 1;
    }
    long unit =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "초", "s" -> 1000;
          case "분", "m" -> 60_000;
          case "시간", "h" -> 3_600_000;
          default -> 86_400_000;
        };
    double millis = Double.parseDouble(matcher.group(1)) * unit;
    if (millis > 366L * 86_400_000) {
      wrong(text.place(), key, "1년 이하", "a year at most");
      return 1;
    }
    return Math.round(millis);
  }

  double number(String key, double otherwise, double least, double most) {
    return text(key).map(text -> number(text, key, least, most)).orElse(otherwise);
  }

  double number(Entry.Text text, String key, double least, double most) {
    if (NUMBER.matcher(text.text()).matches()) {
      double value = Double.parseDouble(text.text());
      if (value >= least && value <= most) {
        return value;
      }
    }
    String range = plain(least) + "~" + plain(most);
    problems.add(
        text.place(),
        Words.korean(key) + " 값 '" + text.text() + "' 은(는) " + range + "의 수여야 합니다",
        key + " '" + text.text() + "' must be a number " + range);
    return least;
  }

  int whole(String key, int otherwise, int least, int most) {
    return text(key).map(text -> whole(text, key, least, most)).orElse(otherwise);
  }

  int whole(Entry.Text text, String key, int least, int most) {
    double value = number(text, key, least, most);
    if (value != Math.rint(value)) {
      wrong(text.place(), key, "정수", "a whole number");
    }
    return (int) value;
  }

  /// A share from per cent, `80` or `80%`.
  double share(String key, double otherwise) {
    return text(key).map(text -> share(text, key)).orElse(otherwise);
  }

  double share(Entry.Text text, String key) {
    String bare = text.text().endsWith("%") ? text.text().replace("%", "").strip() : text.text();
    return number(new Entry.Text(bare, text.place()), key, 0, 100) / 100;
  }

  /// One of several words; the first is taken when there is none.
  String word(String key, String... words) {
    return text(key).map(text -> word(text, key, words)).orElse(words[0]);
  }

  String word(Entry.Text text, String key, String... words) {
    String canonical = Words.canonical(text.text());
    List<String> known = List.of(words);
    if (known.contains(canonical)) {
      return canonical;
    }
    List<String> korean = known.stream().map(Words::korean).toList();
    problems.add(
        text.place(),
        Words.korean(key)
            + " 값 '"
            + text.text()
            + "' 을(를) 모릅니다. "
            + Nearest.hint(text.text(), korean, Language.KOREAN),
        key
            + " '"
            + text.text()
            + "' is unknown. "
            + Nearest.hint(text.text(), known, Language.ENGLISH));
    return words[0];
  }

  /// A map inside; empty when it is missing.
  Optional<Reading> map(String key) {
    return any(key).flatMap(entry -> map(entry, key));
  }

  Optional<Reading> map(Entry entry, String key) {
    if (entry instanceof Entry.Fields inner) {
      return Optional.of(new Reading(problems, inner));
    }
    wrong(entry.place(), key, "'키: 값'", "keys with values");
    return Optional.empty();
  }

  /// A list; empty when it is missing.
  List<Entry> list(String key) {
    return any(key)
        .map(entry -> {
          if (entry instanceof Entry.Items items) {
            return items.items();
          }
          wrong(entry.place(), key, "목록", "a list");
          return List.<Entry>of();
        })
        .orElse(List.of());
  }

  /// A list of maps.
  List<Reading> maps(String key) {
    List<Reading> maps = new ArrayList<>();
    list(key).forEach(entry -> map(entry, key).ifPresent(maps::add));
    return maps;
  }

  /// All keys with their texts: a map whose keys are names.
  Map<String, Entry.Text> named() {
    Map<String, Entry.Text> named = new LinkedHashMap<>();
    fields
        .fields()
        .forEach((name, field) -> {
          asked.add(Words.canonical(name));
          text(field.value(), name).ifPresent(text -> named.put(name, text));
        });
    return named;
  }

  /// All keys with their maps.
  Map<String, Reading> namedMaps() {
    Map<String, Reading> named = new LinkedHashMap<>();
    fields
        .fields()
        .forEach((name, field) -> {
          asked.add(Words.canonical(name));
          map(field.value(), name).ifPresent(map -> named.put(name, map));
        });
    return named;
  }

  void problem(Entry.Place place, String korean, String english) {
    problems.add(place, korean, english);
  }

  /// Reports the keys nobody asked for.
  void close() {
    fields
        .fields()
        .forEach((name, field) -> {
          if (!asked.contains(Words.canonical(name))) {
            List<String> korean = asked.stream().map(Words::korean).toList();
            problems.add(
                field.keyPlace(),
                "'" + name + "' 은(는) 여기에 쓸 수 없습니다. " + Nearest.hint(name, korean, Language.KOREAN),
                "'"
                    + name
                    + "' is not used here. "
                    + Nearest.hint(name, List.copyOf(asked), Language.ENGLISH));
          }
        });
  }

  private void wrong(Entry.Place place, String key, String korean, String english) {
    problems.add(
        place,
        "'" + Words.korean(key) + "' 에는 " + korean + " 이(가) 와야 합니다",
        "'" + key + "' must be " + english);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
