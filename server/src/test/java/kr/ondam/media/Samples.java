package kr.ondam.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
}
