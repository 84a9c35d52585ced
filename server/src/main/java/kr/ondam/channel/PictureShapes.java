package kr.ondam.channel;

/// The shapes of pictures that a provider takes.
///
/// @param tallest the least width by height
/// @param widest the most width by height
public record PictureShapes(double tallest, double widest) {
  /// All of them.
  public static final PictureShapes ANY = new PictureShapes(0, Double.POSITIVE_INFINITY);

  /// Those of 상담톡: 3:4 to 2:1.
  public static final PictureShapes COUNSEL = new PictureShapes(3.0 / 4.0, 2.0);

  /// Whether a picture of so many pixels is one of them.
  public boolean take(int width, int height) {
    double shape = (double) width / height;
    return shape >= tallest && shape <= widest;
  }
}
