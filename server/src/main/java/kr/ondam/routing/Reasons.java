package kr.ondam.routing;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.rules.English;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Why something is as it is, in lines to show. Names no customer and quotes no message.
///
/// @param english line by line the same
public record Reasons(List<String> korean, List<String> english) {
  public static final Reasons NONE = new Reasons(List.of(), List.of());

  private static final ObjectMapper JSON = JsonMapper.shared();

  public Reasons {
    korean = List.copyOf(korean);
    english = List.copyOf(english);
  }

  /// `{"ko":[…],"en":[…]}`
  public ObjectNode json() {
    var json = JSON.createObjectNode();
    var ko = json.putArray("ko");
    korean.forEach(ko::add);
    var en = json.putArray("en");
    english.forEach(en::add);
    return json;
  }

  /// The lines of what [#json] wrote; none for anything else.
  static Reasons read(String json) {
    try {
      var read = JSON.readTree(json);
      return new Reasons(lines(read.path("ko")), lines(read.path("en")));
    } catch (JacksonException _) {
      return NONE;
    }
  }

  private static List<String> lines(JsonNode array) {
    List<String> lines = new ArrayList<>();
    array.forEach(line -> lines.add(line.asString()));
    return lines;
  }

  /// Collects lines.
  static final class Lines {
    private static final int MOST = 100;
    private static final int LONGEST = 400;

    private final List<String> korean = new ArrayList<>();
    private final List<String> english = new ArrayList<>();

    Lines add(String ko, String en) {
      korean.add(cut(ko));
      english.add(cut(en));
      return this;
    }

    private static String cut(String line) {
      return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /// Adds the last of many lines: what decided stands at the end.
    Lines addAll(List<String> ko, List<String> en) {
      int left = ko.size() - MOST;
      if (left > 0) {
        add(
            "… 앞의 " + left + "줄은 줄였습니다",
            "… " + English.count(left, "line before is", "lines before are") + " left out");
      }
      for (int i = Math.max(0, left); i < ko.size(); i++) {
        add(ko.get(i), i < en.size() ? en.get(i) : ko.get(i));
      }
      return this;
    }

    Reasons done() {
      return new Reasons(korean, english);
    }
  }
}
