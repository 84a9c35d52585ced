package kr.ondam.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
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

  private final Path root;

  /// @param data the folder of the server's data
  public MediaStore(Path data) {
    root = data.resolve("media");
  }

  /// Keeps a file and its thumbnail, durably; what lay under the id before is replaced.
  ///
  /// @param thumbnail empty when there is none
  /// @throws IOException when the disk does not take it
  void put(TenantId tenant, AttachmentId id, byte[] file, byte[] thumbnail) throws IOException {
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

  /// Empty when there is no such file.
  ///
  /// @throws IOException when it cannot be read
  Optional<byte[]> file(TenantId tenant, AttachmentId id) throws IOException {
    return read(place(tenant, id));
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
      Files.deleteIfExists(folder(tenant, id).resolve(id + THUMBNAIL));
    } catch (IOException e) {
      log.warn("the file {} of {} stays: {}", id, tenant, e.getClass().getName());
    }
  }

  /// As [#file], for its thumbnail.
  Optional<byte[]> thumbnail(TenantId tenant, AttachmentId id) throws IOException {
    return read(folder(tenant, id).resolve(id + THUMBNAIL));
  }

  private static Optional<byte[]> read(Path place) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(place));
    } catch (NoSuchFileException _) {
      return Optional.empty();
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
