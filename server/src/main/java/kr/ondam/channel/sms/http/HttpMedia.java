package kr.ondam.channel.sms.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import kr.ondam.channel.Part;
import tools.jackson.databind.JsonNode;

/// Reads what a customer's message has beside its text. Addresses are kept as facts; nothing is
/// fetched from them here. What is too much of it stays visible as something that is not supported.
final class HttpMedia {
  private static final int MOST = 10;
  private static final int MOST_SHOWN = 100;
  private static final int LONGEST = 2000;
  private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "gif", "webp", "bmp");

  private HttpMedia() {}

  /// @param where a pointer to which numbers from 0 are added, or an object with `each` for the
  ///   list and `url`, `name` and `extension` for places in its items
  static void add(JsonNode where, JsonNode root, List<Part> parts) {
    if (where.isObject()) {
      listed(where, root, parts);
    } else {
      numbered(where.asString(""), root, parts);
    }
  }

  private static void numbered(String name, JsonNode root, List<Part> parts) {
    var types = name.replace("Url", "ContentType");
    for (int i = 0; !name.isEmpty() && i < MOST_SHOWN; i++) {
      var url = HttpReader.at(root, name + i);
      if (url.isEmpty()) {
        return;
      }
      var picture = HttpReader.at(root, types + i).startsWith("image/");
      parts.add(part(i, url, url.substring(url.lastIndexOf('/') + 1), picture));
    }
  }

  private static void listed(JsonNode where, JsonNode root, List<Part> parts) {
    int found = 0;
    for (JsonNode item : root.at(where.path("each").asString(""))) {
      var url = HttpReader.at(item, where, "url");
      if (!url.isEmpty() && found < MOST_SHOWN) {
        var name = HttpReader.at(item, where, "name");
        var extension = HttpReader.at(item, where, "extension").toLowerCase(Locale.ROOT);
        boolean picture = PICTURES.contains(extension);
        parts.add(part(found++, url, name.isEmpty() ? "file" : name, picture));
      }
    }
  }

  /// @param number how many came before it
  private static Part part(int number, String url, String name, boolean picture) {
    if (number >= MOST || url.length() > LONGEST) {
      return new Part.Unsupported("media", HttpReader.cut(url));
    }
    return picture ? new Part.Image(url, null) : new Part.File(url, name);
  }
}
