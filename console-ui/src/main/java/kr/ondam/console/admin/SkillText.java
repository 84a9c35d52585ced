package kr.ondam.console.admin;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Skills as an administrator types them: `카드:3, 보험:5`; the level is 1 to 5.
final class SkillText {
  private static final Pattern SKILL = Pattern.compile("([^:,]{1,64}):\\s*([1-5])");

  private SkillText() {}

  /// Empty when the text cannot be understood or names a skill twice.
  static Optional<Map<String, Integer>> parse(String text) {
    Map<String, Integer> skills = new TreeMap<>();
    for (var part : text.split(",", -1)) {
      if (part.isBlank() && text.isBlank()) {
        continue;
      }
      var skill = SKILL.matcher(part.strip());
      if (!skill.matches()
          || skill.group(1).isBlank()
          || skills.put(skill.group(1).strip(), Integer.valueOf(skill.group(2))) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(skills);
  }

  static String format(Map<String, Integer> skills) {
    return new TreeMap<>(skills)
        .entrySet().stream()
            .map(skill -> skill.getKey() + ":" + skill.getValue())
            .collect(Collectors.joining(", "));
  }
}
