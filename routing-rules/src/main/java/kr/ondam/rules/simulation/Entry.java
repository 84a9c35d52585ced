package kr.ondam.rules.simulation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of a what-if file with its place. Everything is text until somebody reads it.
sealed interface Entry {
  Place place();

  /// Line and column, from 1.
  record Place(int line, int column) {}

  record Text(String text, Place place) implements Entry {}

  record Items(List<Entry> items, Place place) implements Entry {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// @param fields in the order of the file
  record Fields(Map<String, Field> fields, Place place) implements Entry {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /// A value with the place of its key.
  record Field(Entry value, Place keyPlace) {}
}
