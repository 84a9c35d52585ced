package kr.ondam.rules.file;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Which tests were run, and which rules some test would miss if they were deleted. Several tenants
/// tell it at once.
final class TestCoverage {
  private final Set<Position> run = ConcurrentHashMap.newKeySet();
  private final Set<Position> guarded = ConcurrentHashMap.newKeySet();
  private final Map<Position, Node.Text> rules = new ConcurrentSkipListMap<>();

  void ran(Node test) {
    run.add(test.at());
  }

  boolean hasRun(Node test) {
    return run.contains(test.at());
  }

  boolean isGuarded(Rule rule) {
    return guarded.contains(rule.at());
  }

  void guards(Rule rule) {
    guarded.add(rule.at());
  }

  /// Notes a rule that deserves a test.
  void expect(Node.Fields entry) {
    if (Tree.text(entry, Key.NAME) instanceof Node.Text name) {
      rules.put(entry.at(), name);
    }
  }

  void warn(Findings findings) {
    rules.forEach((place, name) -> {
      if (!guarded.contains(place)) {
        findings.warning(
            name,
            "시험이 지키지 않는 규칙: '" + name.value() + "' 을(를) 지워도 실패하는 시험이 없습니다",
            "no test guards '" + name.value() + "': deleting it fails none");
      }
    });
  }
}
