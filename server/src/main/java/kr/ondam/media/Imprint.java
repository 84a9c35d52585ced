package kr.ondam.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/// What cameras and editors write into a picture besides it: where and when it was taken, by whom.
/// Pictures that are drawn anew have none; here it is taken out of those that cannot be drawn.
final class Imprint {
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int COMMENT = 0xFE;

  /// JFIF, the profile of the colours, and how they are meant: a picture looks otherwise without.
  private static final Set<Integer> OF_THE_PICTURE = Set.of(0xE0, 0xE2, 0xEE);

  private static final int TURNED = 36;
  private static final Set<String> IN_WEBP = Set.of("EXIF", "XMP ");
  private static final int RIFF = 12;
  private static final int CHUNK = 8;
  private static final int SAID_IN_WEBP = 0x08 | 0x04;

  private Imprint() {}

  /// The file without it; as it is when the type is another than JPEG and WebP.
  static byte[] without(FileType type, byte[] file) {
    return switch (type.mime()) {
      case "image/jpeg" -> jpeg(file);
      case "image/webp" -> webp(file);
      default -> file;
    };
  }

  /// How the camera was held is said anew. What follows the picture is left out: other pictures
  /// with their own imprint, or a film.
  private static byte[] jpeg(byte[] file) {
    var kept = ByteBuffer.allocate(file.length + TURNED + 2);
    kept.put(file, 0, 2);
    int orientation = Orientation.of(file);
    if (orientation != 1) {
      turned(kept, orientation);
    }
    int at = 2;
    while (at + 1 < file.length && !(marks(file, at) && mark(file, at) == END)) {
      at = marks(file, at) ? segment(file, at, kept) : at + 1;
    }
    if (at + 1 < file.length) {
      kept.put(file, at, 2);
    }
    return Arrays.copyOf(kept.array(), kept.position());
  }

  private static boolean marks(byte[] file, int at) {
    return file[at] == (byte) 0xFF && mark(file, at) != 0xFF;
  }

  private static int mark(byte[] file, int at) {
    return file[at + 1] & 0xFF;
  }

  private static int segment(byte[] file, int at, ByteBuffer kept) {
    int mark = mark(file, at);
    boolean bare = mark <= 1 || mark >= 0xD0 && mark <= START || at + 4 > file.length;
    int said = bare ? 0 : (file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF;
    int end = Math.min(file.length, at + 2 + said);
    if (mark == SCAN) {
      end = scanned(file, end);
    }
    boolean application = mark >= 0xE0 && mark <= 0xEF;
    if (mark != COMMENT && (!application || OF_THE_PICTURE.contains(mark))) {
      kept.put(file, at, end - at);
    }
    return end;
  }

  /// Where the next segment after the coded picture begins.
  private static int scanned(byte[] file, int from) {
    for (int at = from; at + 1 < file.length; at++) {
      int mark = mark(file, at);
      if (file[at] == (byte) 0xFF && mark != 0 && mark != 0xFF && (mark < 0xD0 || mark > 0xD7)) {
        return at;
      }
    }
    return file.length;
  }

  private static void turned(ByteBuffer kept, int orientation) {
    kept.putShort((short) 0xFFE1)
        .putShort((short) (TURNED - 2))
        .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0);
  }

  private static byte[] webp(byte[] file) {
    if (file.length < RIFF) {
      return file;
    }
    var kept = ByteBuffer.allocate(file.length).order(ByteOrder.LITTLE_ENDIAN);
    var from = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    kept.put(file, 0, RIFF);
    for (int at = RIFF; at + CHUNK <= file.length; ) {
      var name = new String(file, at, 4, StandardCharsets.ISO_8859_1);
      long said = from.getInt(at + 4) & 0xFFFF_FFFFL;
      int length = (int) Math.min(CHUNK + said + (said & 1), file.length - at);
      if (!IN_WEBP.contains(name)) {
        int place = kept.position();
        kept.put(file, at, length);
        if (name.equals("VP8X") && length > CHUNK) {
          kept.put(place + CHUNK, (byte) (file[at + CHUNK] & ~SAID_IN_WEBP));
        }
      }
      at += length;
    }
    kept.putInt(4, kept.position() - 8);
    return Arrays.copyOf(kept.array(), kept.position());
  }
}
