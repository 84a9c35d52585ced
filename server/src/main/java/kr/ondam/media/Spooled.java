package kr.ondam.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file that comes in, on the disk until it is looked at; nothing is left of it when it is
/// closed.
final class Spooled implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Spooled.class);

  private final FileChannel channel;
  private int size;

  Spooled(FileChannel channel) {
    this.channel = channel;
  }

  /// Adds the first bytes of a piece.
  void write(byte[] piece, int length) throws Spool.Full {
    try {
      for (var some = ByteBuffer.wrap(piece, 0, length); some.hasRemaining(); ) {
        channel.write(some);
      }
      size += length;
    } catch (IOException e) {
      throw new Spool.Full(e);
    }
  }

  /// How many bytes have come.
  int size() {
    return size;
  }

  /// All of it, in memory that is exactly as large.
  byte[] bytes() throws IOException {
    var all = ByteBuffer.allocate(size);
    while (all.hasRemaining()) {
      if (channel.read(all, all.position()) < 0) {
        throw new IOException("size: " + all.position() + " (expected: " + size + ")");
      }
    }
    return all.array();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("a file that is done with", e);
    }
  }
}
