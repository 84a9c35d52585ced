package kr.ondam.media;

import java.awt.image.BufferedImage;

/// Turns and shrinks pictures pixel by pixel; the drawing of the desktop would need parts of the
/// JDK that servers often lack.
final class Pixels {
  private Pixels() {}

  /// A copy as it is meant to be seen.
  ///
  /// @param orientation 1 to 8, as EXIF counts
  /// @param opaque whether transparency is left out
  static BufferedImage upright(BufferedImage image, int orientation, boolean opaque) {
    int w = image.getWidth();
    int h = image.getHeight();
    boolean lying = orientation >= 5;
    var turned =
        new BufferedImage(
            lying ? h : w,
            lying ? w : h,
            opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[w];
    for (int y = 0; y < h; y++) {
      image.getRGB(0, y, w, 1, row, 0, w);
      for (int x = 0; x < w; x++) {
        int right = w - 1 - x;
        int below = h - 1 - y;
        switch (orientation) {
          case 2 -> turned.setRGB(right, y, row[x]);
          case 3 -> turned.setRGB(right, below, row[x]);
          case 4 -> turned.setRGB(x, below, row[x]);
          case 5 -> turned.setRGB(y, x, row[x]);
          case 6 -> turned.setRGB(below, x, row[x]);
          case 7 -> turned.setRGB(below, right, row[x]);
          case 8 -> turned.setRGB(y, right, row[x]);
          default -> turned.setRGB(x, y, row[x]);
        }
      }
    }
    return turned;
  }

  /// The picture without transparency: what shows through is white.
  static BufferedImage onWhite(BufferedImage image) {
    int w = image.getWidth();
    var opaque = new BufferedImage(w, image.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[w];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, w, 1, row, 0, w);
      for (int x = 0; x < w; x++) {
        int alpha = row[x] >>> 24;
        int red = blended(row[x] >> 16 & 0xFF, alpha);
        int green = blended(row[x] >> 8 & 0xFF, alpha);
        row[x] = red << 16 | green << 8 | blended(row[x] & 0xFF, alpha);
      }
      opaque.setRGB(0, y, w, 1, row, 0, w);
    }
    return opaque;
  }

  private static int blended(int colour, int alpha) {
    return (colour * alpha + 255 * (255 - alpha)) / 255;
  }

  /// The picture itself when both edges are within `most`, else one shrunk to that: each pixel is
  /// the mean of those it stands for.
  static BufferedImage within(BufferedImage image, int most) {
    int w = image.getWidth();
    int h = image.getHeight();
    int longer = Math.max(w, h);
    if (longer <= most) {
      return image;
    }
    int width = Math.max(1, (int) ((long) w * most / longer));
    int height = Math.max(1, (int) ((long) h * most / longer));
    var small = new BufferedImage(width, height, image.getType());
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * h / height);
      int bottom = Math.max(top + 1, (int) ((long) (y + 1) * h / height));
      for (int x = 0; x < width; x++) {
        int left = (int) ((long) x * w / width);
        int right = Math.max(left + 1, (int) ((long) (x + 1) * w / width));
        small.setRGB(x, y, mean(image, left, top, right, bottom));
      }
    }
    return small;
  }

  private static int mean(BufferedImage image, int left, int top, int right, int bottom) {
    long alpha = 0;
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int pixel = image.getRGB(x, y);
        alpha += pixel >>> 24;
        red += pixel >> 16 & 0xFF;
        green += pixel >> 8 & 0xFF;
        blue += pixel & 0xFF;
      }
    }
    long count = (long) (right - left) * (bottom - top);
    return (int) (alpha / count) << 24
        | (int) (red / count) << 16
        | (int) (green / count) << 8
        | (int) (blue / count);
  }
}
