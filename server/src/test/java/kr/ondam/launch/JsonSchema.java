package kr.ondam.launch;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Holds values against the schemas of an OpenAPI document: the part of JSON Schema that
/// `openapi.json` uses, and nothing that it does not.
final class JsonSchema {
  private static final List<String> KEYWORDS =
      List.of(
          "$ref",
          "type",
          "enum",
          "const",
          "oneOf",
          "required",
          "properties",
          "items",
          "format",
          "additionalProperties",
          "pattern",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minimum",
          "maximum",
          "default",
          "description");

  private final JsonNode document;

  JsonSchema(JsonNode document) {
    this.document = document;
  }

  /// What a reference stands for; anything else is itself.
  JsonNode resolve(JsonNode node) {
    var ref = node.path("$ref");
    return ref.isString() ? document.at(ref.stringValue().substring(1)) : node;
  }

  /// What is wrong with the value, by path; empty when nothing is.
  List<String> problems(JsonNode schema, JsonNode value) {
    List<String> problems = new ArrayList<>();
    check("$", resolve(schema), value, problems);
    return problems;
  }

  private void check(String path, JsonNode schema, JsonNode value, List<String> problems) {
    schema
        .propertyNames()
        .forEach(keyword -> {
          if (!KEYWORDS.contains(keyword)) {
            throw new IllegalStateException("keyword: " + keyword + " (expected: a known one)");
          }
        });
    var choices = schema.path("oneOf");
    if (choices.isArray()) {
      long fitting =
          choices.valueStream().filter(choice -> problems(choice, value).isEmpty()).count();
      say(fitting == 1, path + ": fits " + fitting + " of oneOf", problems);
      return;
    }
    if (!hasType(schema.path("type"), value)) {
      problems.add(path + ": " + value.getNodeType() + " is no " + schema.path("type"));
      return;
    }
    var allowed = schema.path("enum");
    say(
        allowed.isMissingNode() || allowed.valueStream().anyMatch(value::equals),
        path + ": not in " + allowed,
        problems);
    var only = schema.path("const");
    say(only.isMissingNode() || only.equals(value), path + ": not " + only, problems);
    if (value.isString()) {
      text(path, schema, value.stringValue(), problems);
    } else if (value.isNumber()) {
      say(
          value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE),
          path + ": small",
          problems);
      say(
          value.asLong() <= schema.path("maximum").asLong(Long.MAX_VALUE),
          path + ": large",
          problems);
    } else if (value.isArray()) {
      array(path, schema, value, problems);
    } else if (value.isObject()) {
      object(path, schema, value, problems);
    }
  }

  private static boolean hasType(JsonNode types, JsonNode value) {
    return types.isMissingNode()
        || types.isString() && isType(types.stringValue(), value)
        || types.valueStream().anyMatch(type -> isType(type.stringValue(), value));
  }

  private static boolean isType(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "null" -> value.isNull();
      case String other -> throw new IllegalStateException("type: " + other);
    };
  }

  private static void text(String path, JsonNode schema, String text, List<String> problems) {
    say(text.length() >= schema.path("minLength").asInt(0), path + ": short", problems);
    say(
        text.codePointCount(0, text.length()) <= schema.path("maxLength").asInt(Integer.MAX_VALUE),
        path + ": long",
        problems);
    var pattern = schema.path("pattern");
    say(
        pattern.isMissingNode() || Pattern.compile(pattern.stringValue()).matcher(text).find(),
        path + ": no " + pattern,
        problems);
    switch (schema.path("format").asString("")) {
      case "uuid" -> say(isUuid(text), path + ": no uuid", problems);
      case "date-time" -> say(isTime(text), path + ": no date-time", problems);
      case "date" -> say(isDate(text), path + ": no date", problems);
      case "" -> {}
      case String other -> throw new IllegalStateException("format: " + other);
    }
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private void array(String path, JsonNode schema, JsonNode array, List<String> problems) {
    say(array.size() >= schema.path("minItems").asInt(0), path + ": few", problems);
    say(
        array.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE),
        path + ": many",
        problems);
    var items = resolve(schema.path("items"));
    for (int i = 0; i < array.size(); i++) {
      check(path + "[" + i + "]", items, array.get(i), problems);
    }
  }

  private void object(String path, JsonNode schema, JsonNode object, List<String> problems) {
    for (JsonNode name : schema.path("required")) {
      say(object.has(name.stringValue()), path + ": lacks " + name, problems);
    }
    var further = schema.path("additionalProperties");
    for (var property : object.properties()) {
      var known = schema.path("properties").path(property.getKey());
      var inside = path + "." + property.getKey();
      if (!known.isMissingNode()) {
        check(inside, resolve(known), property.getValue(), problems);
      } else if (further.isObject()) {
        check(inside, resolve(further), property.getValue(), problems);
      } else {
        say(!further.isBoolean() || further.booleanValue(), inside + ": unknown", problems);
      }
    }
  }

  private static void say(boolean holds, String problem, List<String> problems) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
