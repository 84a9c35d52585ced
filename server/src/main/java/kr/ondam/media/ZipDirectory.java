package kr.ondam.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads from the directory of a zip, which documents of offices are too, how much it would become.
/// Nothing is unpacked for that, so that a directory that lies is believed; one that cannot be read
/// opens nowhere else either.
final class ZipDirectory {
  /// More than this, and so many times the file: nothing that people send each other.
  private static final long MOST = 200L * 1024 * 1024;

  private static final int MOST_TIMES = 100;

  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final long IN_EXTRA = 0xFFFF_FFFFL;
  private static final int LARGE = 1;
  private static final int LARGE_POINTS = 0x07064b50;
  private static final int LARGE_POINTER = 20;
  private static final int LARGE_END = 56;

  /// So that no sum of them overflows.
  private static final long MOST_OF_ONE = 1L << 40;

  private final ByteBuffer zip;

  private ZipDirectory(byte[] file) {
    zip = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Whether whoever unpacks it gets far more than anybody wants.
  static boolean bomb(byte[] file) {
    long unpacked = new ZipDirectory(file).unpacked();
    return unpacked > MOST && unpacked / MOST_TIMES > file.length;
  }

  /// What its entries say they become, in bytes; as far as they can be read.
  private long unpacked() {
    int end = end();
    // By the length of the directory rather than its place, which something before the zip moves.
    return end < 0 ? 0 : Math.max(unpacked(end, intAt(end + 12)), large(end));
  }

  /// A large zip says the length of its directory elsewhere.
  private long large(int end) {
    int pointer = end - LARGE_POINTER;
    if (pointer < 0 || zip.getInt(pointer) != LARGE_POINTS) {
      return 0;
    }
    long place = zip.getLong(pointer + 8);
    boolean inside = place >= 0 && place <= pointer - LARGE_END;
    return inside ? unpacked((int) place, zip.getLong((int) place + 40)) : 0;
  }

  private long unpacked(int end, long length) {
    if (length < 0 || length > end) {
      return 0;
    }
    long sum = 0;
    try {
      for (int at = (int) (end - length); at < end && zip.getInt(at) == ENTRY; at += length(at)) {
        sum += Math.clamp(size(at), 0, MOST_OF_ONE);
      }
    } catch (IndexOutOfBoundsException _) {
      // Cut off: what was read so far counts.
    }
    return sum;
  }

  private int end() {
    int last = zip.limit() - END_LENGTH;
    for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
      if (zip.getInt(at) == END) {
        return at;
      }
    }
    return -1;
  }

  private int length(int at) {
    return ENTRY_LENGTH + shortAt(at + 28) + shortAt(at + 30) + shortAt(at + 32);
  }

  private long size(int at) {
    long size = intAt(at + 24);
    if (size != IN_EXTRA) {
      return size;
    }
    int extra = at + ENTRY_LENGTH + shortAt(at + 28);
    for (int end = extra + shortAt(at + 30); extra + 12 <= end; extra += 4 + shortAt(extra + 2)) {
      if (shortAt(extra) == LARGE) {
        return zip.getLong(extra + 4);
      }
    }
    return size;
  }

  private long intAt(int at) {
    return zip.getInt(at) & IN_EXTRA;
  }

  private int shortAt(int at) {
    return zip.getShort(at) & 0xFFFF;
  }
}
