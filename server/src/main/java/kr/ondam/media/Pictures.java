package kr.ondam.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import kr.ondam.channel.PictureFitter;

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

  /// Tried one after the other before a picture is made smaller.
  private static final float[] QUALITIES = {QUALITY, 0.75f, 0.6f};

  /// Longer edge of a picture that is not made smaller any more.
  private static final int SMALLEST = 64;

  private static final List<FileType> DRAWN = List.of(FileType.JPEG, FileType.PNG, FileType.GIF);

  private Pictures() {}

  /// What became of a picture.
  sealed interface Result {
    /// @param small a thumbnail of the same type
    /// @param width of the picture in pixels
    /// @param height of the picture in pixels
    record Drawn(byte[] picture, byte[] small, int width, int height) implements Result {}

    /// It has more pixels than may be.
    record TooLarge() implements Result {}

    /// No picture that can be drawn.
    record Unreadable() implements Result {}
  }

  /// Whether pictures of the type can be drawn.
  static boolean draws(FileType type) {
    return DRAWN.contains(type);
  }

  /// Which of the types that can be drawn a picture is; empty for every other.
  static Optional<FileType> drawable(byte[] bytes) {
    return DRAWN.stream().filter(type -> decodes(type, bytes)).findFirst();
  }

  private static boolean decodes(FileType type, byte[] bytes) {
    var reader = reader(type);
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      return reader.getOriginatingProvider().canDecodeInput(in);
    } catch (IOException _) {
      return false;
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(FileType type) {
    return ImageIO.getImageReadersByMIMEType(type.mime()).next();
  }

  /// What a drawn picture of the type is.
  static FileType drawn(FileType type) {
    return type.equals(FileType.JPEG) ? FileType.JPEG : FileType.PNG;
  }

  /// Draws a picture anew, upright, and once more small.
  static Result draw(FileType type, byte[] bytes) {
    var reader = reader(type);
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        return new Result.TooLarge();
      }
      var read = read(reader, pixels);
      boolean jpeg = type.equals(FileType.JPEG);
      var upright = Pixels.upright(read, jpeg ? Orientation.of(bytes) : 1, jpeg);
      var small = written(Pixels.within(upright, SMALL), jpeg);
      return new Result.Drawn(
          written(upright, jpeg), small, upright.getWidth(), upright.getHeight());
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

  /// A picture as a JPEG within the limits: as it is when it fits, else drawn smaller and with less
  /// detail until it does. Empty when that cannot be.
  static Optional<byte[]> fit(FileType type, byte[] bytes, PictureFitter.Limits limits) {
    var reader = reader(type);
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      boolean jpeg = type.equals(FileType.JPEG);
      boolean fits =
          bytes.length <= limits.bytes() && width <= limits.width() && height <= limits.height();
      if (jpeg && fits) {
        return Optional.of(bytes);
      }
      long pixels = (long) width * height;
      if (pixels > MOST_PIXELS) {
        return Optional.empty();
      }
      var upright = Pixels.upright(read(reader, pixels), jpeg ? Orientation.of(bytes) : 1, false);
      return shrunk(Pixels.onWhite(upright), limits);
    } catch (IOException | RuntimeException _) {
      // Decoders throw all kinds of exceptions for broken files.
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  private static Optional<byte[]> shrunk(BufferedImage image, PictureFitter.Limits limits)
      throws IOException {
    double scale =
        Math.min(
            (double) limits.width() / image.getWidth(),
            (double) limits.height() / image.getHeight());
    int longer = Math.max(image.getWidth(), image.getHeight());
    int edge = scale >= 1 ? longer : (int) (longer * scale);
    do {
      var smaller = Pixels.within(image, edge);
      for (float quality : QUALITIES) {
        var bytes = written(smaller, true, quality);
        if (bytes.length <= limits.bytes()) {
          return Optional.of(bytes);
        }
      }
      edge = edge * 3 / 4;
    } while (edge >= SMALLEST);
    return Optional.empty();
  }

  private static byte[] written(BufferedImage image, boolean jpeg) throws IOException {
    return written(image, jpeg, QUALITY);
  }

  private static byte[] written(BufferedImage image, boolean jpeg, float quality)
      throws IOException {
    var writer = ImageIO.getImageWritersByFormatName(jpeg ? "jpeg" : "png").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      var how = writer.getDefaultWriteParam();
      if (jpeg) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
      }
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
