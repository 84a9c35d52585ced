package kr.ondam.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kr.ondam.conversation.DuplicateRow;
import org.jspecify.annotations.Nullable;

/// Rows in memory in the order of their keys, which are compared part by part as text; numbers are
/// written with leading zeros, so that they too stand in order. Used inside a transaction of its
/// [MemoryLedger] only.
final class MemoryTable<V> {
  private static final char BETWEEN = '\u0000';
  private static final char AFTER = '\u0001';

  private final MemoryLedger ledger;
  private final String name;
  private final TreeMap<String, V> rows = new TreeMap<>();

  MemoryTable(MemoryLedger ledger, String name) {
    this.ledger = ledger;
    this.name = name;
  }

  Optional<V> find(Object... key) {
    return Optional.ofNullable(rows.get(text(key)));
  }

  boolean has(Object... key) {
    return rows.containsKey(text(key));
  }

  /// All rows whose keys begin with these parts, by key.
  List<V> under(Object... prefix) {
    String start = text(prefix);
    return List.copyOf(rows.subMap(start + BETWEEN, start + AFTER).values());
  }

  List<V> all() {
    return List.copyOf(rows.values());
  }

  /// @throws DuplicateRow when the key is taken
  void insert(V row, Object... key) {
    if (has(key)) {
      throw new DuplicateRow(name, new IllegalStateException("the key is taken"));
    }
    put(row, key);
  }

  /// Inserts or replaces.
  void put(V row, Object... key) {
    String text = text(key);
    restorable(text, rows.put(text, row));
  }

  /// Answers false when there is none.
  boolean remove(Object... key) {
    String text = text(key);
    V before = rows.remove(text);
    if (before != null) {
      restorable(text, before);
    }
    return before != null;
  }

  /// What a foreign key asks for.
  ///
  /// @throws IllegalStateException when there is no such row
  void require(Object... key) {
    if (!has(key)) {
      throw new IllegalStateException(name + ": no row " + Arrays.toString(key));
    }
  }

  private void restorable(String key, @Nullable V before) {
    ledger.undo(() -> {
      if (before == null) {
        rows.remove(key);
      } else {
        rows.put(key, before);
      }
    });
  }

  private static String text(Object... key) {
    return Arrays.stream(key)
        .map(part -> part instanceof Number number ? padded(number.longValue()) : part.toString())
        .collect(Collectors.joining(String.valueOf(BETWEEN)));
  }

  private static String padded(long number) {
    String digits = Long.toString(number);
    return "0".repeat(19 - digits.length()) + digits;
  }
}
