package kr.ondam.channel.kakao;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Turns the content of a message, in all the shapes dealers send, into parts. Addresses of media
/// are kept as facts; nothing is fetched from them.
final class CounselParts {
  private static final int LONGEST_TEXT = 65_536;
  private static final int LONGEST_SHOWN = 10_000;
  private static final int MOST_PARTS = 100;
  private static final int LONGEST_TYPE = 64;

  private CounselParts() {}

  /// At least one part.
  static List<Part> of(JsonNode root) {
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

  private static List<Part> text(JsonNode root) {
    List<Part> parts = new ArrayList<>();
    long length = 0;
    for (JsonNode item : items(root)) {
      var words = item.isString() ? item.stringValue() : item.path("text").asString("");
      length += words.codePointCount(0, words.length());
      parts.add(new Part.Text(words));
    }
    if (length > LONGEST_TEXT || parts.size() > MOST_PARTS) {
      return List.of(new Part.Unsupported("text_too_long", "메시지가 너무 깁니다"));
    }
    var longText = url(root.path("attachment"));
    if (longText != null) {
      parts.add(new Part.File(longText, "message.txt"));
    }
    return parts.isEmpty() ? List.of(new Part.Text("")) : parts;
  }

  private static List<Part> media(String type, JsonNode root) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode item : items(root)) {
      var url = item.isString() ? item.stringValue() : url(item);
      if (url != null) {
        parts.add(medium(type, url, item));
      }
    }
    if (parts.isEmpty()) {
      var url = url(root.path("attachment"));
      var top = root.path("image_url");
      var found = url == null && top.isString() ? top.stringValue() : url;
      if (found != null) {
        parts.add(medium(type, found, root.path("attachment")));
      }
    }
    return parts.isEmpty() || parts.size() > MOST_PARTS
        ? List.of(new Part.Unsupported(type, shown(root)))
        : parts;
  }

  private static Part medium(String type, String url, JsonNode item) {
    return switch (type) {
      case "video" -> new Part.Video(url);
      case "audio" -> new Part.Audio(url);
      case "file" -> new Part.File(url, name(url, item));
      default -> new Part.Image(url, item.path("comment").asString(null));
    };
  }

  /// `contents` before `content`; a single value counts as a list of one.
  private static List<JsonNode> items(JsonNode root) {
    var contents = root.path("contents");
    var chosen = contents.isMissingNode() || contents.isNull() ? root.path("content") : contents;
    if (chosen.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      chosen.forEach(items::add);
      return items;
    }
    return chosen.isMissingNode() || chosen.isNull() ? List.of() : List.of(chosen);
  }

  private static @Nullable String url(JsonNode node) {
    var url = node.path("url");
    return url.isString() && !url.stringValue().isBlank() ? url.stringValue() : null;
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
