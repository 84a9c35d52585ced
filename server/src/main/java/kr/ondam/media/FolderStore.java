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
import java.util.Objects;
import java.util.Optional;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.tenant.TenantId;

/// The files of attachments below `media/` of the data folder.
public final class FolderStore implements MediaStore {
  private final Path root;
  private final DiskRoom room;

  /// @param data the folder of the server's data
  public FolderStore(Path data) {
    this(data, DiskRoom.FREE);
  }

  /// @param free what stays free on the disk, in bytes
  FolderStore(Path data, long free) {
    root = data.resolve("media");
    room = new DiskRoom(root, free);
  }

  @Override
  public void put(TenantId tenant, AttachmentId id, byte[] file, byte[] thumbnail)
      throws IOException {
    room.require((long) file.length + thumbnail.length);
    var place = place(tenant, id, Piece.FILE);
    var folder = Files.createDirectories(Objects.requireNonNull(place.getParent()));
    if (thumbnail.length > 0) {
      write(place(tenant, id, Piece.THUMBNAIL), thumbnail);
    }
    write(place, file);
    try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private static void write(Path place, byte[] bytes) throws IOException {
    var unfinished = unfinished(place);
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

  private static Path unfinished(Path place) {
    return place.resolveSibling(place.getFileName() + DiskRoom.UNFINISHED);
  }

  @Override
  public Optional<Copy> find(TenantId tenant, AttachmentId id, Piece piece) throws IOException {
    var place = place(tenant, id, piece);
    try {
      return Optional.of(new Copy.OnDisk(place, Files.size(place)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(TenantId tenant, AttachmentId id, Piece piece) throws IOException {
    return Files.newInputStream(place(tenant, id, piece));
  }

  @Override
  public void remove(TenantId tenant, AttachmentId id) throws IOException {
    for (var piece : Piece.values()) {
      var place = place(tenant, id, piece);
      Files.deleteIfExists(unfinished(place));
      Files.deleteIfExists(place);
    }
  }

  private Path place(TenantId tenant, AttachmentId id, Piece piece) {
    return root.resolve(piece.name(tenant, id));
  }

  @Override
  public void close() {
    // Nothing is open between calls.
  }
}
