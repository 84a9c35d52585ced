package kr.ondam.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Zips whose directories claim more than there is.
final class Zips {
  private static final int NO_INT = 0xFFFF_FFFF;

  private Zips() {}

  /// A zip of nothing but these entries in its directory.
  ///
  /// @param sizes what each entry becomes, in bytes
  static byte[] claiming(Map<String, Long> sizes) {
    var directory = new ByteArrayOutputStream();
    sizes.forEach((name, size) -> directory.writeBytes(entry(name, size)));
    var out = new ByteArrayOutputStream();
    out.writeBytes(local());
    out.writeBytes(directory.toByteArray());
    out.writeBytes(end(sizes.size(), directory.size(), out.size()));
    return out.toByteArray();
  }

  /// The same of one entry, with every length where large zips have it.
  static byte[] claimingLarge(long size) {
    var entry = entry("a", size);
    var out = new ByteArrayOutputStream();
    out.writeBytes(local());
    int begin = out.size();
    out.writeBytes(entry);
    int place = out.size();
    out.writeBytes(
        little(56 + 20)
            .putInt(0x06064b50)
            .putLong(44)
            .putShort((short) 45)
            .putShort((short) 45)
            .putInt(0)
            .putInt(0)
            .putLong(1)
            .putLong(1)
            .putLong(entry.length)
            .putLong(begin)
            .putInt(0x07064b50)
            .putInt(0)
            .putLong(place)
            .putInt(1)
            .array());
    out.writeBytes(end(0xFFFF, NO_INT, NO_INT));
    return out.toByteArray();
  }

  /// A real one, of a file of nothing but zeros.
  static byte[] zeros(int kib) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      var piece = new byte[1024];
      for (int i = 0; i < kib; i++) {
        zip.write(piece);
      }
    }
    return out.toByteArray();
  }

  /// A real one of small files of these names, in this order.
  static byte[] of(String... names) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("<a/>".getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static byte[] local() {
    return little(30).putInt(0x04034b50).array();
  }

  private static byte[] entry(String name, long size) {
    boolean large = size > 0xFFFF_FFFEL;
    var words = name.getBytes(StandardCharsets.UTF_8);
    var entry =
        little(46 + words.length + (large ? 12 : 0))
            .putInt(0x02014b50)
            .putInt(24, large ? NO_INT : (int) size)
            .putShort(28, (short) words.length)
            .putShort(30, (short) (large ? 12 : 0))
            .put(46, words);
    if (large) {
      int extra = 46 + words.length;
      entry.putShort(extra, (short) 1).putShort(extra + 2, (short) 8).putLong(extra + 4, size);
    }
    return entry.array();
  }

  private static byte[] end(int entries, int length, int place) {
    return little(22)
        .putInt(0x06054b50)
        .putShort(8, (short) entries)
        .putShort(10, (short) entries)
        .putInt(12, length)
        .putInt(16, place)
        .array();
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
