package kr.ondam.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.tenant.TenantId;

/// Where the bytes of attachments are kept: in the data folder or in a bucket of S3. Both lay them
/// out alike, `TENANT/xx/ID`, where `xx` are the last two digits of the id, and
/// `TENANT/xx/ID.small` for the small picture, so that one can be copied into the other. Nothing a
/// customer wrote stands in such a name, and a file is there whole or not at all. Every method
/// blocks.
public interface MediaStore extends AutoCloseable {
  /// What is kept under an id.
  enum Piece {
    FILE(""),
    THUMBNAIL(".small");

    private final String ending;

    Piece(String ending) {
      this.ending = ending;
    }

    /// Its name below the place of the store.
    String name(TenantId tenant, AttachmentId id) {
      var text = id.toString();
      return tenant.value() + "/" + text.substring(text.length() - 2) + "/" + text + ending;
    }
  }

  /// Keeps a file and its thumbnail, durably; what lay under the id before is replaced.
  ///
  /// @param thumbnail empty when there is none
  /// @throws IOException when it cannot be kept now
  void put(TenantId tenant, AttachmentId id, byte[] file, byte[] thumbnail) throws IOException;

  /// A piece as it is kept; empty when there is none.
  ///
  /// @throws IOException when nobody can say now
  Optional<Copy> find(TenantId tenant, AttachmentId id, Piece piece) throws IOException;

  /// The bytes of a piece, to be read bit by bit; whoever opens them closes them.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  /// @throws IOException when it cannot be read now
  InputStream open(TenantId tenant, AttachmentId id, Piece piece) throws IOException;

  /// Removes a file and its thumbnail, if they are there.
  ///
  /// @throws IOException when it may still be there
  void remove(TenantId tenant, AttachmentId id) throws IOException;

  /// Lets go of what it holds; what still runs is cut off.
  @Override
  void close();
}
