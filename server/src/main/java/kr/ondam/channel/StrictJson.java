package kr.ondam.channel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON from outside the way RFC 8259 and the bad-input catalogue want it: one document of
/// valid UTF-8, no name twice in an object, at most 32 levels deep, no lone surrogates and no
/// extensions such as comments or `NaN`.
public final class StrictJson {
  private static final int DEEPEST = 32;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(1 << 20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// The mapper behind, for writing answers.
  public JsonMapper mapper() {
    return mapper;
  }

  /// Reads the document or tells by a stable word why it cannot be read.
  public Reading read(byte[] body) {
    if (isBlank(body)) {
      return new Reading.Broken("empty_body");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      return new Reading.Broken("bad_encoding");
    }
    try {
      var tree = mapper.readTree(text);
      return hasLoneSurrogate(tree)
          ? new Reading.Broken("lone_surrogate")
          : new Reading.Document(tree, text);
    } catch (StreamConstraintsException _) {
      return new Reading.Broken("too_deep");
    } catch (JacksonException e) {
      var message = e.getOriginalMessage();
      return new Reading.Broken(
          message != null && message.contains("Duplicate") ? "duplicate_key" : "bad_json");
    }
  }

  /// The document; an empty object for what is none, where only what stands in it counts.
  public JsonNode document(byte[] body) {
    return read(body) instanceof Reading.Document(var root, var _)
        ? root
        : mapper.createObjectNode();
  }

  private static boolean isBlank(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private static boolean hasLoneSurrogate(JsonNode node) {
    if (node.isString()) {
      return hasLoneSurrogate(node.stringValue());
    }
    for (var property : node.propertyStream().toList()) {
      if (hasLoneSurrogate(property.getKey())) {
        return true;
      }
    }
    for (JsonNode child : node) {
      if (hasLoneSurrogate(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  /// What reading gave.
  public sealed interface Reading {
    /// @param text the whole document as it was
    record Document(JsonNode root, String text) implements Reading {}

    /// @param code a stable word such as `duplicate_key`
    record Broken(String code) implements Reading {}
  }
}
