package kr.ondam.media;

import java.io.IOException;
import java.io.InputStream;
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

  /// The disk does not take it.
  static final class Full extends IOException {
    private static final long serialVersionUID = 1L;

    Full(IOException cause) {
      super("a file that comes in cannot be kept: " + cause, cause);
    }
  }

  /// A file of nothing yet, which has no name and is gone when it is closed.
  ///
  /// @param most how many bytes it may get
  Spooled open(int most) throws Full {
    try {
      room.require(most);
      return new Spooled(
          FileChannel.open(
              root.resolve(UUID.randomUUID() + DiskRoom.UNFINISHED),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw new Full(e);
    }
  }

  /// Takes up at most so many bytes.
  ///
  /// @throws IOException when it does not come to its end or the disk does not take it
  Spooled receive(InputStream from, int most) throws IOException {
    var file = open(most);
    try {
      byte[] piece = new byte[64 * 1024];
      for (int left = most; left > 0; ) {
        int length = from.readNBytes(piece, 0, Math.min(left, piece.length));
        if (length == 0) {
          break;
        }
        file.write(piece, length);
        left -= length;
      }
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
