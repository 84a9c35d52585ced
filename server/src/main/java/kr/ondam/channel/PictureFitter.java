package kr.ondam.channel;

import java.util.Optional;

/// Makes pictures small enough for a channel.
public interface PictureFitter {
  /// What a channel takes.
  ///
  /// @param bytes the most of one picture
  /// @param width the most pixels
  /// @param height the most pixels
  record Limits(int bytes, int width, int height) {}

  /// Sends JPEG pictures as they are, when they have few enough bytes.
  PictureFitter NONE =
      new PictureFitter() {
        @Override
        public long largest(Limits limits) {
          return limits.bytes();
        }

        @Override
        public Optional<byte[]> fit(byte[] picture, Limits limits) {
          boolean jpeg =
              picture.length > 2 && picture[0] == (byte) 0xFF && picture[1] == (byte) 0xD8;
          return jpeg && picture.length <= limits.bytes() ? Optional.of(picture) : Optional.empty();
        }
      };

  /// The most bytes that a picture may have before it is made to fit.
  long largest(Limits limits);

  /// The picture as a JPEG within the limits; empty when it cannot be drawn. May block until others
  /// are drawn.
  Optional<byte[]> fit(byte[] picture, Limits limits);
}
