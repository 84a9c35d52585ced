package kr.ondam.channel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The one JSON form of parts, on the wire and in the store: `{"k":"text","text":"…"}`, with `k`
/// one of `text`, `image`, `file`, `audio`, `video`, `quickReplies`, `systemEvent`, `unsupported`.
public final class PartJson {
  private static final ObjectMapper JSON = JsonMapper.shared();

  private PartJson() {}

  public static String write(List<Part> parts) {
    return tree(parts).toString();
  }

  /// The parts as a tree, for a larger document.
  public static ArrayNode tree(List<Part> parts) {
    var array = JSON.createArrayNode();
    parts.forEach(part -> write(part, array.addObject()));
    return array;
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws IllegalArgumentException for anything else
  public static List<Part> read(String json) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode node : JSON.readTree(json)) {
      parts.add(read(node));
    }
    return parts;
  }

  private static void write(Part part, ObjectNode node) {
    switch (part) {
      case Part.Text text -> node.put("k", "text").put("text", text.text());
      case Part.Image image -> {
        node.put("k", "image");
        optional(node, "url", image.url());
        optional(node, "alt", image.alt());
      }
      case Part.File file -> {
        node.put("k", "file").put("name", file.name());
        optional(node, "url", file.url());
      }
      case Part.Audio audio -> optional(node.put("k", "audio"), "url", audio.url());
      case Part.Video video -> optional(node.put("k", "video"), "url", video.url());
      case Part.QuickReplies replies -> {
        var items = node.put("k", "quickReplies").putArray("items");
        replies
            .items()
            .forEach(button ->
                items
                    .addObject()
                    .put("label", button.label())
                    .put("action", button.action().name().toLowerCase(Locale.ROOT))
                    .put("value", button.value()));
      }
      case Part.SystemEvent event -> {
        var params = node.put("k", "systemEvent").put("code", event.code()).putObject("params");
        event.params().forEach(params::put);
      }
      case Part.Unsupported unsupported ->
          node.put("k", "unsupported")
              .put("type", unsupported.type())
              .put("raw", unsupported.raw());
    }
  }

  private static void optional(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static Part read(JsonNode node) {
    return switch (text(node, "k")) {
      case "text" -> new Part.Text(text(node, "text"));
      case "image" -> new Part.Image(orNull(node, "url"), orNull(node, "alt"));
      case "file" -> new Part.File(orNull(node, "url"), text(node, "name"));
      case "audio" -> new Part.Audio(orNull(node, "url"));
      case "video" -> new Part.Video(orNull(node, "url"));
      case "quickReplies" -> quickReplies(node);
      case "systemEvent" -> systemEvent(node);
      case "unsupported" -> new Part.Unsupported(text(node, "type"), text(node, "raw"));
      case String other ->
          throw new IllegalArgumentException("part: " + other + " (expected: a known k)");
    };
  }

  private static Part quickReplies(JsonNode node) {
    List<Part.Button> buttons = new ArrayList<>();
    for (JsonNode item : node.path("items")) {
      buttons.add(
          new Part.Button(
              text(item, "label"),
              Part.ButtonAction.valueOf(text(item, "action").toUpperCase(Locale.ROOT)),
              text(item, "value")));
    }
    return new Part.QuickReplies(buttons);
  }

  private static Part systemEvent(JsonNode node) {
    Map<String, String> params = new HashMap<>();
    node.path("params").properties().forEach(p -> params.put(p.getKey(), p.getValue().asString()));
    return new Part.SystemEvent(text(node, "code"), params);
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException("part: " + name + " is missing (expected: a text)");
    }
    return value.stringValue();
  }

  private static @Nullable String orNull(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? value.stringValue() : null;
  }
}
