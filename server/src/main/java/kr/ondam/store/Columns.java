package kr.ondam.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Small collections as the text of one column, and columns that always have a value.
final class Columns {
  static final UUID NO_ID = new UUID(0, 0);

  /// Later than everything.
  static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private static final ObjectMapper JSON = JsonMapper.shared();

  private Columns() {}

  static String map(Map<String, ?> map) {
    return map.isEmpty() ? "{}" : JSON.writeValueAsString(new TreeMap<>(map));
  }

  static Map<String, String> map(String column) {
    Map<String, String> map = new LinkedHashMap<>();
    if (column.length() > 2) {
      JSON.readTree(column).properties().forEach(p -> map.put(p.getKey(), p.getValue().asString()));
    }
    return map;
  }

  static Map<String, Integer> levels(String column) {
    Map<String, Integer> levels = new LinkedHashMap<>();
    map(column).forEach((name, level) -> levels.put(name, Integer.valueOf(level)));
    return levels;
  }

  static String list(Collection<String> texts) {
    return JSON.writeValueAsString(List.copyOf(texts));
  }

  static String sorted(Collection<String> texts) {
    return JSON.writeValueAsString(new TreeSet<>(texts));
  }

  static List<String> list(String column) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : JSON.readTree(column)) {
      texts.add(node.asString());
    }
    return texts;
  }

  static <E extends Enum<E>> String names(Set<E> constants) {
    return String.join(" ", constants.stream().map(Enum::name).sorted().toList());
  }

  static <E extends Enum<E>> Set<E> names(Class<E> type, String column) {
    var constants = EnumSet.noneOf(type);
    for (String name : column.split(" ")) {
      if (!name.isEmpty()) {
        constants.add(Enum.valueOf(type, name));
      }
    }
    return constants;
  }

  static String joined(Set<UUID> ids) {
    return String.join(" ", ids.stream().map(UUID::toString).sorted().toList());
  }

  static Set<UUID> ids(String column) {
    Set<UUID> ids = new LinkedHashSet<>();
    for (String id : column.split(" ")) {
      if (!id.isEmpty()) {
        ids.add(UUID.fromString(id));
      }
    }
    return ids;
  }

  static void text(PreparedStatement statement, int index, @Nullable String text)
      throws SQLException {
    if (text == null) {
      statement.setNull(index, Types.VARCHAR);
    } else {
      statement.setString(index, text);
    }
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
