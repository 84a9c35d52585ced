package kr.ondam.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One map of a configuration file, read key by key. Each key that is asked for counts as known;
/// [#finish] reports the others with the known key they resemble. All problems are collected, so
/// that an operator sees them in one start.
final class ConfigSection {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private final ConfigTree.Fields fields;
  private final String path;
  private final Map<String, String> environment;
  private final List<String> problems;
  private final Set<String> known = new LinkedHashSet<>();

  ConfigSection(
      ConfigTree.Fields fields,
      String path,
      Map<String, String> environment,
      List<String> problems) {
    this.fields = fields;
    this.path = path;
    this.environment = environment;
    this.problems = problems;
  }

  /// A map below this one; an empty one when the key is missing.
  ConfigSection section(String key) {
    known.add(key);
    var value = fields.fields().get(key);
    if (value instanceof ConfigTree.Fields below) {
      return new ConfigSection(below, path(key), environment, problems);
    }
    if (value != null) {
      problems.add(value.place() + ": " + path(key) + " (expected: keys with values)");
    }
    return new ConfigSection(
        new ConfigTree.Fields(Map.of(), Map.of(), fields.place()),
        path(key),
        environment,
        problems);
  }

  /// The maps of a list; none when the key is missing.
  List<ConfigSection> sections(String key) {
    known.add(key);
    List<ConfigSection> sections = new ArrayList<>();
    for (var item : items(key)) {
      if (item instanceof ConfigTree.Fields below) {
        sections.add(new ConfigSection(below, path(key), Map.of(), problems));
      } else {
        problems.add(item.place() + ": " + path(key) + " (expected: keys with values)");
      }
    }
    return sections;
  }

  Optional<String> text(String key) {
    known.add(key);
    var override = environment.get(variable(key));
    if (override != null) {
      return Optional.of(override);
    }
    return switch (fields.fields().get(key)) {
      case null -> Optional.empty();
      case ConfigTree.Text text when text.text().equals("null") -> Optional.empty();
      case ConfigTree.Text text -> Optional.of(text.text());
      case ConfigTree.Value other -> {
        problems.add(other.place() + ": " + path(key) + " (expected: one value)");
        yield Optional.empty();
      }
    };
  }

  String required(String key) {
    var text = text(key);
    if (text.isEmpty() || text.get().isBlank()) {
      problems.add(fields.place() + ": " + path(key) + " is missing");
    }
    return text.orElse("");
  }

  int number(String key, int otherwise, int least, int most) {
    var text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below like a number out of range.
    }
    wrong(key, text.get(), "a whole number from " + least + " to " + most);
    return otherwise;
  }

  boolean flag(String key, boolean otherwise) {
    return switch (text(key).orElse(Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      case String other -> {
        wrong(key, other, "true or false");
        yield otherwise;
      }
    };
  }

  /// A duration with its unit, such as `30s`, `5m` or `500ms`.
  Duration duration(String key, Duration otherwise, Duration least, Duration most) {
    var text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    var matcher = DURATION.matcher(text.get());
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      var duration =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          };
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    }
    wrong(
        key, text.get(), "a duration with unit such as 30s, 5m, 1h, from " + least + " to " + most);
    return otherwise;
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    var text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text.get().replace('-', '_'))) {
        return constant;
      }
    }
    wrong(key, text.get(), "one of " + List.of(type.getEnumConstants()));
    return otherwise;
  }

  List<String> texts(String key) {
    known.add(key);
    var override = environment.get(variable(key));
    if (override != null) {
      return override.isBlank() ? List.of() : List.of(override.split("\\s*,\\s*"));
    }
    List<String> texts = new ArrayList<>();
    for (var item : items(key)) {
      if (item instanceof ConfigTree.Text text) {
        texts.add(text.text());
      } else {
        problems.add(item.place() + ": " + path(key) + " (expected: a list of values)");
      }
    }
    return texts;
  }

  /// A map of names to values, such as `{상담기본: 3}`.
  Map<String, String> pairs(String key) {
    known.add(key);
    Map<String, String> pairs = new LinkedHashMap<>();
    switch (fields.fields().get(key)) {
      case null -> {}
      case ConfigTree.Fields below ->
          below
              .fields()
              .forEach((name, value) -> {
                if (value instanceof ConfigTree.Text text) {
                  pairs.put(name, text.text());
                } else {
                  problems.add(
                      value.place() + ": " + path(key) + "." + name + " (expected: one value)");
                }
              });
      case ConfigTree.Value other ->
          problems.add(other.place() + ": " + path(key) + " (expected: keys with values)");
    }
    return pairs;
  }

  /// The one-value keys nobody has asked for by name, for settings that are passed on as they are.
  Map<String, String> rest() {
    Map<String, String> rest = new LinkedHashMap<>();
    fields
        .fields()
        .forEach((key, value) -> {
          if (!known.contains(key) && value instanceof ConfigTree.Text text) {
            known.add(key);
            rest.put(key, text.text());
          }
        });
    return rest;
  }

  void wrong(String key, String value, String expected) {
    problems.add(place(key) + ": " + path(key) + ": '" + value + "' (expected: " + expected + ")");
  }

  /// Where the key stands in the file, or the environment variable that overrides it.
  String place(String key) {
    if (environment.containsKey(variable(key))) {
      return variable(key);
    }
    var value = fields.fields().get(key);
    return value == null ? fields.place() : value.place();
  }

  /// Reports the keys nobody asked for.
  void finish() {
    fields
        .keyPlaces()
        .forEach((key, place) -> {
          if (!known.contains(key)) {
            problems.add(place + ": unknown key '" + path(key) + "'" + suggestion(key));
          }
        });
  }

  private List<ConfigTree.Value> items(String key) {
    return switch (fields.fields().get(key)) {
      case null -> List.of();
      case ConfigTree.Items items -> items.items();
      case ConfigTree.Value other -> {
        problems.add(other.place() + ": " + path(key) + " (expected: a list)");
        yield List.of();
      }
    };
  }

  private String suggestion(String typed) {
    @Nullable String best = null;
    int bestDistance = 3;
    for (var candidate : known) {
      int distance = distance(typed, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best == null
        ? " (known here: " + String.join(", ", known) + ")"
        : ", did you mean '" + path(best) + "'?";
  }

  /// Levenshtein distance, two rows.
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String variable(String key) {
    return "ONDAM_" + path(key).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
