package kr.ondam.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of attachments: `media/TENANT/xx/ID`, where `xx` are the last two digits of the id.
/// Nothing a customer wrote stands in a path. A file is there whole or not at all.
public final class MediaStore {
  private static final String THUMBNAIL = ".small";
  private static final String UNFINISHED = ".part";

  private static final Logger log = LoggerFactory.getLogger(MediaStore.class);

  /// So much of the disk stays free for the database and the logs, in bytes.
  private static final long FREE = 256L * 1024 * 1024;

  private final Path root;
  private final long free;

  /// @param data the folder of the server's data
  public MediaStore(Path data) {
    this(data, FREE);
  }

  /// @param free what stays free on the disk, in bytes
  MediaStore(Path data, long free) {
    root = data.resolve("media");
    this.free = free;
  }

  /// Keeps a file and its thumbnail, durably; what lay under the id before is replaced.
  ///
  /// @param thumbnail empty when there is none
  /// @throws IOException when the disk does not take it, or would have too little left
  void put(TenantId tenant, AttachmentId id, byte[] file, byte[] thumbnail) throws IOException {
    requireRoom((long) file.length + thumbnail.length);
    var place = place(tenant, id);
    var folder = Files.createDirectories(folder(tenant, id));
    if (thumbnail.length > 0) {
      write(folder.resolve(place.getFileName() + THUMBNAIL), thumbnail);
    }
    write(place, file);
    try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private void requireRoom(long bytes) throws IOException {
    Files.createDirectories(root);
    long left = Files.getFileStore(root).getUsableSpace() - bytes;
    if (left < free) {
      throw new IOException("free disk space: " + left + " (expected: at least " + free + ")");
    }
  }

  /// Takes up what comes from outside, at most so many bytes, as a file that has no name and is
  /// gone when it is closed.
  ///
  /// @throws IOException when it does not come to its end or the disk does not take it
  FileChannel receive(InputStream from, int most) throws IOException {
    requireRoom(most);
    var channel =
        FileChannel.open(
            root.resolve(UUID.randomUUID() + UNFINISHED),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      byte[] piece = new byte[64 * 1024];
      for (int left = most; left > 0; ) {
        int length = from.readNBytes(piece, 0, Math.min(left, piece.length));
        if (length == 0) {
          break;
        }
        for (var some = ByteBuffer.wrap(piece, 0, length); some.hasRemaining(); ) {
          channel.write(some);
        }
        left -= length;
      }
      channel.position(0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void write(Path place, byte[] bytes) throws IOException {
    var unfinished = place.resolveSibling(place.getFileName() + UNFINISHED);
    try (var out =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
        out.write(left);
      }
      out.force(true);
    }
    Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Where a file lies, if it is there.
  Path file(TenantId tenant, AttachmentId id) {
    return place(tenant, id);
  }

  /// Where its thumbnail lies, if it is there.
  Path thumbnail(TenantId tenant, AttachmentId id) {
    return folder(tenant, id).resolve(id + THUMBNAIL);
  }

  /// The bytes of a file, to be read bit by bit.
  ///
  /// @throws IOException when there is none or it cannot be read
  InputStream open(TenantId tenant, AttachmentId id) throws IOException {
    return Files.newInputStream(place(tenant, id));
  }

  /// Removes a file and its thumbnail; what cannot be removed stays as waste.
  void remove(TenantId tenant, AttachmentId id) {
    try {
      Files.deleteIfExists(place(tenant, id));
      Files.deleteIfExists(thumbnail(tenant, id));
    } catch (IOException e) {
      log.warn("the file {} of {} stays: {}", id, tenant, e.getClass().getName());
    }
  }

  private Path place(TenantId tenant, AttachmentId id) {
    return folder(tenant, id).resolve(id.toString());
  }

  private Path folder(TenantId tenant, AttachmentId id) {
    var name = id.toString();
    return root.resolve(tenant.value()).resolve(name.substring(name.length() - 2));
  }
}
