package kr.ondam.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartTexts;
import kr.ondam.security.Masking;
import org.jspecify.annotations.Nullable;

/// Reads the parts of a message that somebody wants to send over REST.
final class ApiParts {
  private static final int MOST_PARTS = 10;
  private static final int LONGEST_TEXT = 4000;
  private static final int LONGEST_TITLE = 200;
  private static final int MOST_BUTTONS = 10;
  private static final int MOST_CARDS = 10;
  private static final int LONGEST_LABEL = 100;
  private static final int LONGEST_VALUE = 1000;

  private ApiParts() {}

  /// @param body with the fields `parts` and `mask`
  static List<Part> of(ApiBody body) {
    List<Part> parts = new ArrayList<>();
    boolean mask = body.flag("mask");
    for (var node :
        body.objects(
            "parts",
            MOST_PARTS,
            "k",
            "text",
            "fileId",
            "items",
            "title",
            "body",
            "image",
            "buttons",
            "lat",
            "lon",
            "label",
            "cards",
            "fields")) {
      var part = part(node);
      parts.add(mask ? PartTexts.map(part, Masking::maskReply) : part);
    }
    return parts;
  }

  private static Part part(ApiBody node) {
    return switch (node.text("k", 32)) {
      case "text" -> new Part.Text(node.checked("k", "text").text("text", LONGEST_TEXT));
      case "file" -> new Part.File(null, "", node.checked("k", "fileId").id("fileId"));
      case "image" -> new Part.Image(null, null, node.checked("k", "fileId").id("fileId"));
      case "quickReplies" -> new Part.QuickReplies(buttons(node.checked("k", "items"), "items"));
      case "card" -> card(node.checked("k", "title", "body", "image", "buttons"));
      case "carousel" -> new Part.Carousel(cards(node.checked("k", "cards")));
      case "form" -> ApiForms.form(node.checked("k", "title", "fields"));
      case "location" -> {
        var place = node.checked("k", "lat", "lon", "label");
        yield new Part.Location(
            place.number("lat", -90, 90),
            place.number("lon", -180, 180),
            place.optional("label", LONGEST_TITLE));
      }
      default ->
          throw ApiProblem.invalid(
              node.named("k")
                  + ": expected text, file, image, quickReplies, card, carousel, form or location");
    };
  }

  private static Part.Card card(ApiBody node) {
    Part.@Nullable Image image =
        node.has("image")
            ? new Part.Image(null, null, node.object("image", "fileId").id("fileId"))
            : null;
    var title = node.optional("title", LONGEST_TITLE);
    var words = node.optional("body", LONGEST_TEXT);
    List<Part.Button> buttons = node.has("buttons") ? buttons(node, "buttons") : List.of();
    if (title.isEmpty() && words.isEmpty() && buttons.isEmpty() && image == null) {
      throw ApiProblem.invalid(node.named("title") + ": expected a title, body, image or button");
    }
    return new Part.Card(image, title, words, buttons);
  }

  private static List<Part.Card> cards(ApiBody node) {
    return node.objects("cards", MOST_CARDS, "title", "body", "image", "buttons").stream()
        .map(ApiParts::card)
        .toList();
  }

  private static List<Part.Button> buttons(ApiBody node, String field) {
    List<Part.Button> buttons = new ArrayList<>();
    for (var item : node.objects(field, MOST_BUTTONS, "label", "action", "value")) {
      var label = item.text("label", LONGEST_LABEL);
      var action = action(item);
      var value = item.has("value") ? item.text("value", LONGEST_VALUE) : label;
      boolean fits =
          switch (action) {
            case REPLY, POSTBACK -> true;
            case LINK -> isAddress(value);
            case PHONE -> value.matches("\\+?[0-9][0-9-]{2,19}");
          };
      if (!fits) {
        throw ApiProblem.invalid(
            item.named("value")
                + (action == Part.ButtonAction.LINK
                    ? ": expected an http or https address"
                    : ": expected a phone number"));
      }
      buttons.add(new Part.Button(label, action, value));
    }
    return buttons;
  }

  private static Part.ButtonAction action(ApiBody item) {
    if (!item.has("action")) {
      return Part.ButtonAction.REPLY;
    }
    return switch (item.text("action", 16)) {
      case "reply" -> Part.ButtonAction.REPLY;
      case "link" -> Part.ButtonAction.LINK;
      case "phone" -> Part.ButtonAction.PHONE;
      case "postback" -> Part.ButtonAction.POSTBACK;
      default ->
          throw ApiProblem.invalid(
              item.named("action") + ": expected reply, link, phone or postback");
    };
  }

  private static boolean isAddress(String value) {
    try {
      var uri = new URI(value);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
