package kr.ondam.channel.sms.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a provider answers when all is well, made of the places that its profile names.
final class YesAnswers {
  /// A value of what is answered that a later request repeats.
  private static final Pattern REPEATED = Pattern.compile("\\$\\{(/[^}]+)}");

  private final HttpProfile profile;

  YesAnswers(HttpProfile profile) {
    this.profile = profile;
  }

  /// To a request for a token.
  String token() {
    return answer(profile.section("auth").path("token"), "t-1");
  }

  /// To a picture that is handed over.
  String picture(int number) {
    return answer(profile.section("pictures").path("upload"), "f-" + number);
  }

  /// To a poll: one item, and what the acknowledgement repeats.
  String poll(JsonNode how) {
    var root = yes(how);
    var section = profile.section(how.path("feed").asString());
    var item = put(JsonMapper.shared().createObjectNode(), first(section.path("from")), "0");
    root = put(root, section.path("each").asString(), array(item));
    Matcher repeated = REPEATED.matcher(how.path("acknowledge").toString());
    while (repeated.find()) {
      root = put(root, repeated.group(1), text("k-1"));
    }
    return root.toString();
  }

  /// To what needs no more than a yes.
  String acknowledged(JsonNode how) {
    return yes(how).toString();
  }

  private static String answer(JsonNode how, String value) {
    return put(yes(how), first(how.path("value")), value).toString();
  }

  private static JsonNode yes(JsonNode how) {
    var root = JsonMapper.shared().createObjectNode();
    return how.has("ok")
        ? put(root, first(how.path("code")), how.path("ok").get(0).asString())
        : root;
  }

  private static String first(JsonNode places) {
    return places.isArray() ? places.get(0).asString() : places.asString("");
  }

  private static JsonNode array(JsonNode item) {
    return JsonMapper.shared().createArrayNode().add(item);
  }

  private static JsonNode text(String value) {
    return JsonMapper.shared().getNodeFactory().stringNode(value);
  }

  private static JsonNode put(JsonNode root, String pointer, String value) {
    return pointer.isEmpty() ? root : put(root, pointer, text(value));
  }

  /// With a value at a place, whose way there is made.
  private static JsonNode put(JsonNode root, String pointer, JsonNode value) {
    if (pointer.isEmpty()) {
      return value;
    }
    int slash = pointer.indexOf('/', 1);
    var name = pointer.substring(1, slash < 0 ? pointer.length() : slash);
    var rest = slash < 0 ? "" : pointer.substring(slash);
    if (name.matches("[0-9]+")) {
      var all = root instanceof ArrayNode there ? there : JsonMapper.shared().createArrayNode();
      all.add(put(JsonMapper.shared().createObjectNode(), rest, value));
      return all;
    }
    var object = root instanceof ObjectNode there ? there : JsonMapper.shared().createObjectNode();
    object.set(name, put(object.path(name), rest, value));
    return object;
  }
}
