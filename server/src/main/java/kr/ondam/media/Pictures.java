package kr.ondam.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Draws pictures anew, so that nothing but the picture is kept: no place where it was taken, no
/// script behind its end. Nothing is drawn that would need more memory than a picture should.
final class Pictures {
  /// 50 megapixels, as the cameras of phones make.
  static final long MOST_PIXELS = 50_000_000;

  /// Longer edge of a thumbnail in pixels.
  static final int SMALL = 480;

  /// From here on every second pixel is left out, so that few pictures at once fit into memory.
  private static final double KEPT_PIXELS = 12_500_000;

  private static final float QUALITY = 0.9f;

  private Pictures() {}

  /// What became of a picture.
  sealed interface Result {
    /// @param small a thumbnail of the same type
    record Drawn(byte[] picture, byte[] small) implements Result {}

    /// It has more pixels than may be.
    record TooLarge() implements Result {}

    /// No picture that can be drawn.
    record Unreadable() implements Result {}
  }

  /// Whether pictures of the type can be drawn.
  static boolean draws(FileType type) {
    return type == FileType.JPEG || type == FileType.PNG || type == FileType.GIF;
  }

  /// What a drawn picture of the type is.
  static FileType drawn(FileType type) {
    return type == FileType.JPEG ? FileType.JPEG : FileType.PNG;
  }

  /// Draws a picture anew, upright, and once more small.
  static Result draw(FileType type, byte[] bytes) {
    var reader = ImageIO.getImageReadersByMIMEType(type.mime()).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        return new Result.TooLarge();
      }
      var read = read(reader, pixels);
      boolean jpeg = type == FileType.JPEG;
      var upright = Pixels.upright(read, jpeg ? Orientation.of(bytes) : 1, jpeg);
      return new Result.Drawn(written(upright, jpeg), written(Pixels.within(upright, SMALL), jpeg));
    } catch (IOException | RuntimeException _) {
      // Decoders throw all kinds of exceptions for broken files.
      return new Result.Unreadable();
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage read(ImageReader reader, long pixels) throws IOException {
    ImageReadParam how = reader.getDefaultReadParam();
    int step = (int) Math.ceil(Math.sqrt(pixels / KEPT_PIXELS));
    if (step > 1) {
      how.setSourceSubsampling(step, step, 0, 0);
    }
    return reader.read(0, how);
  }

  private static byte[] written(BufferedImage image, boolean jpeg) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName(jpeg ? "jpeg" : "png").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      var how = writer.getDefaultWriteParam();
      if (jpeg) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
