package kr.ondam.channel.bot;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Collects the actions of an Adaptive Card that we know as buttons, in their order.
final class AdaptiveActions {
  /// A button with what it submits.
  ///
  /// @param takesInputs whether it takes along what was filled in
  record Known(Part.Button button, JsonNode data, boolean takesInputs) {}

  private static final int MOST_BUTTONS = 10;
  private static final int MOST_FALLBACKS = 5;

  private final List<Known> known = new ArrayList<>();

  void all(JsonNode actions) {
    for (JsonNode action : actions) {
      var found = known.size() < MOST_BUTTONS ? known(action, 0) : null;
      if (found != null) {
        known.add(found);
      }
    }
  }

  private static @Nullable Known known(JsonNode action, int tried) {
    var title = AdaptiveCard.cut(Bodies.text(action, "title").strip(), BotRules.LONGEST_LABEL);
    var data = action.path("data");
    if (!action.path("isEnabled").asBoolean(true)) {
      return null;
    }
    return switch (Bodies.text(action, "type")) {
      case "Action.OpenUrl" -> {
        var url = Bodies.text(action, "url");
        yield title.isEmpty() || !BotRules.isAddress(url)
            ? null
            : new Known(new Part.Button(title, Part.ButtonAction.LINK, url), data, false);
      }
      case "Action.Submit" -> {
        var value = Submits.button(data);
        boolean takes = !Bodies.text(action, "associatedInputs").equalsIgnoreCase("none");
        yield title.isEmpty() || value.isBlank() || value.length() > BotRules.LONGEST_VALUE
            ? null
            : new Known(new Part.Button(title, Part.ButtonAction.POSTBACK, value), data, takes);
      }
      default ->
          action.path("fallback").isObject() && tried < MOST_FALLBACKS
              ? known(action.path("fallback"), tried + 1)
              : null;
    };
  }

  List<Part.Button> buttons() {
    return known.stream().map(Known::button).toList();
  }

  /// The one button that takes the inputs along; null when there is none or there are several.
  @Nullable Known submit() {
    var submits = known.stream().filter(Known::takesInputs).toList();
    return submits.size() == 1 ? submits.getFirst() : null;
  }

  List<Part.Button> besideSubmit() {
    return known.stream().filter(action -> !action.takesInputs()).map(Known::button).toList();
  }
}
