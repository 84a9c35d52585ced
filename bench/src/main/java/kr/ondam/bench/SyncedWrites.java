package kr.ondam.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The machine's limit for durable work: how many 4 KiB writes a second the disk confirms one by
/// one.
final class SyncedWrites {
  private static final int BLOCK = 4096;

  private SyncedWrites() {}

  static double perSecond(Path folder, double seconds) throws IOException {
    var file = Files.createTempFile(folder, "synced", ".bin");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var block = ByteBuffer.allocateDirect(BLOCK);
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      long writes = 0;
      while (System.nanoTime() < end) {
        block.clear();
        channel.write(block);
        channel.force(false);
        writes++;
      }
      return writes / ((System.nanoTime() - start) / 1e9);
    } finally {
      Files.delete(file);
    }
  }
}
