package kr.ondam.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PictureShapesTest {
  private final PictureShapes shapes = new PictureShapes(0.75, 2);

  @Test
  void B15_theBoundsThemselvesAreTaken() {
    assertThat(shapes.take(2000, 1000)).isTrue();
    assertThat(shapes.take(750, 1000)).isTrue();
    assertThat(shapes.take(2001, 1000)).isFalse();
    assertThat(shapes.take(749, 1000)).isFalse();
    assertThat(PictureShapes.ANY.take(1, 10_000)).isTrue();
    assertThat(PictureShapes.ANY.take(10_000, 1)).isTrue();
  }
}
