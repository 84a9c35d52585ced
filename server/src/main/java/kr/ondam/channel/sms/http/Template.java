package kr.ondam.channel.sms.http;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Texts with `${name}` in them. What is put in is never read as a template again.
public final class Template {
  private static final Pattern NAME = Pattern.compile("\\$\\{([a-z/][a-zA-Z0-9/-]*)}");

  private Template() {}

  public static String fill(String template, UnaryOperator<String> values) {
    return NAME.matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
  }

  /// The same tree with values in the place of one name: all of them in a list of it, the first
  /// where it stands alone.
  static JsonNode spread(JsonNode template, String name, List<String> values) {
    var mapper = JsonMapper.shared();
    if (template.isArray() && template.size() == 1 && template.get(0).asString("").equals(name)) {
      var all = mapper.createArrayNode();
      values.forEach(all::add);
      return all;
    }
    if (template.isString() && template.stringValue().equals(name)) {
      return mapper.getNodeFactory().stringNode(values.getFirst());
    }
    if (template.isArray()) {
      var array = mapper.createArrayNode();
      template.forEach(item -> array.add(spread(item, name, values)));
      return array;
    }
    if (template instanceof ObjectNode) {
      var object = mapper.createObjectNode();
      template
          .properties()
          .forEach(p -> object.set(p.getKey(), spread(p.getValue(), name, values)));
      return object;
    }
    return template;
  }

  /// The same tree with every text filled.
  public static JsonNode fill(JsonNode template, UnaryOperator<String> values) {
    if (template.isString()) {
      return JsonMapper.shared().getNodeFactory().stringNode(fill(template.stringValue(), values));
    }
    if (template.isArray()) {
      var array = JsonMapper.shared().createArrayNode();
      template.forEach(item -> array.add(fill(item, values)));
      return array;
    }
    if (template instanceof ObjectNode) {
      var object = JsonMapper.shared().createObjectNode();
      template.properties().forEach(p -> object.set(p.getKey(), fill(p.getValue(), values)));
      return object;
    }
    return template;
  }
}
