package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A list whose entries are known by their 이름: the same name merges, 삭제 removes, 앞에, 뒤에 and 맨앞 say
/// where an entry goes, and the rest follows at the end.
final class NamedEntries {
  private static final List<Key> PLACEMENTS =
      List.of(Key.REMOVED, Key.BEFORE_RULE, Key.AFTER_RULE, Key.FIRST);

  private final Findings findings;
  private final List<Node.Fields> entries = new ArrayList<>();
  private final Map<String, Node.Text> taken = new HashMap<>();
  private final Set<String> placedBehind = new HashSet<>();
  private int placedFirst;

  NamedEntries(Findings findings, @Nullable Node parent) {
    this.findings = findings;
    if (parent instanceof Node.Items items) {
      items.items().forEach(item -> entries.add((Node.Fields) item));
    }
  }

  List<Node> list() {
    return List.copyOf(entries);
  }

  /// Lays one entry of the lower level over the list.
  void take(Node node) {
    if (node instanceof Node.Fields entry && Tree.text(entry, Key.NAME) instanceof Node.Text name) {
      take(entry, name);
    }
  }

  private void take(Node.Fields entry, Node.Text name) {
    Node.Text twice = taken.putIfAbsent(name.value(), name);
    if (twice != null) {
      findings.error(
          name,
          "'" + name.value() + "' 이(가) 두 번 있습니다 (처음: " + twice.at() + ")",
          "'" + name.value() + "' stands twice (first: " + twice.at() + ")");
      return;
    }
    int known = index(name.value());
    if (Tree.truth(entry, Key.REMOVED, false)) {
      remove(name, known);
      return;
    }
    Node.Fields merged = known < 0 ? entry : Inheritance.lay(entries.get(known), entry);
    place(entry, without(merged), known);
  }

  private void remove(Node.Text name, int known) {
    if (known >= 0) {
      entries.remove(known);
      return;
    }
    findings.add(
        Severity.ERROR,
        name,
        new Wording(
                "삭제할 '" + name.value() + "' 이(가) 상위 파일에 없습니다.",
                "there is no '" + name.value() + "' above to remove.")
            .then(Suggestion.wording(name.value(), names())));
  }

  private void place(Node.Fields entry, Node.Fields merged, int known) {
    Node.Text before = Tree.text(entry, Key.BEFORE_RULE);
    Node.Text behind = Tree.text(entry, Key.AFTER_RULE);
    boolean first = Tree.truth(entry, Key.FIRST, false);
    if ((before == null ? 0 : 1) + (behind == null ? 0 : 1) + (first ? 1 : 0) > 1) {
      findings.error(
          entry,
          "앞에, 뒤에, 맨앞 가운데 하나만 쓸 수 있습니다",
          "only one of before (앞에), behind (뒤에) and first (맨앞) is possible");
      return;
    }
    boolean moved = before != null || behind != null || first;
    if (known >= 0 && !moved) {
      entries.set(known, merged);
      return;
    }
    if (known >= 0) {
      entries.remove(known);
    }
    entries.add(spot(before, behind, first), merged);
    if (behind != null) {
      placedBehind.add(behind.value() + "\n" + Tree.word(merged, Key.NAME, ""));
    }
  }

  private int spot(Node.@Nullable Text before, Node.@Nullable Text behind, boolean first) {
    if (first) {
      return Math.min(placedFirst++, entries.size());
    }
    if (before != null) {
      return found(before);
    }
    if (behind == null) {
      return entries.size();
    }
    int at = Math.min(found(behind) + 1, entries.size());
    // Those placed behind the same entry keep the order of the file.
    while (at < entries.size() && placedBehind.contains(behind.value() + "\n" + name(at))) {
      at++;
    }
    return at;
  }

  private int found(Node.Text name) {
    int index = index(name.value());
    if (index >= 0) {
      return index;
    }
    findings.add(
        Severity.ERROR,
        name,
        new Wording(
                "'" + name.value() + "' 이(가) 없어 그 앞이나 뒤에 둘 수 없습니다.",
                "there is no '" + name.value() + "' to be placed next to.")
            .then(Suggestion.wording(name.value(), names())));
    return entries.size();
  }

  private int index(String name) {
    return names().indexOf(name);
  }

  private List<String> names() {
    return entries.stream().map(entry -> Tree.word(entry, Key.NAME, "")).toList();
  }

  private String name(int index) {
    return Tree.word(entries.get(index), Key.NAME, "");
  }

  private static Node.Fields without(Node.Fields entry) {
    Map<String, Node.Field> kept = new LinkedHashMap<>(entry.fields());
    PLACEMENTS.forEach(key -> kept.remove(key.korean()));
    return entry.with(kept);
  }
}
