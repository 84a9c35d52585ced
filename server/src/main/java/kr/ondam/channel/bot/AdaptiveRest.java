package kr.ondam.channel.bot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kr.ondam.channel.Part;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What of an Adaptive Card and the cards in it has no place on a card of ours: sounds and films,
/// which follow it, and what cannot be shown at all, which is said. Knows what the card can show
/// after a press, too.
final class AdaptiveRest {
  private static final int MOST_ELEMENTS = 200;
  private static final int MOST_PLAYED = 5;
  private static final int MOST_LEFT_OUT = 100;
  private static final int LONGEST_RAW = 10_000;

  private final Set<String> toggled = new HashSet<>();
  private final List<Part> played = new ArrayList<>();
  private final ArrayNode leftOut = JsonMapper.shared().createArrayNode();
  private int elements;

  AdaptiveRest(JsonNode card) {
    toggles(card);
  }

  private void toggles(JsonNode node) {
    if (Bodies.text(node, "type").equals("Action.ToggleVisibility")) {
      for (JsonNode target : node.path("targetElements")) {
        toggled.add(target.isString() ? target.stringValue() : Bodies.text(target, "elementId"));
      }
    }
    node.forEach(this::toggles);
  }

  /// Whether an element can be seen, also one that a press would show: nothing hides here.
  boolean sees(JsonNode element) {
    return element.path("isVisible").asBoolean(true)
        || toggled.contains(Bodies.text(element, "id"));
  }

  /// Whether there is room for one more element.
  boolean takes() {
    return elements++ < MOST_ELEMENTS;
  }

  /// The element `Media`.
  void play(JsonNode media) {
    for (JsonNode source : media.path("sources")) {
      var url = Bodies.text(source, "url");
      if (BotRules.isAddress(url) && played.size() < MOST_PLAYED) {
        boolean sound = Bodies.text(source, "mimeType").startsWith("audio/");
        played.add(sound ? new Part.Audio(url) : new Part.Video(url));
        return;
      }
    }
    leaveOut(media);
  }

  /// Whether there is something to be heard or watched.
  boolean plays() {
    return !played.isEmpty();
  }

  /// Something the customer was to see and does not.
  void leaveOut(JsonNode what) {
    if (leftOut.size() < MOST_LEFT_OUT) {
      leftOut.add(what);
    }
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>(played);
    if (!leftOut.isEmpty()) {
      var raw = leftOut.toString();
      parts.add(
          new Part.Unsupported(
              "adaptive card", raw.substring(0, Math.min(raw.length(), LONGEST_RAW))));
    }
    return parts;
  }
}
