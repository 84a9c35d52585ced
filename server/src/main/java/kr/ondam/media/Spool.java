package kr.ondam.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Takes up on the disk what comes slowly from outside, before anybody has looked at it.
public final class Spool {
  private final Path root;
  private final DiskRoom room;

  /// @param data the folder of the server's data
  public Spool(Path data) {
    root = data.resolve("media");
    room = new DiskRoom(root, DiskRoom.FREE);
  }

  /// Takes up at most so many bytes, as a file that has no name and is gone when it is closed.
  ///
  /// @throws IOException when it does not come to its end or the disk does not take it
  FileChannel receive(InputStream from, int most) throws IOException {
    room.require(most);
    var channel =
        FileChannel.open(
            root.resolve(UUID.randomUUID() + DiskRoom.UNFINISHED),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      byte[] piece = new byte[64 * 1024];
      for (int left = most; left > 0; ) {
        int length = from.readNBytes(piece, 0, Math.min(left, piece.length));
        if (length == 0) {
          break;
        }
        for (var some = ByteBuffer.wrap(piece, 0, length); some.hasRemaining(); ) {
          channel.write(some);
        }
        left -= length;
      }
      channel.position(0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
