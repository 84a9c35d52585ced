package kr.ondam.gateway;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The body of a request while it arrives.
final class Body {
  private byte[] bytes = new byte[0];
  private int size;

  int size() {
    return size;
  }

  /// Makes room for so many bytes in all.
  void reserve(int capacity) {
    if (capacity > bytes.length) {
      bytes = Arrays.copyOf(bytes, capacity);
    }
  }

  void append(ByteBuf more) {
    int length = more.readableBytes();
    if (size + length > bytes.length) {
      reserve(Math.max(size + length, 2 * bytes.length));
    }
    more.readBytes(bytes, size, length);
    size += length;
  }

  /// All of it; the same array where it was reserved exactly.
  byte[] whole() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
