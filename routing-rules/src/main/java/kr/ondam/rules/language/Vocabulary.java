package kr.ondam.rules.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words one rule set may use: the fields, the values of the enumerations, the named word
/// lists. Conditions and facts of one vocabulary belong together; those of another are refused.
public final class Vocabulary {
  static final String TOPIC = Folding.composed("문의유형");

  private final List<Slot> slots;
  private final Map<String, Slot> byName;
  private final Map<String, Enumeration> enumerations;
  private final Map<String, List<String>> lists;
  private final Map<String, String> entryPoints;
  private final Map<String, Needles> needles;
  private final int numbers;
  private final int texts;

  Vocabulary(
      List<Slot> slots,
      Map<String, Slot> byName,
      Map<String, Enumeration> enumerations,
      Map<String, List<String>> lists,
      Map<String, String> entryPoints) {
    this.slots = slots;
    this.byName = byName;
    this.enumerations = enumerations;
    this.lists = lists;
    this.entryPoints = entryPoints;
    this.needles = new HashMap<>();
    lists.forEach((name, words) -> needles.put(name, new Needles(words)));
    this.numbers = slots.stream().mapToInt(Slot::width).sum();
    this.texts = (int) slots.stream().filter(slot -> slot.text() >= 0).count();
  }

  /// A builder that so far knows [Fields#ALL] and the days of the week.
  public static VocabularyBuilder builder() {
    return new VocabularyBuilder();
  }

  /// A vocabulary of enumerations and word lists by name; entries that are not acceptable are left
  /// out ([#builder()] tells which).
  public static Vocabulary of(
      Map<String, List<String>> enumerations, Map<String, List<String>> lists) {
    var builder = builder();
    enumerations.forEach(builder::enumeration);
    lists.forEach(builder::list);
    return builder.build();
  }

  /// All fields, the built-in ones first.
  public List<Field> fields() {
    return slots.stream().map(Slot::field).toList();
  }

  /// The field of that Korean or English name.
  public Optional<Field> field(String name) {
    return slot(name).map(Slot::field);
  }

  /// The names of the enumerations, in the order given.
  public Set<String> enumerations() {
    return enumerations.keySet();
  }

  /// The values of an enumeration in order; empty for an unknown one.
  public List<String> values(String enumeration) {
    var known = enumerations.get(Folding.composed(enumeration));
    return known == null ? List.of() : known.values();
  }

  /// The value of an enumeration that `written` means, whatever its case, width and composition.
  public Optional<String> value(String enumeration, String written) {
    var known = enumerations.get(Folding.composed(enumeration));
    int ordinal = known == null ? -1 : known.ordinal(written);
    return known == null || ordinal < 0
        ? Optional.empty()
        : Optional.of(known.values().get(ordinal));
  }

  /// The topic (문의유형) that an entry point stands for, or that is written.
  public Optional<String> topic(String written) {
    return Optional.ofNullable(entryPoints.get(Folding.fold(written)))
        .or(() -> value(TOPIC, written));
  }

  /// The names of the word lists, in the order given.
  public Set<String> lists() {
    return lists.keySet();
  }

  /// The words of a list; empty for an unknown one.
  public List<String> words(String list) {
    return lists.getOrDefault(Folding.composed(list), List.of());
  }

  Optional<Slot> slot(String name) {
    return Optional.ofNullable(byName.get(Folding.fold(name)));
  }

  List<Slot> slots() {
    return slots;
  }

  /// The words of a list made ready to be found; built once for all conditions that name it.
  Needles needles(String list) {
    return needles.getOrDefault(Folding.composed(list), new Needles(List.of()));
  }

  int numbers() {
    return numbers;
  }

  int texts() {
    return texts;
  }
}
