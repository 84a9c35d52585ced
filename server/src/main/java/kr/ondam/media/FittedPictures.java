package kr.ondam.media;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import kr.ondam.channel.PictureFitter;

/// Draws pictures as small as a channel wants them, one at a time, because drawing takes much
/// memory.
public final class FittedPictures implements PictureFitter {
  private final Semaphore drawing = new Semaphore(1);

  @Override
  public long largest(Limits limits) {
    return Uploads.LARGEST;
  }

  @Override
  public Optional<byte[]> fit(byte[] picture, Limits limits) {
    var type = Pictures.drawable(picture);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    drawing.acquireUninterruptibly();
    try {
      return Pictures.fit(type.get(), picture, limits);
    } finally {
      drawing.release();
    }
  }
}
