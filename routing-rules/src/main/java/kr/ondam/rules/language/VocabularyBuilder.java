package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects a [Vocabulary]. What is not acceptable is left out and listed in [#faults].
public final class VocabularyBuilder {
  private static final int LONGEST = 200;

  private final List<Field> fields = new ArrayList<>(Fields.ALL);
  private final Map<String, Enumeration> enumerations = new LinkedHashMap<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final Map<String, String> entryPoints = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  VocabularyBuilder() {
    var weekdays = Enumeration.weekdays();
    enumerations.put(weekdays.name(), weekdays);
  }

  /// An entry that was left out.
  ///
  /// @param name of the enumeration, list or field
  /// @param item the value or word of it, empty if the whole is wrong
  public record Fault(String name, String item, String korean, String english) {}

  /// Sets the values of an enumeration, such as `고객등급` to VVIP, VIP, 골드, 일반.
  public VocabularyBuilder enumeration(String written, List<String> values) {
    String name = Folding.composed(written);
    if (acceptable(name) && !enumerations.containsKey(name)) {
      enumerations.put(name, Enumeration.of(name, distinct(name, values, Limits.VALUES)));
    } else {
      faults.add(unusable(written));
    }
    return this;
  }

  /// Sets the words of a list, which conditions name as `목록.이름`.
  public VocabularyBuilder list(String written, List<String> words) {
    String name = Folding.composed(written);
    if (acceptable(name) && !lists.containsKey(name)) {
      lists.put(name, distinct(name, words, Limits.WORDS));
    } else {
      faults.add(unusable(written));
    }
    return this;
  }

  /// Says which topic (문의유형) an entry point stands for. Answers false, and takes nothing, where
  /// that is none.
  public boolean entryPoint(String key, String topic) {
    var topics = enumerations.get(Vocabulary.TOPIC);
    int ordinal = topics == null ? -1 : topics.ordinal(topic);
    if (topics == null || ordinal < 0) {
      return false;
    }
    entryPoints.put(Folding.fold(key), topics.values().get(ordinal));
    return true;
  }

  /// The values of an enumeration so far; empty for an unknown one.
  public List<String> values(String enumeration) {
    var known = enumerations.get(Folding.composed(enumeration));
    return known == null ? List.of() : known.values();
  }

  /// Adds a field of its own, such as a number that the customer system knows: `고객.포인트`.
  public VocabularyBuilder field(Field field) {
    boolean taken =
        fields.stream()
            .anyMatch(other ->
                same(other.korean(), field.korean()) || same(other.english(), field.english()));
    boolean named = acceptablePath(field.korean()) && acceptablePath(field.english());
    if (taken || !named) {
      faults.add(unusable(field.korean()));
    } else {
      fields.add(field);
    }
    return this;
  }

  /// What was left out so far.
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  /// The vocabulary of everything acceptable.
  public Vocabulary build() {
    var slots = new ArrayList<Slot>();
    var byName = new HashMap<String, Slot>();
    var none = new Enumeration("", List.of(), Map.of());
    int numbers = 0;
    int texts = 0;
    for (Field field : fields) {
      var values =
          field.listed()
              ? enumerations.getOrDefault(
                  field.enumeration(), Enumeration.of(field.enumeration(), List.of()))
              : none;
      var slot = new Slot(field, numbers, field.type() == Type.TEXT ? texts++ : -1, values);
      numbers += slot.width();
      slots.add(slot);
      byName.put(Folding.fold(field.korean()), slot);
      byName.put(Folding.fold(field.english()), slot);
    }
    return new Vocabulary(
        List.copyOf(slots),
        Map.copyOf(byName),
        Collections.unmodifiableMap(new LinkedHashMap<>(enumerations)),
        Collections.unmodifiableMap(new LinkedHashMap<>(lists)),
        Map.copyOf(entryPoints));
  }

  private List<String> distinct(String name, List<String> items, int limit) {
    var kept = new ArrayList<String>();
    var seen = new HashSet<String>();
    int characters = 0;
    for (String item : items) {
      String folded = item.length() > LONGEST ? "" : Folding.fold(item);
      if (folded.isEmpty()) {
        faults.add(fault(name, item, "비어 있거나 " + LONGEST + "자보다 깁니다", "is empty or too long"));
      } else if (kept.size() == limit || characters + item.length() > Limits.LIST_CHARACTERS) {
        faults.add(fault(name, "", "항목이 너무 많습니다 (최대 " + limit + ")", "has too many entries"));
        break;
      } else if (seen.add(folded)) {
        kept.add(item);
        characters += item.length();
      } else {
        faults.add(fault(name, item, "같은 항목이 이미 있습니다", "stands there twice"));
      }
    }
    return List.copyOf(kept);
  }

  private static boolean acceptablePath(String path) {
    for (String part : path.split("\\.", -1)) {
      if (!acceptable(part)) {
        return false;
      }
    }
    return true;
  }

  /// Whether conditions can name it: letters, digits and `_`, not a keyword.
  private static boolean acceptable(String name) {
    try {
      return name.length() <= LONGEST
          && Lexer.read(name).getFirst().kind() == Kind.NAME
          && Lexer.read(name).size() == 2;
    } catch (Unreadable _) {
      return false;
    }
  }

  private static boolean same(String a, String b) {
    return Folding.fold(a).equals(Folding.fold(b));
  }

  private static Fault unusable(String name) {
    return fault(
        name,
        "",
        "이름으로 쓸 수 없거나 이미 있습니다. 글자, 숫자, _ 만 쓰고 그리고·또는·중 같은 낱말은 피하세요",
        "is taken, or not a name of letters, digits and _, or a keyword");
  }

  private static Fault fault(String name, String item, String korean, String english) {
    String what = item.isEmpty() ? name : name + " " + item;
    return new Fault(name, item, what + ": " + korean, what + ": " + english);
  }
}
