package kr.ondam.media;

import java.util.Locale;
import java.util.Set;

/// Which files may be handed in: what people show each other in a consultation, by its bytes and by
/// its name, because a name is what a system of the receiver goes by.
final class AllowedFiles {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "bmp", "tif", "tiff", "pdf", "doc",
          "docx", "xls", "xlsx", "ppt", "pptx", "hwp", "hwpx", "odt", "ods", "odp", "txt", "csv",
          "zip", "mp3", "wav", "m4a", "aac", "ogg", "amr", "mp4", "mov", "webm", "avi");
  private static final Set<String> PLAIN = Set.of("txt", "csv");

  private AllowedFiles() {}

  /// @param name made safe, may be empty
  static boolean allows(FileType type, String name, byte[] bytes) {
    var extension = extension(name);
    boolean known =
        extension.isEmpty() ? type.form() != FileType.Form.ZIP : EXTENSIONS.contains(extension);
    if (!known || type.active()) {
      return false;
    }
    return type.expected() ? !PLAIN.contains(extension) : PLAIN.contains(extension) && text(bytes);
  }

  /// The name with the extension that its bytes deserve, where it had none or a picture was drawn
  /// anew in another form.
  static String named(String name, FileType type) {
    var extension = extension(name);
    if (name.isEmpty() || type.extension().isEmpty()) {
      return name;
    }
    if (extension.isEmpty()) {
      return name + type.extension();
    }
    boolean redrawn = type.equals(FileType.PNG) && !extension.equals("png");
    return redrawn ? name.substring(0, name.lastIndexOf('.')) + ".png" : name;
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /// Text in whatever encoding has no other control characters than these.
  private static boolean text(byte[] bytes) {
    for (byte b : bytes) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return false;
      }
    }
    return true;
  }
}
