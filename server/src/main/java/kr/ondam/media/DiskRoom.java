package kr.ondam.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What files may take of a disk that the database and the logs need too.
///
/// @param root folder of the files, made when it is not there
/// @param free what stays free, in bytes
record DiskRoom(Path root, long free) {
  static final long FREE = 256L * 1024 * 1024;

  /// The end of the name of a file that is not whole yet.
  static final String UNFINISHED = ".part";

  /// @throws IOException when the disk would have too little left with so many bytes more
  void require(long bytes) throws IOException {
    Files.createDirectories(root);
    long left = Files.getFileStore(root).getUsableSpace() - bytes;
    if (left < free) {
      throw new IOException("free disk space: " + left + " (expected: at least " + free + ")");
    }
  }
}
