package kr.ondam.channel.kakao;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ProfileFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How one dealer's interface looks, as its file in `resources/counsel` says. What customers send
/// comes in the same shape from every dealer.
///
/// | key | holds |
/// |---|---|
/// | `headers` | by which the dealer knows the account, each with the setting that holds its value; with `inbound-` before it the setting by which we know the dealer |
/// | `media-hosts` | where photos and files of customers lie |
/// | `uploads` | where files are handed over first: `path` and further `fields`; the name is that of the file's part and of the address in the answer |
/// | `text` | a bubble: `path` after the account's base URL and `fields` of its body beside those that name customer, account and call |
/// | `image`, `file` | the same; `upload` names where their file is handed over, unless that is their own name |
/// | `video`, `audio` | the same for those of at most so many `bytes` and of certain `types`; others, and all without this key, go as files |
/// | `buttons`, `quick-replies` | the same; `most` of them, the longest `label`, and `into`, the list in the fields where they go. Without `quick-replies` those are buttons |
/// | `reply`, `link` | one button that answers or leads to an address |
/// | `end` | the `path` where a session is ended |
/// | `answer` | codes: `ok`, `gone` for a session that is over, `known` for a call that was made before, which its message may say by `known-words` |
///
/// In fields `${text}`, `${address}`, `${name}`, `${size}` and `${label}` stand for whole values; a
/// field whose value is not known is left out.
final class Profile {
  /// What an account speaks that names none.
  static final String USUAL = "happytalk-v3";

  private static final String FOLDER = "counsel";

  private final JsonNode root;
  private final Map<String, String> headers;
  private final Set<String> mediaHosts;

  private Profile(JsonNode root) {
    this.root = root;
    headers = texts(root.path("headers"));
    mediaHosts =
        root.path("media-hosts")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, String> texts(JsonNode object) {
    return object.properties().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, p -> p.getValue().asString()));
  }

  /// The names there are, in alphabetical order.
  static List<String> names() {
    return ProfileFiles.names(FOLDER);
  }

  /// The profile of that name, of an empty one the usual; empty when there is no such file.
  static Optional<Profile> named(String name) {
    return ProfileFiles.read(FOLDER, name.isEmpty() ? USUAL : name).map(Profile::new);
  }

  /// Settings by the headers that carry their values.
  Map<String, String> headers() {
    return headers;
  }

  Set<String> mediaHosts() {
    return mediaHosts;
  }

  /// Whether there are quick replies beside buttons.
  boolean quickReplies() {
    return root.has("quick-replies");
  }

  /// What the dealer takes of `buttons` or `quick-replies`.
  Capabilities.Buttons buttons(String kind) {
    var section = root.path(kind);
    // 상담톡 has no button that calls a number.
    return new Capabilities.Buttons(
        section.path("most").asInt(0), section.path("label").asInt(0), false, "http");
  }

  /// The path of a bubble, or of `end`.
  String path(String bubble) {
    return root.path(bubble).path("path").asString();
  }

  /// The most bytes of what goes as such a bubble, 0 when none does.
  long bytes(String bubble) {
    return root.path(bubble).path("bytes").asLong(0);
  }

  /// Whether a file goes as such a bubble.
  boolean takes(String bubble, String mime) {
    var section = root.path(bubble);
    return section.isObject() && (!section.has("types") || names(section.path("types"), mime));
  }

  /// The fields of a bubble.
  ObjectNode fields(String bubble, Map<String, JsonNode> values) {
    return (ObjectNode) filled(root.path(bubble).path("fields"), values);
  }

  /// The list in the fields of a bubble where its buttons go.
  ArrayNode list(String bubble, ObjectNode fields) {
    return (ArrayNode) fields.at(root.path(bubble).path("into").asString());
  }

  /// One button: `reply` or `link`.
  JsonNode button(String kind, Map<String, JsonNode> values) {
    return filled(root.path(kind), values);
  }

  /// The name of the place where the file of a bubble is handed over.
  String upload(String bubble) {
    return root.path(bubble).path("upload").asString(bubble);
  }

  /// The path of such a place.
  String uploadPath(String upload) {
    return root.path("uploads").path(upload).path("path").asString();
  }

  /// What goes with the file to such a place.
  Map<String, String> uploadFields(String upload) {
    return texts(root.path("uploads").path(upload).path("fields"));
  }

  /// Whether a code of the dealer's answers is one of `ok`, `gone` or `known`.
  boolean says(String meaning, String code) {
    return names(root.path("answer").path(meaning), code);
  }

  private static boolean names(JsonNode list, String word) {
    return list.valueStream().anyMatch(one -> one.asString().equals(word));
  }

  /// Whether a refusal says in words that the call was made before.
  boolean saysKnown(String message) {
    var words = root.path("answer").path("known-words").asString("");
    return !words.isEmpty() && message.matches(words);
  }

  private static JsonNode filled(JsonNode template, Map<String, JsonNode> values) {
    if (template.isString()) {
      return values.getOrDefault(template.stringValue(), template);
    }
    if (template instanceof ArrayNode array) {
      var copy = array.arrayNode();
      array.forEach(item -> copy.add(filled(item, values)));
      return copy;
    }
    if (template instanceof ObjectNode object) {
      var copy = object.objectNode();
      for (var field : object.properties()) {
        var value = filled(field.getValue(), values);
        if (!value.isNull()) {
          copy.set(field.getKey(), value);
        }
      }
      return copy;
    }
    return template;
  }
}
