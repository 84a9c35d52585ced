package kr.ondam.channel.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads SkillResponse 2.0: its outputs are messages, its quick replies stand under the last.
final class SkillResponses {
  /// The value of a choice that means a counsellor.
  static final String OPERATOR = "ondam:operator";

  private static final String BLOCK = "ondam:block:";
  private static final int LONGEST_RAW = 10_000;
  private static final Set<String> BESIDE = Set.of("forwardable", "lock");

  private SkillResponses() {}

  /// The block that a pressed choice names, empty without one.
  static String block(@Nullable String postback) {
    return postback != null && postback.startsWith(BLOCK) ? postback.substring(BLOCK.length()) : "";
  }

  static BotWords words(Bot bot, JsonNode root) {
    if (!Bodies.text(root, "version").equals("2.0")) {
      throw new Unfit("bad_version", "version 2.0");
    }
    var reader = new Reader(BotSettings.list(bot.settings().get(BotSettings.HANDOVER_BLOCKS)));
    List<List<Part>> messages = new ArrayList<>();
    if (root.path("useCallback").asBoolean(false)) {
      var wait = Bodies.text(root.path("data"), "text");
      messages.add(wait.isBlank() ? List.of() : List.of(new Part.Text(wait)));
    }
    for (JsonNode output : root.path("template").path("outputs")) {
      messages.add(reader.output(output));
    }
    var quick = reader.buttons(root.path("template").path("quickReplies"));
    if (!quick.isEmpty()) {
      List<Part> last = new ArrayList<>(messages.isEmpty() ? List.of() : messages.removeLast());
      last.add(new Part.QuickReplies(quick));
      messages.add(last);
    }
    var handover = Wishes.of(root.path("data").path("handoff"));
    return BotRules.checked(new BotWords(messages, handover, false));
  }

  /// @param handoverBlocks blocks that mean a counsellor
  private record Reader(List<String> handoverBlocks) {
    List<Part> output(JsonNode output) {
      var kind =
          output
              .propertyStream()
              .map(Map.Entry::getKey)
              .filter(name -> !BESIDE.contains(name))
              .findFirst()
              .orElse("");
      var content = output.path(kind);
      return switch (kind) {
        case "simpleText" -> List.of(new Part.Text(Bodies.text(content, "text")));
        case "simpleImage" ->
            List.of(
                new Part.Image(Bodies.text(content, "imageUrl"), Bodies.text(content, "altText")));
        case "carousel" -> carousel(content);
        case "basicCard", "textCard", "commerceCard", "listCard", "itemCard" ->
            card(kind, content).<List<Part>>map(List::of).orElse(List.of());
        default -> List.of(unsupported(kind, content));
      };
    }

    private List<Part> carousel(JsonNode carousel) {
      var type = Bodies.text(carousel, "type");
      List<Part.Card> cards = new ArrayList<>();
      for (JsonNode item : carousel.path("items")) {
        card(type.isEmpty() ? "basicCard" : type, item).ifPresent(cards::add);
      }
      return Cards.row(cards);
    }

    private Optional<Part.Card> card(String kind, JsonNode card) {
      var buttons = buttons(card.path("buttons"));
      return switch (kind) {
        case "commerceCard" ->
            Cards.of(image(card), Bodies.text(card, "title"), price(card), buttons);
        case "listCard" ->
            Cards.of(
                null,
                Bodies.text(card.path("header"), "title"),
                lines(card.path("items")),
                Stream.of(buttons(card.path("items"), "title"), buttons)
                    .flatMap(List::stream)
                    .toList());
        case "itemCard" ->
            Cards.of(
                image(card),
                Bodies.text(card, "title"),
                joined("\n", Bodies.text(card, "description"), lines(card.path("itemList"))),
                buttons);
        default ->
            Cards.of(
                image(card), Bodies.text(card, "title"), Bodies.text(card, "description"), buttons);
      };
    }

    private static @Nullable String image(JsonNode card) {
      // A commerce card has a list of them.
      var thumbnail = card.path("thumbnails").path(0);
      var url = Bodies.text(thumbnail.isObject() ? thumbnail : card.path("thumbnail"), "imageUrl");
      return url.isEmpty() ? null : url;
    }

    private static String price(JsonNode card) {
      var now = card.path("discountedPrice").isMissingNode() ? "price" : "discountedPrice";
      var price = card.path(now).asString("");
      return joined("\n", Bodies.text(card, "description"), price.isEmpty() ? "" : price + "원");
    }

    private static String lines(JsonNode items) {
      return items
          .valueStream()
          .map(item -> joined(": ", Bodies.text(item, "title"), Bodies.text(item, "description")))
          .filter(line -> !line.isBlank())
          .map(line -> "· " + line)
          .collect(Collectors.joining("\n"));
    }

    private static String joined(String between, String... texts) {
      return Stream.of(texts).filter(text -> !text.isBlank()).collect(Collectors.joining(between));
    }

    List<Part.Button> buttons(JsonNode buttons) {
      return buttons(buttons, "label");
    }

    private List<Part.Button> buttons(JsonNode buttons, String label) {
      List<Part.Button> read = new ArrayList<>();
      for (JsonNode button : buttons) {
        var one = button(button, Bodies.text(button, label));
        if (one != null) {
          read.add(one);
        }
      }
      return read;
    }

    /// Null for what only Kakao's app can do, such as share or a link that opens another app.
    private Part.@Nullable Button button(JsonNode button, String label) {
      var said = Bodies.text(button, "messageText");
      var words = said.isBlank() ? label : said;
      var block = Bodies.text(button, "blockId");
      return switch (Bodies.text(button, "action")) {
        case "message" -> new Part.Button(label, Part.ButtonAction.REPLY, words);
        case "block" ->
            handoverBlocks.contains(block)
                ? new Part.Button(label, Part.ButtonAction.POSTBACK, OPERATOR)
                : new Part.Button(label, Part.ButtonAction.POSTBACK, BLOCK + block);
        case "operator" -> new Part.Button(label, Part.ButtonAction.POSTBACK, OPERATOR);
        case "webLink" -> {
          var url = Bodies.text(button, "webLinkUrl");
          yield BotRules.isWeb(url) ? new Part.Button(label, Part.ButtonAction.LINK, url) : null;
        }
        case "phone" ->
            new Part.Button(label, Part.ButtonAction.PHONE, Bodies.text(button, "phoneNumber"));
        default -> null;
      };
    }

    private static Part unsupported(String kind, JsonNode node) {
      var raw = node.toString();
      return new Part.Unsupported(
          kind.isEmpty() ? "output" : kind.substring(0, Math.min(64, kind.length())),
          raw.substring(0, Math.min(LONGEST_RAW, raw.length())));
    }
  }
}
