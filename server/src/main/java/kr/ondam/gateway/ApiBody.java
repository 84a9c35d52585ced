package kr.ondam.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A JSON object somebody sent, read strictly: a field of the wrong type, a missing one and an
/// unknown one are each named by their path.
final class ApiBody {
  private static final Instant OLDEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant NEWEST = Instant.parse("2200-01-01T00:00:00Z");

  private final JsonNode root;
  private final String path;

  private ApiBody(JsonNode root, String path) {
    this.root = root;
    this.path = path;
  }

  /// @param fields all that are known
  static ApiBody of(JsonNode root, String... fields) {
    return new ApiBody(root, "").checked(fields);
  }

  /// The same object, which has no other fields than these.
  ApiBody checked(String... fields) {
    if (!root.isObject()) {
      throw ApiProblem.invalid((path.isEmpty() ? "body" : path) + ": expected a JSON object");
    }
    var known = Set.of(fields);
    for (var name : root.propertyNames()) {
      if (!known.contains(name)) {
        throw new ApiProblem(
            422,
            "unknown_or_readonly_field",
            (path.isEmpty() ? "body" : path) + ": expected only " + new TreeSet<>(known));
      }
    }
    return this;
  }

  /// A number from one to another.
  double number(String field, double least, double most) {
    var node = root.path(field);
    if (!node.isNumber() || !(node.doubleValue() >= least && node.doubleValue() <= most)) {
      throw ApiProblem.invalid(named(field) + ": expected a number, " + least + " to " + most);
    }
    return node.doubleValue();
  }

  /// As [#text], and empty when it is not given.
  String optional(String field, int longest) {
    return has(field) ? text(field, longest) : "";
  }

  boolean has(String field) {
    return root.has(field);
  }

  /// Whether a field is there and not null.
  boolean present(String field) {
    return root.has(field) && !root.path(field).isNull();
  }

  /// A text with at least one visible character.
  String text(String field, int longest) {
    return text(field, root.path(field), longest);
  }

  private String text(String field, JsonNode node, int longest) {
    var text = node.isString() ? node.stringValue() : "";
    if (text.length() > longest || text.codePoints().noneMatch(ApiBody::visible)) {
      throw ApiProblem.invalid(
          named(field) + ": expected a text of 1 to " + longest + " characters");
    }
    if (text.chars().anyMatch(ApiBody::control)) {
      throw ApiProblem.invalid(named(field) + ": expected a text without control characters");
    }
    return text;
  }

  /// The texts of a list, at most `most` of them, each as [#text].
  List<String> texts(String field, int most, int longest) {
    var array = root.path(field);
    if (!array.isArray() || array.size() > most) {
      throw ApiProblem.invalid(named(field) + ": expected a list of at most " + most + " texts");
    }
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(text(field, node, longest)));
    return texts;
  }

  /// A whole number from one to another. An object of texts by free names.
  ///
  /// @param longestName of a name, in characters
  Map<String, String> pairs(String field, int most, int longestName, int longest) {
    var object = root.path(field);
    if (!object.isObject() || object.size() > most) {
      throw ApiProblem.invalid(named(field) + ": expected an object of at most " + most + " texts");
    }
    Map<String, String> pairs = new TreeMap<>();
    var inner = new ApiBody(object, named(field));
    for (var name : object.propertyNames()) {
      if (name.isBlank()
          || name.length() > longestName
          || name.chars().anyMatch(ApiBody::control)) {
        throw ApiProblem.invalid(
            named(field) + ": expected names of 1 to " + longestName + " characters");
      }
      pairs.put(name, inner.text(name, longest));
    }
    return pairs;
  }

  int whole(String field, int least, int most) {
    var node = root.path(field);
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < least
        || node.intValue() > most) {
      throw ApiProblem.invalid(
          named(field) + ": expected a whole number, " + least + " to " + most);
    }
    return node.intValue();
  }

  /// A day from one to another.
  LocalDate date(String field, LocalDate first, LocalDate last) {
    var node = root.path(field);
    try {
      var day = LocalDate.parse(node.isString() ? node.stringValue() : "");
      if (!day.isBefore(first) && !day.isAfter(last)) {
        return day;
      }
    } catch (DateTimeException _) {
      // Named below like one that is out of range.
    }
    throw ApiProblem.invalid(
        named(field) + ": expected a day such as 1990-01-31, " + first + " to " + last);
  }

  private static boolean visible(int c) {
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && Character.getType(c) != Character.FORMAT;
  }

  private static boolean control(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
  }

  /// An id of whatever tenant: whoever looks it up has to do so among the caller's own.
  UUID id(String field) {
    var id = ApiCall.uuid(root.path(field).isString() ? root.path(field).stringValue() : "");
    if (id == null) {
      throw ApiProblem.invalid(named(field) + ": expected an id");
    }
    return id;
  }

  /// A yes or no; no when it is not given.
  boolean flag(String field) {
    var node = root.path(field);
    if (has(field) && !node.isBoolean()) {
      throw ApiProblem.invalid(named(field) + ": expected true or false");
    }
    return node.asBoolean(false);
  }

  /// An instant between 1900 and 2200; null when it is not given.
  @Nullable Instant instant(String field) {
    if (!has(field)) {
      return null;
    }
    try {
      var at = Instant.parse(text(field, 40));
      if (!at.isBefore(OLDEST) && at.isBefore(NEWEST)) {
        return at;
      }
    } catch (DateTimeException _) {
      // Named below like one that is out of range.
    }
    throw ApiProblem.invalid(
        named(field) + ": expected an instant such as 2026-11-24T01:02:03Z, 1900 to 2199");
  }

  /// The one object of a field.
  ApiBody object(String field, String... fields) {
    return new ApiBody(root.path(field), named(field)).checked(fields);
  }

  /// The 1 to `most` objects of a list.
  List<ApiBody> objects(String field, int most, String... fields) {
    var array = root.path(field);
    if (!array.isArray() || array.isEmpty() || array.size() > most) {
      throw ApiProblem.invalid(named(field) + ": expected 1 to " + most + " of them");
    }
    List<ApiBody> objects = new ArrayList<>();
    for (JsonNode node : array) {
      objects.add(new ApiBody(node, named(field) + "[" + objects.size() + "]").checked(fields));
    }
    return objects;
  }

  /// The one field that is there.
  String only() {
    if (root.size() != 1) {
      throw ApiProblem.invalid(path + ": expected exactly one field");
    }
    return root.propertyNames().iterator().next();
  }

  String named(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
