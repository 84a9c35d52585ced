package kr.ondam.rules.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import kr.ondam.rules.Bits;

/// The bits of the skills, centres and regions a file names, numbered as they appear.
final class Vocabulary {
  private final Map<String, Integer> first = new LinkedHashMap<>();
  private int next;

  Bits skill(String name, int level) {
    return Bits.level(number("s " + name, Bits.LEVELS), level);
  }

  /// All levels of a skill.
  Bits scored(String name) {
    return skill(name, Bits.LEVELS);
  }

  Bits centre(String name) {
    return Bits.of(number("c " + name, 1));
  }

  Bits region(String name) {
    return Bits.of(number("r " + name, 1));
  }

  private int number(String name, int width) {
    Integer known = first.get(name);
    if (known != null) {
      return known;
    }
    int number = next;
    next += width;
    first.put(name, number);
    return number;
  }
}
