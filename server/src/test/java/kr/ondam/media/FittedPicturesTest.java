package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import kr.ondam.channel.PictureFitter.Limits;
import org.junit.jupiter.api.Test;

/// Pictures made small enough for a text message.
final class FittedPicturesTest {
  private static final Limits LIMITS = new Limits(300_000, 1500, 1420);

  private final FittedPictures pictures = new FittedPictures();

  private static byte[] noise(int width, int height, String format) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return bytes(image, format);
  }

  private static byte[] bytes(BufferedImage image, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private BufferedImage fitted(byte[] picture, Limits limits) throws IOException {
    var bytes = pictures.fit(picture, limits).orElseThrow();
    assertThat(bytes.length).isLessThanOrEqualTo(limits.bytes());
    assertThat(Pictures.drawable(bytes)).contains(FileType.JPEG);
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void oneThatFitsIsLeftAsItIs() throws IOException {
    var small = noise(100, 80, "jpeg");
    assertThat(pictures.fit(small, LIMITS)).containsSame(small);
  }

  @Test
  void oneThatIsTooWideKeepsItsShape() throws IOException {
    var image = new BufferedImage(1600, 400, BufferedImage.TYPE_INT_RGB);
    var fitted = fitted(bytes(image, "jpeg"), LIMITS);
    assertThat(fitted.getWidth()).isEqualTo(1500);
    assertThat(fitted.getHeight()).isEqualTo(375);
  }

  @Test
  void oneThatIsTooTallFitsTheHeight() throws IOException {
    var image = new BufferedImage(300, 1600, BufferedImage.TYPE_INT_RGB);
    var fitted = fitted(bytes(image, "png"), LIMITS);
    assertThat(fitted.getHeight()).isEqualTo(1420);
  }

  @Test
  void oneOfTooManyBytesLosesDetailAndThenSize() throws IOException {
    var fitted = fitted(noise(900, 700, "jpeg"), new Limits(60_000, 1500, 1420));
    assertThat(fitted.getWidth()).isLessThan(900);
  }

  @Test
  void whatShowsThroughIsWhite() throws IOException {
    var image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
    for (int x = 20; x < 40; x++) {
      for (int y = 0; y < 40; y++) {
        image.setRGB(x, y, 0xFF0000FF);
      }
    }
    var fitted = fitted(bytes(image, "png"), LIMITS);
    assertThat(fitted.getRGB(5, 20) & 0xFF).isGreaterThan(240);
    assertThat(fitted.getRGB(5, 20) >> 16 & 0xFF).isGreaterThan(240);
    assertThat(fitted.getRGB(35, 20) >> 16 & 0xFF).isLessThan(16);
  }

  @Test
  void whatIsNoPictureOrCannotBeMadeToFitIsNone() throws IOException {
    assertThat(pictures.fit(new byte[] {1, 2, 3}, LIMITS)).isEmpty();
    assertThat(pictures.fit(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0}, LIMITS))
        .isEmpty();
    assertThat(pictures.fit(noise(200, 200, "png"), new Limits(100, 1500, 1420))).isEmpty();
  }
}
