package kr.ondam.gateway.webchat;

import java.util.List;
import java.util.UUID;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Words parts for the widget. Nothing of a provider goes along, such as the address of a file.
final class ChatParts {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ChatParts() {}

  static ArrayNode of(List<Part> parts) {
    var array = JSON.createArrayNode();
    parts.forEach(part -> write(part, array.addObject()));
    return array;
  }

  private static void write(Part part, ObjectNode node) {
    switch (part) {
      case Part.Text(var text) -> node.put("k", "text").put("text", text);
      case Part.QuickReplies(var items) ->
          buttons(items, node.put("k", "quickReplies").putArray("items"));
      case Part.Card card -> card(card, node.put("k", "card"));
      case Part.Carousel(var cards) -> {
        var array = node.put("k", "carousel").putArray("cards");
        cards.forEach(card -> card(card, array.addObject()));
      }
      case Part.Location(var latitude, var longitude, var label) ->
          node.put("k", "location").put("lat", latitude).put("lon", longitude).put("label", label);
      case Part.Image image -> image(image, node.put("k", "image"));
      case Part.File(var _, var name, var fileId) -> file(name, fileId, node.put("k", "file"));
      case Part.Audio(var _, var name, var fileId) -> file(name, fileId, node.put("k", "audio"));
      case Part.Video(var _, var name, var fileId) -> file(name, fileId, node.put("k", "video"));
      case Part.Form _, Part.FormReply _ ->
          node.setAll((ObjectNode) PartJson.tree(List.of(part)).get(0)).remove("ticket");
      case Part.Template _, Part.SystemEvent _, Part.Unsupported _ -> node.put("k", "unsupported");
    }
  }

  private static void file(String name, @Nullable UUID fileId, ObjectNode node) {
    if (!name.isEmpty()) {
      node.put("name", name);
    }
    file(fileId, node);
  }

  private static void file(@Nullable UUID fileId, ObjectNode node) {
    if (fileId != null) {
      node.put("fileId", fileId.toString());
    }
  }

  private static void image(Part.Image image, ObjectNode node) {
    var alt = image.alt();
    file(image.fileId(), node);
    if (alt != null) {
      node.put("name", alt);
    }
  }

  private static void card(Part.Card card, ObjectNode node) {
    var picture = card.image();
    if (picture != null) {
      image(picture, node.putObject("image"));
    }
    node.put("title", card.title()).put("body", card.body());
    buttons(card.buttons(), node.putArray("buttons"));
  }

  private static void buttons(List<Part.Button> buttons, ArrayNode array) {
    buttons.forEach(button ->
        array
            .addObject()
            .put("label", button.label())
            .put("action", button.action().name())
            .put("value", button.value()));
  }
}
