package kr.ondam.rules.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one level of the organisation says: the group, a tenant, a region or a centre.
///
/// @param rules only what is inherited and overridden
/// @param locks paths that lower levels may not change
record Level(Node.Fields rules, List<Node.Text> locks) {
  private static final Set<String> OWN =
      Set.of(
          Key.DOCUMENT.korean(),
          Key.TARGET.korean(),
          Key.VERSION.korean(),
          Key.EFFECTIVE.korean(),
          Key.TIME_ZONE.korean(),
          Key.LOCKS.korean(),
          Key.SUBORDINATES.korean(),
          Key.TESTS.korean(),
          Key.SCRIPTS.korean());

  Level {
    locks = List.copyOf(locks);
  }

  static Level of(Node.Fields file) {
    Map<String, Node.Field> rules = new LinkedHashMap<>(file.fields());
    rules.keySet().removeAll(OWN);
    rules.computeIfPresent(Key.HOURS.korean(), (_, hours) -> Week.daily(hours));
    return new Level(file.with(rules), Tree.texts(file.get(Key.LOCKS.korean())));
  }
}
