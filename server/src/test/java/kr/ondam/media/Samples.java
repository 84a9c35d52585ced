package kr.ondam.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Files to look at.
final class Samples {
  private Samples() {}

  static byte[] picture(String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x < width / 2 ? 0xFF0000 : 0x0000FF);
      }
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// A JPEG that says how the camera was held, and where.
  static byte[] photo(int width, int height, int orientation) {
    var plain = picture("jpeg", width, height);
    var exif =
        ByteBuffer.allocate(4 + 6 + 26 + 8)
            .putShort((short) 0xFFE1)
            .putShort((short) (2 + 6 + 26 + 8))
            .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .putShort((short) 0)
            .putInt(0)
            .put("BUSAN GP".getBytes(StandardCharsets.ISO_8859_1));
    var out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    out.writeBytes(exif.array());
    out.write(plain, 2, plain.length - 2);
    return out.toByteArray();
  }

  /// A GIF that shows the same picture again and again.
  static byte[] film(int frames) {
    var one = picture("gif", 20, 20);
    // After the head, the size and the colours stands the picture; the last octet ends the file.
    int colours = (one[10] & 0x80) == 0 ? 0 : 3 << (one[10] & 7) + 1;
    int picture = 13 + colours;
    var out = new ByteArrayOutputStream();
    out.write(one, 0, picture);
    for (int i = 0; i < frames; i++) {
      out.write(one, picture, one.length - 1 - picture);
    }
    out.write(one[one.length - 1]);
    return out.toByteArray();
  }

  /// A PNG whose head promises a picture that nobody has memory for.
  static byte[] bomb(int width, int height) {
    var head =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(StandardCharsets.ISO_8859_1))
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 6, 0, 0, 0})
            .array();
    var check = new CRC32();
    check.update(head);
    return ByteBuffer.allocate(8 + 4 + 17 + 4)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
        .putInt(13)
        .put(head)
        .putInt((int) check.getValue())
        .array();
  }

  /// The photo in a form that cannot be decoded, with what else programs write into one, and with a
  /// film behind its end.
  static byte[] undrawable(byte[] photo) {
    var coded = photo.clone();
    for (int i = 0; i + 1 < coded.length; i++) {
      if (coded[i] == (byte) 0xFF && coded[i + 1] == (byte) 0xC0) {
        coded[i + 1] = (byte) 0xC9;
      }
    }
    var out = new ByteArrayOutputStream();
    out.write(coded, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 10});
    out.writeBytes("taken by".getBytes(StandardCharsets.ISO_8859_1));
    out.write(coded, 2, coded.length - 2);
    out.writeBytes("a film".getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  /// A WebP of chunks of these names, which says of itself what it has.
  static byte[] webp(String... names) {
    var all = Set.of(names);
    var chunks = new ByteArrayOutputStream();
    for (var name : names) {
      byte flags =
          (byte) (0x10 | (all.contains("EXIF") ? 0x08 : 0) | (all.contains("XMP ") ? 4 : 0));
      chunks.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
      // Of an odd length, after which one octet is left out.
      chunks.writeBytes(new byte[] {9, 0, 0, 0, name.equals("VP8X") ? flags : 7});
      chunks.writeBytes(new byte[9]);
    }
    return ByteBuffer.allocate(12 + chunks.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(4 + chunks.size())
        .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
        .put(chunks.toByteArray())
        .array();
  }
}
