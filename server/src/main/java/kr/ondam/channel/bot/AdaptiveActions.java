package kr.ondam.channel.bot;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Collects the actions of an Adaptive Card that we know as buttons, in their order, and the cards
/// that some of them would show.
final class AdaptiveActions {
  /// A button with what it submits.
  ///
  /// @param takesInputs whether it takes along what was filled in
  record Known(Part.Button button, JsonNode data, boolean takesInputs) {}

  /// A card behind a button.
  ///
  /// @param label may be empty
  record Hidden(String label, JsonNode card) {}

  private static final int MOST_BUTTONS = 10;
  private static final int MOST_HIDDEN = 8;
  private static final int MOST_FALLBACKS = 5;

  private final List<Known> known = new ArrayList<>();
  private final List<Hidden> hidden = new ArrayList<>();
  private final AdaptiveRest rest;

  AdaptiveActions(AdaptiveRest rest) {
    this.rest = rest;
  }

  void all(JsonNode actions) {
    actions.forEach(this::one);
  }

  /// What a press anywhere on something does. An address without a title is called by its host.
  void select(JsonNode action) {
    var url = Bodies.text(action, "url");
    boolean leads = Bodies.text(action, "type").equals("Action.OpenUrl");
    if (leads && label(action, 1).isEmpty() && BotRules.isAddress(url)) {
      one(((ObjectNode) action).deepCopy().put("title", URI.create(url).getHost()));
    } else if (action.isObject()) {
      one(action);
    }
  }

  private void one(JsonNode action) {
    var type = Bodies.text(action, "type");
    // What it would show or hide is shown anyway; what is off cannot be pressed.
    if (type.equals("Action.ToggleVisibility") || !action.path("isEnabled").asBoolean(true)) {
      return;
    }
    if (type.equals("Action.ShowCard") && hidden.size() < MOST_HIDDEN) {
      hidden.add(new Hidden(label(action, BotRules.LONGEST_LABEL), action.path("card")));
      return;
    }
    var found = known.size() < MOST_BUTTONS ? known(action, 0) : null;
    if (found != null) {
      known.add(found);
    } else if (action.isObject() && !dropped(action)) {
      rest.leaveOut(action);
    }
  }

  /// Whether its makers want nothing in its place.
  static boolean dropped(JsonNode node) {
    return Bodies.text(node, "fallback").equalsIgnoreCase("drop");
  }

  private static String label(JsonNode action, int most) {
    var title = Bodies.text(action, "title").strip();
    return AdaptiveCard.cut(title.isEmpty() ? Bodies.text(action, "tooltip").strip() : title, most);
  }

  private static @Nullable Known known(JsonNode action, int tried) {
    return switch (Bodies.text(action, "type")) {
      case "Action.OpenUrl" -> {
        var title = label(action, BotRules.LONGEST_LABEL);
        var url = Bodies.text(action, "url");
        yield title.isEmpty() || !BotRules.isAddress(url)
            ? null
            : new Known(
                new Part.Button(title, Part.ButtonAction.LINK, url), action.path("data"), false);
      }
      case "Action.Submit" -> submit(action, action.path("data"));
      case "Action.Execute" -> {
        // Its makers say what hosts are to do that have no such calls.
        var instead = fallback(action, tried);
        yield instead == null ? submit(action, Submits.executed(action)) : instead;
      }
      default -> fallback(action, tried);
    };
  }

  private static @Nullable Known fallback(JsonNode action, int tried) {
    return action.path("fallback").isObject() && tried < MOST_FALLBACKS
        ? known(action.path("fallback"), tried + 1)
        : null;
  }

  private static @Nullable Known submit(JsonNode action, JsonNode data) {
    var title = label(action, BotRules.LONGEST_LABEL);
    var value = Submits.button(data);
    return title.isEmpty() || value.isBlank() || value.length() > BotRules.LONGEST_VALUE
        ? null
        : new Known(
            new Part.Button(title, Part.ButtonAction.POSTBACK, value), data, takesInputs(action));
  }

  private static boolean takesInputs(JsonNode action) {
    return !Bodies.text(action, "associatedInputs").equalsIgnoreCase("none");
  }

  /// Whether something in a card submits the inputs around it.
  static boolean submits(JsonNode card) {
    var type = Bodies.text(card, "type").toLowerCase(Locale.ROOT);
    boolean sends = type.equals("action.submit") || type.equals("action.execute");
    return sends && takesInputs(card) || card.valueStream().anyMatch(AdaptiveActions::submits);
  }

  List<Hidden> hidden() {
    return List.copyOf(hidden);
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
