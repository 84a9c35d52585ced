package kr.ondam.channel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The one JSON form of parts, on the wire and in the store: `{"k":"text","text":"…"}`, with `k`
/// one of `text`, `image`, `file`, `audio`, `video`, `quickReplies`, `card`, `carousel`,
/// `location`, `form`, `formReply`, `template`, `systemEvent`, `unsupported`.
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
    try {
      List<Part> parts = new ArrayList<>();
      for (JsonNode node : JSON.readTree(json)) {
        parts.add(read(node));
      }
      return parts;
    } catch (JacksonException e) {
      // Its words quote what was read.
      throw new IllegalArgumentException(
          "parts: " + e.getClass().getSimpleName() + " (expected: JSON of parts)");
    }
  }

  private static void write(Part part, ObjectNode node) {
    switch (part) {
      case Part.Text text -> node.put("k", "text").put("text", text.text());
      case Part.Image image -> image(image, node.put("k", "image"));
      case Part.File file -> {
        node.put("k", "file").put("name", file.name());
        optional(node, "url", file.url());
        optional(node, "fileId", file.fileId());
      }
      case Part.Audio(var url, var name, var fileId) ->
          medium(node.put("k", "audio"), url, name, fileId);
      case Part.Video(var url, var name, var fileId) ->
          medium(node.put("k", "video"), url, name, fileId);
      case Part.QuickReplies(var items) ->
          buttons(items, node.put("k", "quickReplies").putArray("items"));
      case Part.Card card -> card(card, node.put("k", "card"));
      case Part.Carousel(var cards) -> {
        var array = node.put("k", "carousel").putArray("cards");
        cards.forEach(card -> card(card, array.addObject()));
      }
      case Part.Location(var latitude, var longitude, var label) ->
          node.put("k", "location").put("lat", latitude).put("lon", longitude).put("label", label);
      case Part.Form(var title, var fields, var ticket) -> {
        ticket(ticket, node);
        var array = node.put("k", "form").put("title", title).putArray("fields");
        fields.forEach(field -> field(field, array.addObject()));
      }
      case Part.FormReply(var answers, var ticket) -> {
        ticket(ticket, node);
        var array = node.put("k", "formReply").putArray("answers");
        answers.forEach(answer ->
            array
                .addObject()
                .put("name", answer.name())
                .put("label", answer.label())
                .put("value", answer.value()));
      }
      case Part.Template(var provider, var code, var vars) -> {
        node.put("k", "template").put("provider", provider).put("code", code);
        vars.forEach(node.putObject("vars")::put);
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

  private static void medium(
      ObjectNode node, @Nullable String url, String name, @Nullable UUID fileId) {
    optional(node, "url", url);
    optional(node, "name", name.isEmpty() ? null : name);
    optional(node, "fileId", fileId);
  }

  private static void image(Part.Image image, ObjectNode node) {
    optional(node, "url", image.url());
    optional(node, "alt", image.alt());
    optional(node, "fileId", image.fileId());
  }

  private static void buttons(List<Part.Button> buttons, ArrayNode array) {
    buttons.forEach(button ->
        array
            .addObject()
            .put("label", button.label())
            .put("action", button.action().name().toLowerCase(Locale.ROOT))
            .put("value", button.value()));
  }

  private static void card(Part.Card card, ObjectNode node) {
    var picture = card.image();
    if (picture != null) {
      image(picture, node.putObject("image"));
    }
    node.put("title", card.title()).put("body", card.body());
    buttons(card.buttons(), node.putArray("buttons"));
  }

  private static void field(Part.Field field, ObjectNode node) {
    node.put("name", field.name())
        .put("label", field.label())
        .put("kind", field.kind().name())
        .put("required", field.required());
    field.options().forEach(node.putArray("options")::add);
  }

  private static void ticket(String ticket, ObjectNode node) {
    if (!ticket.isEmpty()) {
      node.put("ticket", ticket);
    }
  }

  private static void optional(ObjectNode node, String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value.toString());
    }
  }

  private static Part read(JsonNode node) {
    return switch (text(node, "k")) {
      case "text" -> new Part.Text(text(node, "text"));
      case "image" -> image(node);
      case "file" -> new Part.File(orNull(node, "url"), text(node, "name"), fileId(node));
      case "audio" ->
          new Part.Audio(orNull(node, "url"), node.path("name").asString(""), fileId(node));
      case "video" ->
          new Part.Video(orNull(node, "url"), node.path("name").asString(""), fileId(node));
      case "quickReplies" -> new Part.QuickReplies(each(node, "items", PartJson::button));
      case "card" -> card(node);
      case "carousel" -> new Part.Carousel(each(node, "cards", PartJson::card));
      case "location" ->
          new Part.Location(degrees(node, "lat"), degrees(node, "lon"), text(node, "label"));
      case "form" ->
          new Part.Form(
              text(node, "title"),
              each(node, "fields", PartJson::field),
              node.path("ticket").asString(""));
      case "formReply" ->
          new Part.FormReply(
              each(node, "answers", PartJson::answer), node.path("ticket").asString(""));
      case "template" ->
          new Part.Template(text(node, "provider"), text(node, "code"), map(node, "vars"));
      case "systemEvent" -> new Part.SystemEvent(text(node, "code"), map(node, "params"));
      case "unsupported" -> new Part.Unsupported(text(node, "type"), text(node, "raw"));
      case String other ->
          throw new IllegalArgumentException("part: " + other + " (expected: a known k)");
    };
  }

  private static <T> List<T> each(JsonNode node, String name, Function<JsonNode, T> item) {
    List<T> items = new ArrayList<>();
    node.path(name).forEach(child -> items.add(item.apply(child)));
    return items;
  }

  private static Part.Image image(JsonNode node) {
    return new Part.Image(orNull(node, "url"), orNull(node, "alt"), fileId(node));
  }

  private static Part.Button button(JsonNode node) {
    return new Part.Button(
        text(node, "label"),
        Part.ButtonAction.valueOf(text(node, "action").toUpperCase(Locale.ROOT)),
        text(node, "value"));
  }

  private static Part.Card card(JsonNode node) {
    return new Part.Card(
        node.has("image") ? image(node.path("image")) : null,
        text(node, "title"),
        text(node, "body"),
        each(node, "buttons", PartJson::button));
  }

  private static Part.Field field(JsonNode node) {
    return new Part.Field(
        text(node, "name"),
        text(node, "label"),
        Part.FieldKind.valueOf(text(node, "kind")),
        node.path("required").asBoolean(false),
        each(node, "options", JsonNode::asString));
  }

  private static Part.Answer answer(JsonNode node) {
    return new Part.Answer(text(node, "name"), text(node, "label"), text(node, "value"));
  }

  private static Map<String, String> map(JsonNode node, String name) {
    Map<String, String> values = new HashMap<>();
    node.path(name).properties().forEach(p -> values.put(p.getKey(), p.getValue().asString()));
    return values;
  }

  private static double degrees(JsonNode node, String name) {
    var value = node.path(name);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("part: " + name + " is missing (expected: degrees)");
    }
    return value.doubleValue();
  }

  private static @Nullable UUID fileId(JsonNode node) {
    var id = orNull(node, "fileId");
    return id == null ? null : UUID.fromString(id);
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
