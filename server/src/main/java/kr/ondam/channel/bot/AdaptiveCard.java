package kr.ondam.channel.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads an Adaptive Card 1.x (adaptivecards.io) into our parts: its words, its first picture and
/// its buttons are a card, its inputs a form. What we do not know is what its `fallback` says, or
/// is said to be left out; what is too much is cut.
final class AdaptiveCard {
  /// What is shown of a card.
  sealed interface Shown {
    /// A card that may stand beside others.
    ///
    /// @param after what follows it
    record Alone(Part.Card card, List<Part> after) implements Shown {}

    /// Parts that belong together.
    record Several(List<Part> parts) implements Shown {}

    /// Nothing of it can be.
    record Nothing() implements Shown {}
  }

  private static final int DEEPEST = 10;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_BODY = 4000;

  private final AdaptiveRest rest;
  private final int depth;
  private final List<String> lines = new ArrayList<>();
  private final AdaptiveForm form = new AdaptiveForm();
  private final AdaptiveActions actions;
  private String title;
  private Part.@Nullable Image picture;

  /// Whether the last line may be the question of an input that follows.
  private boolean asking;

  /// @param heading what stands above it, empty for nothing
  /// @param depth how many cards it lies in
  private AdaptiveCard(AdaptiveRest rest, String heading, int depth) {
    this.rest = rest;
    this.depth = depth;
    title = heading;
    actions = new AdaptiveActions(rest);
  }

  static Shown read(JsonNode card) {
    if (Bodies.text(card, "version").matches("(1\\..*)?")) {
      var rest = new AdaptiveRest(card);
      var parts = new AdaptiveCard(rest, "", 0).parts(card);
      if (!parts.isEmpty() || rest.plays()) {
        return shown(parts, rest.parts());
      }
    }
    return instead(card);
  }

  private static Shown shown(List<Part> parts, List<Part> rest) {
    return parts.size() == 1 && parts.getFirst() instanceof Part.Card card
        ? new Shown.Alone(card, rest)
        : new Shown.Several(Stream.of(parts, rest).flatMap(List::stream).toList());
  }

  /// The card and those behind its buttons, below it with the buttons' labels as headings; empty
  /// when it cannot be shown.
  private List<Part> parts(JsonNode card) {
    take(card);
    var hidden = actions.hidden();
    boolean together =
        form.asks() && hidden.stream().anyMatch(h -> AdaptiveActions.submits(h.card()));
    if (together) {
      // What is sent from there takes along what is asked here.
      for (int i = 0; i < actions.hidden().size(); i++) {
        var inner = actions.hidden().get(i);
        line(inner.label());
        take(inner.card());
      }
    }
    List<Part> parts = new ArrayList<>(form.asks() ? filledIn() : pressed());
    if (parts.isEmpty() && form.asks()) {
      return parts;
    }
    if (!together) {
      hidden.forEach(inner -> parts.addAll(below(inner)));
    }
    return parts;
  }

  private void take(JsonNode card) {
    all(card.path("body"), 0);
    actions.select(card.path("selectAction"));
    actions.all(card.path("actions"));
  }

  private List<Part> below(AdaptiveActions.Hidden inner) {
    if (inner.card().path("body").isEmpty() && inner.card().path("actions").isEmpty()) {
      return List.of();
    }
    var read =
        depth < DEEPEST
            ? new AdaptiveCard(rest, cut(inner.label(), LONGEST_TITLE), depth + 1)
                .parts(inner.card())
            : List.<Part>of();
    if (!read.isEmpty()) {
      return read;
    }
    if (instead(inner.card()) instanceof Shown.Several(var words)) {
      return words;
    }
    rest.leaveOut(inner.card());
    return List.of();
  }

  /// What the card itself says where it cannot be shown.
  private static Shown instead(JsonNode card) {
    var spoken = Bodies.text(card, "speak").replaceAll("<[^>]{0,200}>", "");
    for (var words : List.of(Bodies.text(card, "fallbackText"), spoken)) {
      if (!words.isBlank()) {
        return new Shown.Several(List.of(new Part.Text(cut(words.strip(), LONGEST_BODY))));
      }
    }
    return new Shown.Nothing();
  }

  private List<Part> pressed() {
    var card = card(actions.buttons());
    return card == null ? List.of() : List.of(card);
  }

