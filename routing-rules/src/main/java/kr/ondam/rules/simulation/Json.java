package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of JSON that a recorded day needs: objects, lists, texts, whole numbers, true and
/// false.
final class Json {
  private static final int DEEPEST = 8;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// Reads a line that is one object; values are [String], [Long], [Boolean], [List] or [Map].
  static Map<String, Object> object(String line) {
    Json json = new Json(line);
    json.space();
    Map<String, Object> object = json.fields(0);
    json.space();
    if (json.at != line.length()) {
      throw json.bad("the end");
    }
    return object;
  }

  static int whole(String name, Object value) {
    if (value instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number)");
  }

  static List<Integer> wholes(Object value, int count) {
    if (!(value instanceof List<?> list) || list.size() != count) {
      throw new IllegalArgumentException(value + " (expected: " + count + " numbers)");
    }
    List<Integer> wholes = new ArrayList<>();
    list.forEach(each -> wholes.add(whole("number", each)));
    return wholes;
  }

  private Object value(int depth) {
    if (depth > DEEPEST || at == text.length()) {
      throw bad("a value");
    }
    char c = text.charAt(at);
    if (c == '{') {
      return fields(depth + 1);
    } else if (c == '[') {
      return list(depth + 1);
    } else if (c == '"') {
      return string();
    } else if (text.startsWith("true", at)) {
      at += 4;
      return true;
    } else if (text.startsWith("false", at)) {
      at += 5;
      return false;
    }
    return number();
  }

  private Map<String, Object> fields(int depth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    expect('{');
    if (skip('}')) {
      return fields;
    }
    do {
      space();
      String name = string();
      space();
      expect(':');
      space();
      fields.put(name, value(depth));
    } while (skip(','));
    expect('}');
    return fields;
  }

  private List<Object> list(int depth) {
    List<Object> items = new ArrayList<>();
    expect('[');
    if (skip(']')) {
      return items;
    }
    do {
      space();
      items.add(value(depth));
    } while (skip(','));
    expect(']');
    return items;
  }

  private String string() {
    expect('"');
    int from = at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return text.substring(from, at++);
    }
    StringBuilder string = new StringBuilder(text.substring(from, at));
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      string.append(c == '\\' ? escaped() : c);
    }
    expect('"');
    return string.toString();
  }

  private char escaped() {
    if (at == text.length()) {
      throw bad("an escape");
    }
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw bad("four digits");
        }
        at += 4;
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> c;
    };
  }

  private Long number() {
    int from = at;
    while (at < text.length() && "+-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (from == at) {
      throw bad("a value");
    }
    return Long.parseLong(text, from, at, 10);
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean skip(char c) {
    space();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw bad("'" + c + "'");
    }
  }

  private IllegalArgumentException bad(String expected) {
    return new IllegalArgumentException("column " + (at + 1) + " (expected: " + expected + ")");
  }

  /// An object whose fields must be there.
  record Fields(Map<String, Object> fields) {
    String text(String name) {
      return get(name) instanceof String text ? text : missing(name, "a text");
    }

    long number(String name) {
      return get(name) instanceof Long number ? number : missing(name, "a number");
    }

    int whole(String name) {
      return Json.whole(name, number(name));
    }

    boolean truth(String name) {
      return get(name) instanceof Boolean truth ? truth : missing(name, "true or false");
    }

    List<?> list(String name) {
      return get(name) instanceof List<?> list ? list : missing(name, "a list");
    }

    Map<String, Object> map(String name) {
      Map<String, Object> map = new LinkedHashMap<>();
      if (get(name) instanceof Map<?, ?> found) {
        found.forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
      }
      return missing(name, "an object");
    }

    private @Nullable Object get(String name) {
      return fields.get(name);
    }

    private <T> T missing(String name, String expected) {
      throw new IllegalArgumentException(
          name + ": " + fields.get(name) + " (expected: " + expected + ")");
    }
  }

  /// A line being written.
  static final class Line {
    private final StringBuilder text = new StringBuilder("{\"t\":");

    Line(String type) {
      write(text, type);
    }

    Line put(String name, Object value) {
      text.append(',');
      write(text, name);
      text.append(':');
      write(text, value);
      return this;
    }

    String text() {
      return text + "}";
    }

    private static void write(StringBuilder text, Object value) {
      switch (value) {
        case String string -> quote(text, string);
        case List<?> list -> {
          text.append('[');
          for (int i = 0; i < list.size(); i++) {
            text.append(i == 0 ? "" : ",");
            write(text, list.get(i));
          }
          text.append(']');
        }
        case Map<?, ?> map -> {
          text.append('{');
          int before = text.length();
          map.forEach((key, each) -> {
            text.append(text.length() == before ? "" : ",");
            quote(text, String.valueOf(key));
            text.append(':');
            write(text, each);
          });
          text.append('}');
        }
        default -> text.append(value);
      }
    }

    private static void quote(StringBuilder text, String string) {
      text.append('"');
      for (int i = 0; i < string.length(); i++) {
        char c = string.charAt(i);
        if (c == '"' || c == '\\') {
          text.append('\\').append(c);
        } else if (c < ' ') {
          text.append("\\u00").append(Character.forDigit(c >> 4, 16));
          text.append(Character.forDigit(c & 15, 16));
        } else {
          text.append(c);
        }
      }
      text.append('"');
    }
  }
}
