package kr.ondam.channel.bot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads wishes for a counsellor. Dialects with a field for it write
/// `{"queue","skills","attributes","summary","reason","language","priority","confidence"}`, all
/// optional, or just `true`.
final class Wishes {
  private static final int MOST_ATTRIBUTES = 50;
  private static final int DEEPEST = 4;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_VALUE = 1000;
  private static final int MOST_SKILLS = 20;
  private static final int MOST_TURNS = 1000;
  private static final int LOWEST_PRIORITY = 31;
  private static final Set<String> OWN =
      Set.of("queue", "skill", "skills", "summary", "reason", "language", "priority", "confidence");

  private Wishes() {}

  /// Null for null, false and nothing.
  ///
  /// @throws Unfit for what breaks a rule
  static @Nullable HandoverWish of(JsonNode node) {
    if (node.isMissingNode() || node.isNull() || (node.isBoolean() && !node.booleanValue())) {
      return null;
    }
    if (node.isBoolean()) {
      return HandoverWish.PLAIN;
    }
    if (!node.isObject()) {
      throw new Unfit("bad_handoff", "true or an object");
    }
    var turns = node.path("transcript");
    if (turns.size() > MOST_TURNS && !node.path("truncate").asBoolean(false)) {
      throw new Unfit("transcript_too_long", "at most " + MOST_TURNS + " turns, or truncate");
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    flatten(node.path("attributes"), "", 1, attributes);
    return wish(lower(node), attributes);
  }

  /// A wish whose fields stand among the attributes, in any case, as the Bot Framework's `value`.
  static HandoverWish loose(JsonNode value) {
    if (!value.isObject()) {
      return HandoverWish.PLAIN;
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (var property : value.properties()) {
      if (!OWN.contains(property.getKey().toLowerCase(Locale.ROOT))) {
        flatten(property.getValue(), property.getKey(), 2, attributes);
      }
    }
    return wish(lower(value), attributes);
  }

  private static Map<String, JsonNode> lower(JsonNode node) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    node.properties().forEach(p -> fields.put(p.getKey().toLowerCase(Locale.ROOT), p.getValue()));
    fields.values().removeIf(JsonNode::isNull);
    return fields;
  }

  private static HandoverWish wish(Map<String, JsonNode> fields, Map<String, String> attributes) {
    var priority = fields.get("priority");
    if (priority != null) {
      if (!priority.isIntegralNumber()
          || !priority.canConvertToInt()
          || priority.intValue() < 0
          || priority.intValue() > LOWEST_PRIORITY) {
        throw new Unfit("bad_priority", "a whole number from 0 to " + LOWEST_PRIORITY);
      }
      attributes.put("priority", priority.asString());
    }
    var confidence = fields.get("confidence");
    if (confidence != null) {
      if (!confidence.isNumber() || confidence.doubleValue() < 0 || confidence.doubleValue() > 1) {
        throw new Unfit("bad_confidence", "a number from 0 to 1");
      }
      attributes.put("confidence", confidence.asString());
    }
    var language = fields.get("language");
    if (language != null) {
      attributes.put("language", language(language.asString("")));
    }
    return new HandoverWish(
        text(fields, "queue", 64),
        skills(fields),
        attributes,
        text(fields, "summary", 4000),
        text(fields, "reason", 200));
  }

  private static @Nullable String text(Map<String, JsonNode> fields, String name, int longest) {
    var node = fields.get(name);
    if (node == null) {
      return null;
    }
    if (!node.isString() || node.stringValue().length() > longest) {
      throw new Unfit("bad_" + name, "a text of at most " + longest + " characters");
    }
    return node.stringValue().isBlank() ? null : node.stringValue();
  }

  /// `"보험금"`, `["보험금"]` or `{"보험금": 3}`.
  private static Map<String, Integer> skills(Map<String, JsonNode> fields) {
    Map<String, Integer> skills = new LinkedHashMap<>();
    for (String name : List.of("skill", "skills")) {
      var node = fields.get(name);
      if (node == null) {
        continue;
      }
      if (node.isString()) {
        skills.put(node.stringValue(), 1);
      } else if (node.isArray()) {
        node.forEach(item -> skills.put(item.isString() ? item.stringValue() : "", 1));
      } else if (node.isObject()) {
        node.properties()
            .forEach(p -> skills.put(p.getKey(), p.getValue().isInt() ? p.getValue().asInt() : 0));
      } else {
        throw new Unfit("bad_skill", "a name, names, or names with levels");
      }
    }
    skills.forEach((skill, level) -> {
      if (skill.isBlank() || skill.length() > LONGEST_NAME || level < 1 || level > 5) {
        throw new Unfit("bad_skill", "names with levels from 1 to 5");
      }
    });
    if (skills.size() > MOST_SKILLS) {
      throw new Unfit("too_many_skills", "at most " + MOST_SKILLS + " skills");
    }
    return skills;
  }

  /// The language when it is one, else Korean.
  private static String language(String tag) {
    var locale = Locale.forLanguageTag(tag);
    boolean known =
        tag.matches("[a-z]{2}(-[A-Z]{2})?")
            && List.of(Locale.getISOLanguages()).contains(locale.getLanguage());
    return known ? tag : "ko";
  }

  private static void flatten(JsonNode node, String name, int depth, Map<String, String> into) {
    if (node.isMissingNode() || node.isNull()) {
      return;
    }
    if (depth > DEEPEST && node.isContainer()) {
      throw new Unfit("attributes_too_deep", "at most " + DEEPEST + " levels");
    }
    if (node.isObject()) {
      for (var property : node.properties()) {
        var inner = name.isEmpty() ? property.getKey() : name + "." + property.getKey();
        flatten(property.getValue(), inner, depth + 1, into);
      }
      return;
    }
    if (name.isEmpty()) {
      throw new Unfit("bad_attributes", "an object");
    }
    into.put(capped(name), value(node));
    if (into.size() > MOST_ATTRIBUTES) {
      throw new Unfit("too_many_attributes", "at most " + MOST_ATTRIBUTES + " attributes");
    }
  }

  private static String value(JsonNode node) {
    var value = node.isArray() ? list(node) : node.asString("");
    if (value.length() > LONGEST_VALUE) {
      throw new Unfit("bad_attribute", "a value of at most " + LONGEST_VALUE + " characters");
    }
    return value;
  }

  private static String list(JsonNode array) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : array) {
      if (item.isContainer()) {
        throw new Unfit("bad_attribute", "a list of plain values");
      }
      items.add(item.asString(""));
    }
    return String.join(", ", items);
  }

  private static String capped(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new Unfit("bad_attribute", "a name of at most " + LONGEST_NAME + " characters");
    }
    return name;
  }
}
