package kr.ondam.channel.sms.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import kr.ondam.channel.Part;
import tools.jackson.databind.JsonNode;

/// Reads what a customer's message has beside its text. Addresses are kept as facts; nothing is
/// fetched from them here.
final class HttpMedia {
  private static final int MOST = 10;
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
    for (int i = 0; !name.isEmpty() && i < MOST; i++) {
      var url = root.at(name + i).asString("");
      if (url.isEmpty()) {
        return;
      }
      var type = root.at(name.replace("Url", "ContentType") + i).asString("");
      parts.add(part(url, url.substring(url.lastIndexOf('/') + 1), type.startsWith("image/")));
    }
  }

  private static void listed(JsonNode where, JsonNode root, List<Part> parts) {
    int found = 0;
    for (JsonNode item : root.at(where.path("each").asString())) {
      var url = HttpReader.at(item, where, "url");
      if (!url.isEmpty() && url.length() <= LONGEST && found++ < MOST) {
        var name = HttpReader.at(item, where, "name");
        var extension = HttpReader.at(item, where, "extension").toLowerCase(Locale.ROOT);
        parts.add(part(url, name.isEmpty() ? "file" : name, PICTURES.contains(extension)));
      }
    }
  }

  private static Part part(String url, String name, boolean picture) {
    return picture ? new Part.Image(url, null) : new Part.File(url, name);
  }
}
