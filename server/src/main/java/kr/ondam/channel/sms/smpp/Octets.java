package kr.ondam.channel.sms.smpp;

import java.util.Arrays;
import java.util.HexFormat;

/// Octets that cannot change.
public final class Octets {
  public static final Octets NONE = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Octets of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Octets(bytes.clone());
  }

  public static Octets of(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new Octets(bytes);
  }

  /// Reads pairs of hexadecimal digits.
  ///
  /// @throws IllegalArgumentException for anything else
  public static Octets hex(String digits) {
    return new Octets(HexFormat.of().parseHex(digits));
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// The octet at the index, 0 to 255.
  public int at(int index) {
    return bytes[index] & 0xFF;
  }

  /// The unsigned number of two octets from the index on, high octet first.
  public int shortAt(int index) {
    return at(index) << 8 | at(index + 1);
  }

  public Octets from(int start) {
    return of(Arrays.copyOfRange(bytes, start, bytes.length));
  }

  public Octets plus(Octets more) {
    byte[] all = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
    System.arraycopy(more.bytes, 0, all, bytes.length, more.bytes.length);
    return new Octets(all);
  }

  public byte[] toArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets o && Arrays.equals(bytes, o.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// Hexadecimal digits.
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
