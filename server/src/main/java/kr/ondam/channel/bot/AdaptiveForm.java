package kr.ondam.channel.bot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.Part;
import tools.jackson.databind.JsonNode;

/// Makes a form of the inputs of an Adaptive Card, where our fields can ask all of them.
final class AdaptiveForm {
  private static final int LONGEST_LABEL = 200;

  private final List<Part.Field> fields = new ArrayList<>();
  private final Map<String, Map<String, String>> words = new HashMap<>();
  private boolean asks;
  private boolean fits = true;

  /// Whether the card has inputs at all.
  boolean asks() {
    return asks;
  }

  /// Takes an input in. Answers whether the line above it has become its question.
  ///
  /// @param above what stands right above it, empty when it is no question
  boolean ask(JsonNode input, String above) {
    asks = true;
    var id = Bodies.text(input, "id");
    var type = Bodies.text(input, "type");
    var own = own(input, type);
    var question = own.isBlank() ? above : own;
    if (question.isBlank()) {
      question = Bodies.text(input, "placeholder");
    }
    var label = AdaptiveCard.cut((question.isBlank() ? id : question).strip(), LONGEST_LABEL);
    boolean required = input.path("isRequired").asBoolean(false);
    try {
      fields.add(new Part.Field(id, label, kind(input, type), required, options(input, type)));
    } catch (IllegalArgumentException _) {
      fits = false;
    }
    if (type.equals("Input.Toggle")) {
      words.put(
          id,
          Map.of(
              "true", word(input, "valueOn", "true"), "false", word(input, "valueOff", "false")));
    }
    return fits && own.isBlank() && !above.isBlank();
  }

  private static String own(JsonNode input, String type) {
    var label = Bodies.text(input, "label");
    // The words beside a box to be ticked are what is agreed to.
    var beside = type.equals("Input.Toggle") ? Bodies.text(input, "title") : "";
    return beside.isBlank() ? label : beside;
  }

  private static String word(JsonNode input, String name, String missing) {
    var value = Bodies.text(input, name);
    return value.isEmpty() ? missing : value;
  }

  private static Part.FieldKind kind(JsonNode input, String type) {
    return switch (type) {
      case "Input.Text" ->
          input.path("isMultiline").asBoolean(false)
              ? Part.FieldKind.LONG_TEXT
              : Part.FieldKind.TEXT;
      case "Input.Number" -> Part.FieldKind.NUMBER;
      case "Input.Date" -> Part.FieldKind.DATE;
      case "Input.Toggle" -> Part.FieldKind.CONSENT;
      case "Input.ChoiceSet" -> {
        if (input.path("isMultiSelect").asBoolean(false)) {
          throw new IllegalArgumentException("input: several choices (expected: one)");
        }
        yield Part.FieldKind.CHOICE;
      }
      default -> throw new IllegalArgumentException("input: " + type + " (expected: a known one)");
    };
  }

  /// What can be chosen, by the words that are shown.
  private List<String> options(JsonNode input, String type) {
    Map<String, String> meant = new LinkedHashMap<>();
    if (type.equals("Input.ChoiceSet")) {
      for (JsonNode choice : input.path("choices")) {
        if (meant.put(Bodies.text(choice, "title"), Bodies.text(choice, "value")) != null) {
          throw new IllegalArgumentException("choices: two are called the same");
        }
      }
      words.put(Bodies.text(input, "id"), meant);
    }
    return List.copyOf(meant.keySet());
  }

  /// Empty when it asks what a form of ours cannot.
  ///
  /// @param data of the button that sends it
  Optional<Part.Form> form(String title, JsonNode data) {
    var names = new HashSet<>(fields.stream().map(Part.Field::name).toList());
    if (!fits || names.size() < fields.size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Part.Form(title, fields, Submits.ticket(data, words)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
