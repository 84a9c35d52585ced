package kr.ondam.channel.bot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.Part;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a card that submits gets back: an activity with its data as `value` and without a text,
/// which bots take for something that was typed.
final class Submits {
  /// Before the data of a button, so that it is not taken for words.
  private static final String PREFIX = "submit:";

  private static final JsonMapper JSON = JsonMapper.shared();

  private Submits() {}

  /// What stands in a button that submits. Data that is one text is said like a typed one.
  static String button(JsonNode data) {
    return data.isString() ? data.stringValue() : PREFIX + object(data);
  }

  /// The data of an `Action.Execute`, whose verb says what is to be done.
  static JsonNode executed(JsonNode action) {
    var data = action.path("data");
    var verb = Bodies.text(action, "verb");
    if (verb.isEmpty() || data.has("verb")) {
      return data;
    }
    var with = object(data).deepCopy().put("verb", verb);
    return data.isString() ? with.put("data", data.stringValue()) : with;
  }

  /// The ticket of a form that submits.
  ///
  /// @param words what the card wants for a word that is shown, of each field that has such words
  static String ticket(JsonNode data, Map<String, Map<String, String>> words) {
    var ticket = JSON.createObjectNode();
    ticket.set("data", object(data));
    var named = ticket.putObject("words");
    words.forEach((field, meant) -> meant.forEach(named.putObject(field)::put));
    return ticket.toString();
  }

  private static ObjectNode object(JsonNode data) {
    return data instanceof ObjectNode object ? object : JSON.createObjectNode();
  }

  /// Puts what was submitted into the activity; false when nothing was.
  static boolean tell(BotTurn.Said said, ObjectNode activity) {
    var submitted = submitted(said);
    submitted.ifPresent(value -> activity.set("value", value));
    return submitted.isPresent();
  }

  private static Optional<ObjectNode> submitted(BotTurn.Said said) {
    var pressed = said.postback();
    if (pressed != null) {
      return pressed.startsWith(PREFIX)
          ? read(pressed.substring(PREFIX.length()))
          : Optional.empty();
    }
    return said.parts().size() == 1
            && said.parts().getFirst() instanceof Part.FormReply(var answers, var ticket)
        ? read(ticket).map(known -> filledIn(known, answers))
        : Optional.empty();
  }

  private static ObjectNode filledIn(ObjectNode ticket, List<Part.Answer> answers) {
    var value = object(ticket.path("data")).deepCopy();
    Map<String, String> said = new LinkedHashMap<>();
    for (var answer : answers) {
      var meant = Bodies.text(ticket.path("words").path(answer.name()), answer.value());
      said.put(answer.name(), meant.isEmpty() ? answer.value() : meant);
    }
    said.forEach(value::put);
    return value;
  }

  /// Empty for what is none of ours, such as the ticket of somebody else's form.
  private static Optional<ObjectNode> read(String json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