  /// The form is sent by the one button that takes the inputs along; the others stay buttons.
  private List<Part> filledIn() {
    var submit = actions.submit();
    if (submit == null) {
      return List.of();
    }
    var beside = actions.besideSubmit();
    boolean bare = lines.isEmpty() && picture == null && beside.isEmpty();
    return form.form(bare ? title : submit.button().label(), submit.data())
        .map(asked -> {
          var card = bare ? null : card(beside);
          return card == null ? List.<Part>of(asked) : List.<Part>of(card, asked);
        })
        .orElse(List.of());
  }

  private Part.@Nullable Card card(List<Part.Button> buttons) {
    var body = cut(String.join("\n", lines), LONGEST_BODY);
    boolean empty = title.isEmpty() && body.isEmpty() && picture == null && buttons.isEmpty();
    return empty ? null : new Part.Card(picture, title, body, buttons);
  }

  private void all(JsonNode items, int inside) {
    for (JsonNode item : items) {
      if (item.isObject() && rest.sees(item)) {
        if (inside < DEEPEST && rest.takes()) {
          one(item, inside);
        } else {
          rest.leaveOut(item);
        }
      }
    }
  }

  private void one(JsonNode item, int inside) {
    switch (Bodies.text(item, "type")) {
      case "TextBlock" -> words(item);
      case "RichTextBlock" -> {
        var text = new StringBuilder();
        for (JsonNode run : item.path("inlines")) {
          text.append(run.isString() ? run.stringValue() : Bodies.text(run, "text"));
          actions.select(run.path("selectAction"));
        }
        line(text.toString());
      }
      case "FactSet" -> item.path("facts").forEach(this::fact);
      case "Container", "Column", "TableCell" -> all(item.path("items"), inside + 1);
      case "ColumnSet" ->
          item.path("columns")
              .forEach(column -> {
                if (rest.sees(column)) {
                  all(column.path("items"), inside + 1);
                  actions.select(column.path("selectAction"));
                }
              });
      case "Table" -> item.path("rows").forEach(row -> all(row.path("cells"), inside + 1));
      case "Image" -> image(item);
      case "ImageSet" -> item.path("images").forEach(this::image);
      case "Media" -> rest.play(item);
      case "ActionSet" -> actions.all(item.path("actions"));
      case String input when input.startsWith("Input.") -> {
        var above = asking && !lines.isEmpty() ? lines.getLast() : "";
        if (form.ask(item, above)) {
          lines.removeLast();
        }
        asking = false;
      }
      default -> unknown(item, inside);
    }
    actions.select(item.path("selectAction"));
  }

  private void unknown(JsonNode item, int inside) {
    if (inside < DEEPEST && item.path("fallback").isObject()) {
      one(item.path("fallback"), inside + 1);
    } else if (!AdaptiveActions.dropped(item)) {
      rest.leaveOut(item);
    }
  }

  private void words(JsonNode block) {
    var text = Bodies.text(block, "text").strip();
    boolean heading =
        Bodies.text(block, "weight").equalsIgnoreCase("bolder")
            || Bodies.text(block, "size").matches("(?i)(extra)?large")
            || Bodies.text(block, "style").equalsIgnoreCase("heading");
    if (heading && title.isEmpty()) {
      title = cut(text, LONGEST_TITLE);
      asking = false;
    } else {
      line(text);
      asking = !text.isBlank();
    }
  }

  private void fact(JsonNode fact) {
    var name = Bodies.text(fact, "title").strip();
    var value = Bodies.text(fact, "value").strip();
    boolean plain = name.isEmpty() || value.isEmpty() || name.endsWith(":");
    line((name + (plain ? " " : ": ") + value).strip());
  }

  private void line(String text) {
    asking = false;
    if (!text.isBlank()) {
      lines.add(text.strip());
    }
  }

  /// One picture stands on a card; of others there is what they say.
  private void image(JsonNode image) {
    asking = false;
    var url = Bodies.text(image, "url");
    var alt = Bodies.text(image, "altText");
    if (picture == null && BotRules.isPicture(url)) {
      picture = new Part.Image(url, alt.isBlank() ? null : cut(alt, LONGEST_TITLE));
    } else if (alt.isBlank()) {
      rest.leaveOut(image);
    } else {
      line(alt);
    }
  }

  /// The text, with a sign that it goes on where it is too long.
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
