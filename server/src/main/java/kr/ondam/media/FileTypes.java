package kr.ondam.media;

import org.jspecify.annotations.Nullable;

/// Says what files are, by their bytes. The table for that is read when the first file comes,
/// because no start should wait for it.
public final class FileTypes {
  private @Nullable TypeTable table;

  /// What a file is.
  ///
  /// @param name of the file, empty for none; it only says whose document a zip or another
  ///   container is
  FileType of(byte[] file, String name) {
    return table().of(file, name);
  }

  /// What a file of the type is given as its extension, with the dot; empty for none.
  String extension(String mime) {
    return table().extension(mime);
  }

  private synchronized TypeTable table() {
    if (table == null) {
      table = new TypeTable();
    }
    return table;
  }
}
