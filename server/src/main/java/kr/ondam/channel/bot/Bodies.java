package kr.ondam.channel.bot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartJson;
import kr.ondam.channel.PlainWords;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes the JSON of all dialects.
final class Bodies {
  /// The largest post of a bot in octets.
  static final int LARGEST_POST = 64 * 1024;

  private final StrictJson json = new StrictJson();

  ObjectNode object() {
    return json.mapper().createObjectNode();
  }

  /// A list of one, unless it is a list.
  JsonNode list(JsonNode node) {
    return node.isArray() ? node : json.mapper().createArrayNode().add(node);
  }

  /// The document of an answer.
  ///
  /// @throws Unfit for another media type than JSON, or what cannot be read
  JsonNode answer(BotResponse response) {
    var type = response.mediaType();
    if (response.body().length > 0
        && !type.equals("application/json")
        && !(type.startsWith("application/") && type.endsWith("+json"))) {
      throw new Unfit("wrong_type", "application/json");
    }
    return document(response.body());
  }

  /// The document of a post.
  ///
  /// @throws Unfit for one that is too large or cannot be read
  JsonNode post(RawRequest request) {
    if (request.body().length > LARGEST_POST) {
      throw new Unfit(413, "too_large", "at most " + LARGEST_POST + " octets");
    }
    var root = document(request.body());
    if (!root.isObject() && !root.isArray()) {
      throw new Unfit(400, "bad_json", "an object");
    }
    return root;
  }

  private JsonNode document(byte[] body) {
    return switch (json.read(body)) {
      case StrictJson.Reading.Document(var root, var _) -> root;
      case StrictJson.Reading.Broken(var code) -> throw new Unfit(400, code, "readable JSON");
    };
  }

  /// What a customer said as one text, which is all that most bots understand; the answers to a
  /// form with their questions.
  static String text(List<Part> parts) {
    var typed =
        parts.stream()
            .filter(Part.Text.class::isInstance)
            .map(part -> ((Part.Text) part).text())
            .collect(Collectors.joining("\n"));
    return typed.isEmpty()
        ? parts.stream()
            .filter(Part.FormReply.class::isInstance)
            .flatMap(part -> PlainWords.of(part).stream())
            .collect(Collectors.joining("\n"))
        : typed;
  }

  /// The parts as bots get them: without the providers' addresses of customers' files, which bots
  /// could not fetch for long and which say too much.
  static ArrayNode parts(List<Part> parts) {
    var tree = PartJson.tree(parts);
    for (JsonNode part : tree) {
      if (part instanceof ObjectNode object) {
        object.remove(List.of("url", "raw"));
      }
    }
    return tree;
  }

  static String text(JsonNode node, String name) {
    var value = node.path(name);
    return value.isString() ? value.stringValue() : "";
  }

  /// A name that is ours on the wire, or empty for what cannot be one.
  static String name(JsonNode node, String name) {
    var value = text(node, name);
    return value.matches("[A-Za-z0-9_-]{1,64}") ? value : "";
  }

  static String sha256(String... texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256", e);
    }
  }

  static String sha256(byte[] bytes) {
    return sha256(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
