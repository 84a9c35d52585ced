package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Lays a variation over the base case as rule files inherit: single values replace, maps merge,
/// queues, agents and boosts merge by name, other lists replace. `인원: -2` counts from the base.
final class Overlay {
  private static final Set<String> NAMED = Set.of("queues", "agents", "boost", "centres");
  private static final Pattern RELATIVE = Pattern.compile("[+-][0-9]{1,5}");

  private final Problems problems;

  Overlay(Problems problems) {
    this.problems = problems;
  }

  Entry.Fields lay(Entry.Fields base, Entry.Fields over) {
    Map<String, Entry.Field> merged = new LinkedHashMap<>(base.fields());
    over.fields()
        .forEach((key, field) -> {
          String same = find(base, key).orElse(key);
          Entry.Field under = merged.get(same);
          Entry value =
              under == null ? field.value() : lay(Words.canonical(key), under.value(), field);
          merged.put(same, new Entry.Field(value, field.keyPlace()));
        });
    return new Entry.Fields(merged, over.place());
  }

  private static Optional<String> find(Entry.Fields fields, String key) {
    return fields.fields().keySet().stream()
        .filter(other -> Words.canonical(other).equals(Words.canonical(key)))
        .findFirst();
  }

  private Entry lay(String key, Entry base, Entry.Field over) {
    if (base instanceof Entry.Fields under && over.value() instanceof Entry.Fields above) {
      return lay(under, above);
    }
    if (NAMED.contains(key)
        && base instanceof Entry.Items under
        && over.value() instanceof Entry.Items above) {
      return byName(under, above);
    }
    if (key.equals("count")
        && base instanceof Entry.Text under
        && over.value() instanceof Entry.Text above
        && RELATIVE.matcher(above.text()).matches()
        && under.text().matches("[0-9]{1,5}")) {
      int count = Integer.parseInt(under.text()) + Integer.parseInt(above.text());
      return new Entry.Text(Integer.toString(count), above.place());
    }
    return over.value();
  }

  private Entry.Items byName(Entry.Items base, Entry.Items over) {
    List<Entry> merged = new ArrayList<>(base.items());
    for (Entry item : over.items()) {
      Optional<String> name = text(item, "name");
      int at = -1;
      for (int i = 0; i < merged.size() && name.isPresent(); i++) {
        at = text(merged.get(i), "name").equals(name) ? i : at;
      }
      boolean removes =
          text(item, "remove").map(Words::canonical).filter("true"::equals).isPresent();
      if (at < 0 && removes) {
        String missing = name.orElse("");
        problems.add(
            item.place(), "기준에 없는 이름입니다: '" + missing + "'", "the base has no '" + missing + "'");
      } else if (removes) {
        merged.remove(at);
      } else if (at < 0) {
        merged.add(item);
      } else if (merged.get(at) instanceof Entry.Fields under
          && item instanceof Entry.Fields above) {
        merged.set(at, lay(under, above));
      }
    }
    return new Entry.Items(merged, over.place());
  }

  private static Optional<String> text(Entry entry, String key) {
    return entry instanceof Entry.Fields fields
        ? find(fields, key)
            .map(fields.fields()::get)
            .map(Entry.Field::value)
            .flatMap(value ->
                value instanceof Entry.Text text ? Optional.of(text.text()) : Optional.empty())
        : Optional.empty();
  }
}
