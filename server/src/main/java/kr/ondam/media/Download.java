package kr.ondam.media;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentKind;

/// A file as it is served: never to be run or shown as a page, whatever is in it.
///
/// @param headers of the answer, names in lower case
/// @param copy its bytes
public record Download(Map<String, String> headers, Copy copy) {
  private static final String HEX = "0123456789ABCDEF";

  public Download {
    headers = Map.copyOf(headers);
  }

  static Download of(Attachment attachment, Copy copy, FileTypes types) {
    var mime = attachment.mime();
    // Only pictures we have drawn are served as what they are.
    var type = mime != null && attachment.thumbnail() ? mime : "application/octet-stream";
    return new Download(headers(type, disposition(name(attachment, types))), copy);
  }

  static Download thumbnail(Attachment attachment, Copy small) {
    var mime = attachment.mime();
    return new Download(headers(mime == null ? "application/octet-stream" : mime, "inline"), small);
  }

  private static Map<String, String> headers(String type, String disposition) {
    return Map.of(
        "content-type",
        type,
        "content-disposition",
        disposition,
        "x-content-type-options",
        "nosniff",
        "content-security-policy",
        "default-src 'none'; sandbox",
        "cross-origin-resource-policy",
        "same-origin",
        "cache-control",
        "private, no-store");
  }

  /// What the file is called on the disk of whoever downloads it.
  static String name(Attachment attachment, FileTypes types) {
    if (attachment.name().isEmpty()) {
      var mime = attachment.mime();
      var word =
          attachment.kind() == AttachmentKind.FILE
              ? "file"
              : attachment.kind().name().toLowerCase(Locale.ROOT);
      return word
          + "-"
          + attachment.seq()
          + "-"
          + (attachment.part() + 1)
          + (mime == null ? "" : types.extension(mime));
    }
    return attachment.name();
  }

  /// As RFC 6266 says: a plain name for old clients, and the real one.
  static String disposition(String name) {
    var plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
    var encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      }
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }
}
