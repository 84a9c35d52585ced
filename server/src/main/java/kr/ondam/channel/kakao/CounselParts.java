package kr.ondam.channel.kakao;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kr.ondam.channel.Part;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Turns the content of a message, in all the shapes dealers send, into parts. Addresses of media
/// are kept as facts; nothing is fetched from them.
final class CounselParts {
  private static final int LONGEST_SHOWN = 10_000;
  private static final int MOST_PARTS = 100;
  private static final int LONGEST_TYPE = 64;

  /// How an address begins; what stands alone and does not is what the customer wrote.
  private static final Pattern ADDRESS = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:");

  private final StrictJson json;

  CounselParts(StrictJson json) {
    this.json = json;
  }

  /// At least one part.
  List<Part> of(JsonNode root) {
    var type = root.path("type").isString() ? root.path("type").stringValue() : "";
    return switch (type) {
      case "text", "TX" -> text(root);
      case "photo", "image", "video", "audio", "file" -> media(type, root);
      default -> List.of(new Part.Unsupported(capped(type), shown(root)));
    };
  }

  /// As much of an original as a reader can use; the whole of it is kept beside the message.
  private static String shown(JsonNode root) {
    var raw = root.toString();
    return raw.length() > LONGEST_SHOWN ? raw.substring(0, LONGEST_SHOWN) : raw;
  }

  private List<Part> text(JsonNode root) {
    List<Part> parts = new ArrayList<>();
    long length = 0;
    for (JsonNode item : items(content(root))) {
      var words = words(item);
      length += words == null ? 0 : words.codePointCount(0, words.length());
      parts.add(words == null ? new Part.Unsupported("text", shown(item)) : new Part.Text(words));
    }
    if (length > LongTexts.LONGEST || parts.size() > MOST_PARTS) {
      return LongTexts.parts(parts);
    }
    var longText = url(opened(root.path("attachment")).path("url"));
    if (longText != null) {
      parts.add(new Part.File(longText, "message.txt"));
    }
    return parts.isEmpty() ? List.of(new Part.Text("")) : parts;
  }

  /// Null for what holds no words.
  private static @Nullable String words(JsonNode item) {
    var said = item.isObject() ? item.path("text") : item;
    return said.isValueNode() && !said.isNull() ? said.asString("") : null;
  }

  private List<Part> media(String type, JsonNode root) {
    List<Part> parts = new ArrayList<>();
    List<Part> words = new ArrayList<>();
    for (JsonNode given : items(opened(content(root)))) {
      var item = opened(given);
      var url = url(item.isString() ? item : item.path("url"));
      if (url != null && item.isString() && !ADDRESS.matcher(url).find()) {
        words.add(new Part.Text(url));
      } else if (url != null) {
        parts.add(medium(type, url, item));
      }
    }
    if (parts.isEmpty()) {
      var attachment = opened(root.path("attachment"));
      var url = url(attachment.path("url"));
      var found = url == null ? url(root.path("image_url")) : url;
      if (found != null) {
        parts.add(medium(type, found, attachment));
      }
    }
    boolean unclear = parts.isEmpty() || parts.size() + words.size() > MOST_PARTS;
    parts.addAll(words);
    return unclear ? List.of(new Part.Unsupported(type, shown(root))) : parts;
  }

  private static Part medium(String type, String url, JsonNode item) {
    return switch (type) {
      case "video" -> new Part.Video(url);
      case "audio" -> new Part.Audio(url);
      case "file" -> new Part.File(url, name(url, item));
      default -> new Part.Image(url, item.path("comment").asString(null));
    };
  }

  /// `contents` before `content`.
  private static JsonNode content(JsonNode root) {
    var contents = root.path("contents");
    return contents.isMissingNode() || contents.isNull() ? root.path("content") : contents;
  }

  /// A single value counts as a list of one.
  private static List<JsonNode> items(JsonNode chosen) {
    if (chosen.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      chosen.forEach(items::add);
      return items;
    }
    return chosen.isMissingNode() || chosen.isNull() ? List.of() : List.of(chosen);
  }

  /// Some dealers send what describes a medium as a string of JSON. No address begins like one, so
  /// what cannot be read is nothing.
  private JsonNode opened(JsonNode node) {
    var text = node.isString() ? node.stringValue().strip() : "";
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return node;
    }
    return json.read(text.getBytes(StandardCharsets.UTF_8))
            instanceof StrictJson.Reading.Document(var root, var _)
        ? root
        : MissingNode.getInstance();
  }

  private static @Nullable String url(JsonNode node) {
    return node.isString() && !node.stringValue().isBlank() ? node.stringValue() : null;
  }

  private static String name(String url, JsonNode item) {
    var given = item.path("name").isString() ? item.path("name").stringValue() : "";
    var path = url.replaceAll("[?#].*", "");
    var last = given.isBlank() ? path.substring(path.lastIndexOf('/') + 1) : given;
    return last.isBlank() ? "file" : last.substring(0, Math.min(last.length(), 255));
  }

  private static String capped(String type) {
    return type.substring(0, Math.min(type.length(), LONGEST_TYPE));
  }
}
