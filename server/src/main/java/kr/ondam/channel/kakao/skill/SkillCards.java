package kr.ondam.channel.kakao.skill;

import java.util.List;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Cards of skill response 2.0. What does not fit one of them is said in plain words instead.
final class SkillCards {
  private static final int LONGEST_TITLE = 35;
  private static final int LONGEST_BODY = 230;
  private static final int LONGEST_BODY_BESIDE_OTHERS = 76;
  private static final int MOST_BUTTONS = 3;
  private static final int LONGEST_LABEL = 14;

  private final JsonMapper mapper;

  SkillCards(JsonMapper mapper) {
    this.mapper = mapper;
  }

  boolean fits(Part.Carousel carousel) {
    boolean pictured = carousel.cards().getFirst().image() != null;
    return carousel.cards().stream()
        .allMatch(card -> fits(card, true) && (card.image() != null) == pictured);
  }

  /// @param beside whether it stands beside other cards, which leaves it less room
  boolean fits(Part.Card card, boolean beside) {
    var picture = card.image();
    boolean reachable = picture == null || isPublic(picture.url());
    return reachable
        && card.title().length() <= LONGEST_TITLE
        && card.body().length() <= (beside ? LONGEST_BODY_BESIDE_OTHERS : LONGEST_BODY)
        && card.buttons().size() <= MOST_BUTTONS
        && card.buttons().stream().allMatch(SkillCards::fits);
  }

  private static boolean fits(Part.Button button) {
    boolean leads = button.action() != Part.ButtonAction.LINK || isPublic(button.value());
    return leads && !button.label().isBlank() && button.label().length() <= LONGEST_LABEL;
  }

  private static boolean isPublic(@Nullable String url) {
    return url != null && url.startsWith("https://");
  }

  ObjectNode card(Part.Card card) {
    var output = mapper.createObjectNode();
    output.set(type(card), content(card));
    return output;
  }

  ObjectNode carousel(Part.Carousel carousel) {
    var output = mapper.createObjectNode();
    var list = output.putObject("carousel").put("type", type(carousel.cards().getFirst()));
    var items = list.putArray("items");
    carousel.cards().forEach(card -> items.add(content(card)));
    return output;
  }

  /// A basic card cannot be without its picture.
  private static String type(Part.Card card) {
    return card.image() == null ? "textCard" : "basicCard";
  }

  private ObjectNode content(Part.Card card) {
    var content = mapper.createObjectNode();
    put(content, "title", card.title());
    boolean bare = card.image() == null && card.title().isBlank() && card.body().isBlank();
    put(content, "description", bare ? SkillWriter.CHOOSE : card.body());
    var picture = card.image();
    if (picture != null) {
      content.putObject("thumbnail").put("imageUrl", picture.url());
    }
    if (!card.buttons().isEmpty()) {
      var buttons = content.putArray("buttons");
      card.buttons().forEach(button -> button(buttons.addObject(), button));
    }
    return content;
  }

  private static void button(ObjectNode node, Part.Button button) {
    node.put("label", button.label());
    switch (button.action()) {
      case REPLY, POSTBACK ->
          node.put("action", "message")
              .put("messageText", button.value().isBlank() ? button.label() : button.value());
      case LINK -> node.put("action", "webLink").put("webLinkUrl", button.value());
      case PHONE -> node.put("action", "phone").put("phoneNumber", button.value());
    }
  }

  private static void put(ObjectNode node, String name, String text) {
    if (!text.isBlank()) {
      node.put(name, text);
    }
  }

  /// Adds what an output says in words.
  static void words(JsonNode output, List<String> lines) {
    add(lines, output.at("/simpleText/text"));
    add(lines, output.at("/simpleImage/imageUrl"));
    for (var type : List.of("basicCard", "textCard")) {
      cardWords(output.path(type), lines);
    }
    output.at("/carousel/items").forEach(card -> cardWords(card, lines));
  }

  private static void cardWords(JsonNode card, List<String> lines) {
    add(lines, card.path("title"));
    add(lines, card.path("description"));
    for (JsonNode button : card.path("buttons")) {
      var leads = button.path("webLinkUrl").asString(button.path("phoneNumber").asString(""));
      lines.add(
          leads.isEmpty()
              ? "· " + button.path("label").asString("")
              : button.path("label").asString("") + ": " + leads);
    }
  }

  private static void add(List<String> lines, JsonNode text) {
    var words = text.asString("");
    if (!words.isBlank()) {
      lines.add(words);
    }
  }
}
