package kr.ondam.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads from the EXIF data of a JPEG how the camera was held, the one fact that is needed before
/// they are dropped.
final class Orientation {
  private static final int APP1 = 0xFFE1;
  private static final int START_OF_SCAN = 0xFFDA;
  private static final int TAG = 0x0112;
  private static final int EXIF = 0x45786966;
  private static final int ENTRY = 12;

  private Orientation() {}

  /// 1 to 8; 1, upright, when nothing readable says otherwise.
  static int of(byte[] jpeg) {
    try {
      var bytes = ByteBuffer.wrap(jpeg);
      for (int at = 2; at < jpeg.length; ) {
        int marker = bytes.getShort(at) & 0xFFFF;
        int length = bytes.getShort(at + 2) & 0xFFFF;
        if (marker == APP1 && bytes.getInt(at + 4) == EXIF) {
          return ofExif(bytes.slice(at + 10, length - 8));
        }
        if (marker < 0xFF00 || marker == START_OF_SCAN || length < 2) {
          return 1;
        }
        at += 2 + length;
      }
    } catch (IndexOutOfBoundsException _) {
      // Cut off or lying about its lengths: as if it said nothing.
    }
    return 1;
  }

  private static int ofExif(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }
}
