package kr.ondam.channel.bot;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads an Adaptive Card 1.x (adaptivecards.io) into our parts: its words, its first picture and
/// its buttons are a card, its inputs a form. What we do not know is left out, or is what its
/// `fallback` says; what is too much is cut.
final class AdaptiveCard {
  /// What is shown of a card.
  sealed interface Shown {
    /// A card that may stand beside others.
    record Alone(Part.Card card) implements Shown {}

    /// Parts that belong together.
    record Several(List<Part> parts) implements Shown {}

    /// Nothing of it can be.
    record Nothing() implements Shown {}
  }

  private static final int DEEPEST = 10;
  private static final int MOST_ELEMENTS = 200;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_BODY = 4000;

  private final List<String> lines = new ArrayList<>();
  private final AdaptiveForm form = new AdaptiveForm();
  private final AdaptiveActions actions = new AdaptiveActions();
  private String title = "";
  private Part.@Nullable Image picture;

  /// Whether the last line may be the question of an input that follows.
  private boolean asking;

  private int elements;

  private AdaptiveCard() {}

  static Shown read(JsonNode card) {
    if (Bodies.text(card, "version").matches("(1\\..*)?")) {
      var read = new AdaptiveCard();
      read.all(card.path("body"), 0);
      read.actions.all(card.path("actions"));
      var shown = read.form.asks() ? read.filledIn() : read.pressed();
      if (!(shown instanceof Shown.Nothing)) {
        return shown;
      }
    }
    return instead(card);
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

  private Shown pressed() {
    var card = card(actions.buttons());
    return card == null ? new Shown.Nothing() : new Shown.Alone(card);
  }

  /// The form is sent by the one button that takes the inputs along; the others stay buttons.
  private Shown filledIn() {
    var submit = actions.submit();
    if (submit == null) {
      return new Shown.Nothing();
    }
    var beside = actions.besideSubmit();
    boolean bare = lines.isEmpty() && picture == null && beside.isEmpty();
    return form.form(bare ? title : submit.button().label(), submit.data())
        .<Shown>map(asked -> {
          var card = bare ? null : card(beside);
          return new Shown.Several(card == null ? List.of(asked) : List.of(card, asked));
        })
        .orElse(new Shown.Nothing());
  }

  private Part.@Nullable Card card(List<Part.Button> buttons) {
    var body = cut(String.join("\n", lines), LONGEST_BODY);
    boolean empty = title.isEmpty() && body.isEmpty() && picture == null && buttons.isEmpty();
    return empty ? null : new Part.Card(picture, title, body, buttons);
  }

  private void all(JsonNode items, int depth) {
    if (depth < DEEPEST) {
      for (JsonNode item : items) {
        if (elements++ < MOST_ELEMENTS && item.path("isVisible").asBoolean(true)) {
          one(item, depth);
        }
      }
    }
  }

  private void one(JsonNode item, int depth) {
    var type = Bodies.text(item, "type");
    switch (type) {
      case "TextBlock" -> words(item);
      case "RichTextBlock" -> {
        var text = new StringBuilder();
        for (JsonNode run : item.path("inlines")) {
          text.append(run.isString() ? run.stringValue() : Bodies.text(run, "text"));
        }
        line(text.toString());
      }
      case "FactSet" -> item.path("facts").forEach(this::fact);
      case "Container", "Column", "TableCell" -> all(item.path("items"), depth + 1);
      case "ColumnSet" ->
          item.path("columns").forEach(column -> all(column.path("items"), depth + 1));
      case "Table" -> item.path("rows").forEach(row -> all(row.path("cells"), depth + 1));
      case "Image" -> image(item);
      case "ImageSet" -> item.path("images").forEach(this::image);
      case "ActionSet" -> actions.all(item.path("actions"));
      case String input when input.startsWith("Input.") -> {
        var above = asking && !lines.isEmpty() ? lines.getLast() : "";
        if (form.ask(item, above)) {
          lines.removeLast();
        }
        asking = false;
      }
      default -> {
        if (depth < DEEPEST && item.path("fallback").isObject()) {
          one(item.path("fallback"), depth + 1);
        }
      }
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

  private void image(JsonNode image) {
    asking = false;
    var url = Bodies.text(image, "url");
    if (picture == null && BotRules.isPicture(url)) {
      var alt = Bodies.text(image, "altText");
      picture = new Part.Image(url, alt.isBlank() ? null : cut(alt, LONGEST_TITLE));
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
