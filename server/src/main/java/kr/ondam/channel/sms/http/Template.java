package kr.ondam.channel.sms.http;

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
