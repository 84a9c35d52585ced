package kr.ondam.rules.file;

import java.util.ArrayList;
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
  private static final int MOST_WORDS = 2_000;

  /// More words than these are only ever looked for, wherever they stand.
  private static final int MOST_FIRST = 4;

  /// Stands between words, and for a text with none of them.
  private static final String NOTHING = "쀍";

  private static final Pattern TEXT = Pattern.compile("'([^'\\\\]*)'");
  private static final Pattern LIST = Pattern.compile("목록\\.([\\p{L}\\p{N}_]+)");
  private static final Pattern DURATION = Pattern.compile("\\d+(?:초|분|시간|일)");
  private static final Pattern CLOCK = Pattern.compile("\\d{1,2}:\\d{2}");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\d:.])-?\\d+(?![\\d:초분시일.])");
  private static final Pattern SUM = Pattern.compile("(?<=[\\p{L}\\p{N})]) [+-] ");

  /// A field held against another field turns where no number of the file says.
  private static final Pattern FIELDS =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.]* (?:==|!=|<|<=|>|>=) (?!참|거짓)[\\p{L}_]");

  /// What can fail by one more word.
  private static final Pattern LOSING =
      Pattern.compile("아님|!=|시작|[)] ==|== [(]|(?:참|거짓) ==|== (?:참|거짓)");

  private static final Pattern SEEKING = Pattern.compile("포함|시작|==|!=");

  private final Vocabulary vocabulary;
  private final String own;
  private final String printed;

  private Samples(Vocabulary vocabulary, String own, String printed) {
    this.vocabulary = vocabulary;
    this.own = own;
    this.printed = printed;
  }

  /// The samples for some fields; empty when there would be too many, or the turning points of a
  /// condition cannot be read off. Never only some of those that matter: what is said about samples
  /// would then be wrong about conversations.
  ///
  /// @param printed the conditions in Korean spelling, the one that is reasoned about first
  static Optional<List<Facts>> of(Vocabulary vocabulary, Set<Field> fields, List<String> printed) {
    String all = String.join("\n", printed);
    String bare = bare(all);
    Samples samples = new Samples(vocabulary, printed.getFirst(), all);
    if (SUM.matcher(bare).find()
        || FIELDS.matcher(bare).find()
        || samples.words(all).size() > MOST_WORDS) {
      return Optional.empty();
    }
    return samples.all(List.copyOf(fields));
  }

  private static String bare(String printed) {
    return TEXT.matcher(printed).replaceAll("''");
  }

  private Optional<List<Facts>> all(List<Field> fields) {
    List<List<List<String>>> choices = new ArrayList<>();
    long count = 1;
    for (Field field : fields) {
      List<List<String>> values = values(field).orElse(List.of());
      if (values.isEmpty()) {
        return Optional.empty();
      }
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

  /// The values to try, each as a list: none for absent, several only for a set. Empty when they
  /// would be too many.
  private Optional<List<List<String>>> values(Field field) {
    Set<List<String>> values = new LinkedHashSet<>();
    values.add(List.of());
    switch (field.type()) {
      case TRUTH -> List.of("참", "거짓").forEach(value -> values.add(List.of(value)));
      case ENUMERATION -> enumerated(field).forEach(value -> values.add(List.of(value)));
      case SET -> {
        return subsets(known(field, own), known(field, printed), field)
            .map(sets -> {
              values.addAll(sets);
              return List.copyOf(values);
            });
      }
      case NUMBER -> numbers().forEach(value -> values.add(List.of(value)));
      case CLOCK -> clocks().forEach(value -> values.add(List.of(value)));
      case DURATION -> durations().forEach(value -> values.add(List.of(value)));
      case TEXT -> {
        return subsets(words(own), words(printed), field)
            .map(sets -> {
              sets.forEach(words -> texts(words).forEach(text -> values.add(List.of(text))));
              values.add(List.of(NOTHING));
              return List.copyOf(values);
            });
      }
    }
    return Optional.of(List.copyOf(values));
  }

  private Optional<List<List<String>>> subsets(Set<String> mine, Set<String> all, Field field) {
    String bare = bare(printed);
    boolean gaining =
        !LOSING.matcher(bare).find()
            && !bare.contains(field.korean() + " ==")
            && !bare.contains("== " + field.korean());
    int tests = (int) SEEKING.matcher(bare(own)).results().count();
    return new Subsets(mine, all, tests, gaining).sets(MOST);
  }

  /// The texts in which these words stand: each of them first once, none of them first, and a
  /// single one also alone.
  private static List<String> texts(List<String> words) {
    List<String> texts = new ArrayList<>();
    String joined = String.join(" " + NOTHING + " ", words);
    texts.add(NOTHING + " " + joined);
    if (words.size() == 1) {
      texts.add(joined);
    }
    for (String first : words.size() > MOST_FIRST ? List.<String>of() : words) {
      texts.add(first + " " + NOTHING + " " + joined);
    }
    return texts;
  }

  /// The values that are mentioned, and one that stands for all others.
  private List<String> enumerated(Field field) {
    Set<String> mentioned = known(field, printed);
    List<String> values = new ArrayList<>(mentioned);
    vocabulary.values(field.enumeration()).stream()
        .filter(value -> !mentioned.contains(value))
        .findFirst()
        .ifPresent(values::add);
    return values;
  }

  /// The values of a field that are mentioned.
  private Set<String> known(Field field, String text) {
    Set<String> values = new LinkedHashSet<>();
    for (String word : words(text)) {
      vocabulary.value(field.enumeration(), word).ifPresent(values::add);
    }
    return values;
  }

  private Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    TEXT.matcher(text).results().forEach(found -> words.add(found.group(1)));
    Matcher lists = LIST.matcher(text);
    while (lists.find()) {
      vocabulary.words(lists.group(1)).stream().limit(MOST_WORDS + 1).forEach(words::add);
    }
    return words;
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
