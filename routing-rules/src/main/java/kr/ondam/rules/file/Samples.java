package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.FactsBuilder;
import kr.ondam.rules.language.Field;
import kr.ondam.rules.language.Vocabulary;

/// Made-up conversations that tell conditions apart: for each field, absent and every value at
/// which one of the conditions can change its mind, in all combinations.
final class Samples {
  private static final int MOST = 20_000;
  private static final int MOST_WORDS = 200;
  private static final Pattern TEXT = Pattern.compile("'([^'\\\\]*)'");
  private static final Pattern LIST = Pattern.compile("목록\\.([\\p{L}\\p{N}_]+)");
  private static final Pattern DURATION = Pattern.compile("\\d+(?:초|분|시간|일)");
  private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\d:.])-?\\d+(?![\\d:초분시일.])");
  private static final Pattern SUM = Pattern.compile("(?<=[\\p{L}\\p{N})]) [+-] ");

  private final Vocabulary vocabulary;
  private final String printed;

  private Samples(Vocabulary vocabulary, String printed) {
    this.vocabulary = vocabulary;
    this.printed = printed;
  }

  /// The samples for some fields; empty when there would be too many, or a condition adds up fields
  /// so that its turning points cannot be read off.
  ///
  /// @param printed the conditions in Korean spelling
  static Optional<List<Facts>> of(
      Vocabulary vocabulary, Set<Field> fields, Collection<String> printed) {
    String all = String.join("\n", printed);
    if (SUM.matcher(TEXT.matcher(all).replaceAll("''")).find()) {
      return Optional.empty();
    }
    return new Samples(vocabulary, all).all(List.copyOf(fields));
  }

  private Optional<List<Facts>> all(List<Field> fields) {
    List<List<List<String>>> choices = new ArrayList<>();
    long count = 1;
    for (Field field : fields) {
      List<List<String>> values = values(field);
      choices.add(values);
      count *= values.size();
      if (count > MOST) {
        return Optional.empty();
      }
    }
    List<Facts> samples = new ArrayList<>();
    for (long number = 0; number < count; number++) {
      FactsBuilder facts = Facts.in(vocabulary);
      long rest = number;
      for (int i = 0; i < fields.size(); i++) {
        List<List<String>> values = choices.get(i);
        put(facts, fields.get(i), values.get((int) (rest % values.size())));
        rest /= values.size();
      }
      samples.add(facts.build());
    }
    return Optional.of(samples);
  }

  private static void put(FactsBuilder facts, Field field, List<String> values) {
    switch (field.type()) {
      case SET -> facts.put(field.korean(), values);
      case TRUTH, NUMBER, TEXT, CLOCK, DURATION, ENUMERATION -> {
        if (!values.isEmpty()) {
          facts.put(field.korean(), values.getFirst());
        }
      }
    }
  }

  /// The values to try, each as a list: none for absent, several only for a set.
  private List<List<String>> values(Field field) {
    Set<List<String>> values = new LinkedHashSet<>();
    values.add(List.of());
    switch (field.type()) {
      case TRUTH -> List.of("참", "거짓").forEach(value -> values.add(List.of(value)));
      case ENUMERATION -> enumerated(field).forEach(value -> values.add(List.of(value)));
      case SET -> values.addAll(subsets(mentioned(field)));
      case NUMBER -> numbers().forEach(value -> values.add(List.of(value)));
      case CLOCK -> clocks().forEach(value -> values.add(List.of(value)));
      case DURATION -> durations().forEach(value -> values.add(List.of(value)));
      case TEXT -> texts().forEach(value -> values.add(List.of(value)));
    }
    return List.copyOf(values);
  }

  /// The values that are mentioned, and one that stands for all others.
  private List<String> enumerated(Field field) {
    List<String> mentioned = mentioned(field);
    List<String> values = new ArrayList<>(mentioned);
    vocabulary.values(field.enumeration()).stream()
        .filter(value -> !mentioned.contains(value))
        .findFirst()
        .ifPresent(values::add);
    return values;
  }

  private List<String> mentioned(Field field) {
    Set<String> values = new LinkedHashSet<>();
    for (String word : words()) {
      vocabulary.value(field.enumeration(), word).ifPresent(values::add);
    }
    return List.copyOf(values);
  }

  private static List<List<String>> subsets(List<String> values) {
    List<List<String>> subsets = new ArrayList<>();
    if (values.size() > 5) {
      values.forEach(value -> subsets.add(List.of(value)));
      subsets.add(values);
      return subsets;
    }
    for (int mask = 1; mask < 1 << values.size(); mask++) {
      List<String> subset = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        if ((mask >> i & 1) != 0) {
          subset.add(values.get(i));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }

  private Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    TEXT.matcher(printed).results().forEach(found -> words.add(found.group(1)));
    Matcher lists = LIST.matcher(printed);
    while (lists.find()) {
      vocabulary.words(lists.group(1)).stream().limit(MOST_WORDS).forEach(words::add);
    }
    return words;
  }

  private Set<String> texts() {
    Set<String> words = words();
    Set<String> texts = new LinkedHashSet<>(words);
    texts.add("…");
    texts.add(String.join(" … ", words));
    return texts;
  }

  private Set<String> numbers() {
    TreeSet<Long> values = new TreeSet<>();
    NUMBER
        .matcher(TEXT.matcher(printed).replaceAll("''"))
        .results()
        .filter(found -> found.group().length() < 17)
        .forEach(found -> {
          long value = Long.parseLong(found.group());
          values.addAll(List.of(value - 1, value, value + 1));
        });
    Set<String> texts = new LinkedHashSet<>();
    values.forEach(value -> texts.add(String.valueOf(value)));
    return texts;
  }

  private Set<String> clocks() {
    TreeSet<Integer> minutes = new TreeSet<>();
    CLOCK
        .matcher(printed)
        .results()
        .forEach(found ->
            Quantity.clock(found.group(), true)
                .ifPresent(minute -> minutes.addAll(List.of(minute - 1, minute, minute + 1))));
    Set<String> texts = new LinkedHashSet<>();
    for (int minute : minutes) {
      if (minute >= 0 && minute < 1_440) {
        texts.add("%02d:%02d".formatted(minute / 60, minute % 60));
      }
    }
    return texts;
  }

  private Set<String> durations() {
    TreeSet<Long> seconds = new TreeSet<>();
    DURATION
        .matcher(printed)
        .results()
        .forEach(found ->
            Quantity.duration(found.group())
                .ifPresent(millis ->
                    seconds.addAll(
                        List.of(millis / 1_000 - 1, millis / 1_000, millis / 1_000 + 1))));
    Set<String> texts = new LinkedHashSet<>();
    seconds.stream().filter(each -> each >= 0).forEach(each -> texts.add(each + "초"));
    return texts;
  }
}
