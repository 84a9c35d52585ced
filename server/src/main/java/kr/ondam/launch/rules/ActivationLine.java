package kr.ondam.launch.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An activation as one line of JSON.
final class ActivationLine {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ActivationLine() {}

  static String write(Activation activation) {
    return JSON.createObjectNode()
        .put("at", activation.at().toString())
        .put("effective", activation.effective().toString())
        .put("kind", activation.kind().name())
        .put("version", activation.version())
        .put("label", activation.label())
        .put("by", activation.by())
        .put("why", activation.why())
        .put("from", activation.from())
        .toString();
  }

  static Optional<Activation> read(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      return Optional.of(
          new Activation(
              Instant.parse(text(json, "at")),
              Instant.parse(text(json, "effective")),
              Activation.Kind.valueOf(text(json, "kind")),
              text(json, "version"),
              text(json, "label"),
              text(json, "by"),
              text(json, "why"),
              text(json, "from")));
    } catch (JacksonException | DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode json, String key) {
    return json.path(key).asString("");
  }
}
