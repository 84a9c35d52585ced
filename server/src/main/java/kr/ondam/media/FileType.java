package kr.ondam.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import kr.ondam.conversation.AttachmentKind;

/// What a file is by its first bytes. What the provider or the name says about it counts for
/// nothing.
enum FileType {
  JPEG("image/jpeg", ".jpg", head("\u00FF\u00D8\u00FF")),
  PNG("image/png", ".png", head("\u0089PNG\r\n\u001A\n")),
  GIF("image/gif", ".gif", head("GIF87a").or(head("GIF89a"))),
  WEBP("image/webp", ".webp", head("RIFF").and(at(8, "WEBP"))),
  HEIC("image/heic", ".heic", at(4, "ftyphei").or(at(4, "ftypmif1")).or(at(4, "ftypavif"))),
  BMP("image/bmp", ".bmp", head("BM").and(at(6, "\0\0\0\0"))),
  TIFF("image/tiff", ".tif", head("II*\0").or(head("MM\0*"))),
  WAV("audio/wav", ".wav", head("RIFF").and(at(8, "WAVE"))),
  MP3("audio/mpeg", ".mp3", head("ID3").or(head("\u00FF\u00FB")).or(head("\u00FF\u00F3"))),
  AAC("audio/aac", ".aac", head("\u00FF\u00F1").or(head("\u00FF\u00F9"))),
  OGG("audio/ogg", ".ogg", head("OggS")),
  AMR("audio/amr", ".amr", head("#!AMR")),
  M4A("audio/mp4", ".m4a", at(4, "ftypM4A").or(at(4, "ftypM4B"))),
  MOV("video/quicktime", ".mov", at(4, "ftypqt")),
  MOBILE("video/3gpp", ".3gp", at(4, "ftyp3g")),
  MP4("video/mp4", ".mp4", at(4, "ftyp")),
  WEBM("video/webm", ".webm", head("\u001A\u0045\u00DF\u00A3")),
  AVI("video/x-msvideo", ".avi", head("RIFF").and(at(8, "AVI "))),
  PDF("application/pdf", ".pdf", head("%PDF-")),
  ZIP("application/zip", ".zip", head("PK\u0003\u0004").or(head("PK\u0005\u0006"))),
  OLE(
      "application/x-ole-storage",
      ".doc",
      head("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")),
  PROGRAM(
      "application/x-executable",
      "",
      head("\u007FELF")
          .or(FileType::windows)
          .or(head("#!"))
          .or(head("\u00CF\u00FA\u00ED\u00FE"))
          .or(head("\u00CE\u00FA\u00ED\u00FE"))
          .or(head("\u00CA\u00FE\u00BA\u00BE"))),
  MARKUP("text/html", ".txt", FileType::markup),
  OTHER("application/octet-stream", "", _ -> true);

  private static final int LOOKED_AT = 1024;

  /// From the name of a `hdlr` box to the kind of its track: version, flags and an unused field.
  private static final int HANDLER = 4 + 4 + 4;

  private final String mime;
  private final String extension;
  private final Predicate<String> signature;

  FileType(String mime, String extension, Predicate<String> signature) {
    this.mime = mime;
    this.extension = extension;
    this.signature = signature;
  }

  /// The first type whose signature the bytes have; [#OTHER] when none has.
  static FileType of(byte[] bytes) {
    var start =
        new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
    for (var type : values()) {
      if (type.signature.test(start)) {
        // What recorders write calls itself like a film.
        return type == MP4 && !has(bytes, "vide") && has(bytes, "soun") ? M4A : type;
      }
    }
    return OTHER;
  }

  /// Whether a file of ISO 14496-12 says of a track that it is of a kind, such as `soun`.
  private static boolean has(byte[] bytes, String kind) {
    var handler = "hdlr".getBytes(StandardCharsets.US_ASCII);
    var wanted = kind.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + HANDLER + wanted.length <= bytes.length; i++) {
      if (bytes[i] == handler[0]
          && Arrays.equals(bytes, i, i + handler.length, handler, 0, handler.length)
          && Arrays.equals(
              bytes, i + HANDLER, i + HANDLER + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  String mime() {
    return mime;
  }

  String extension() {
    return extension;
  }

  /// What a file of the type is handed in as.
  AttachmentKind kind() {
    return switch (mime.substring(0, mime.indexOf('/'))) {
      case "image" -> AttachmentKind.IMAGE;
      case "audio" -> AttachmentKind.AUDIO;
      case "video" -> AttachmentKind.VIDEO;
      default -> AttachmentKind.FILE;
    };
  }

  boolean image() {
    return mime.startsWith("image/");
  }

  /// Whether a browser or a system might run it.
  boolean active() {
    return this == MARKUP || this == PROGRAM;
  }

  private static Predicate<String> head(String bytes) {
    return start -> start.startsWith(bytes);
  }

  private static Predicate<String> at(int place, String bytes) {
    return start -> start.startsWith(bytes, place);
  }

  /// A text may begin with these two letters, too; the head of a program is never without signs
  /// that no text has.
  private static boolean windows(String start) {
    return start.startsWith("MZ")
        && start.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r');
  }

  /// HTML, SVG and other XML, also after a byte order mark and blanks.
  private static boolean markup(String start) {
    var text = start.replace("\0", "").replaceFirst("^[\u00EF\u00BB\u00BF\u00FE\u00FF]*\\s*", "");
    var lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("<!")
        || lower.startsWith("<?")
        || lower.matches("(?s)<[a-z].*")
        || lower.contains("<script")
        || lower.contains("<svg")
        || lower.contains("<html");
  }
}
