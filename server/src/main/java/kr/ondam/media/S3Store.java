package kr.ondam.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import kr.ondam.channel.Secrets;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of attachments in a bucket of an S3-compatible storage. Nothing is asked of it before
/// the first file comes.
public final class S3Store implements MediaStore {
  private static final Logger log = LoggerFactory.getLogger(S3Store.class);

  /// Of small pictures that were just stored, in bytes: a desk shows them again and again before
  /// they are sent, and its page waits meanwhile.
  private static final long MOST_REMEMBERED = 8L * 1024 * 1024;

  private final Cache<String, byte[]> remembered =
      Caffeine.newBuilder()
          .maximumWeight(MOST_REMEMBERED)
          .weigher((String _, byte[] small) -> small.length)
          .build();

  private final S3Client client;

  /// @param secrets where the keys of the bucket are
  /// @param clock of real time: the storage refuses requests of another time
  public S3Store(S3Bucket bucket, Secrets secrets, InstantSource clock, Timers timers) {
    client = new S3Client(bucket, secrets, clock, timers);
  }

  @Override
  public void put(TenantId tenant, AttachmentId id, byte[] file, byte[] thumbnail)
      throws IOException {
    try {
      if (thumbnail.length > 0) {
        client.put(Piece.THUMBNAIL.name(tenant, id), thumbnail);
      }
      client.put(Piece.FILE.name(tenant, id), file);
      if (thumbnail.length > 0) {
        remembered.put(Piece.THUMBNAIL.name(tenant, id), thumbnail);
      }
    } catch (IOException e) {
      tidy(tenant, id);
      throw e;
    }
  }

  /// What was not answered may have been stored all the same, and nobody knows of it.
  private void tidy(TenantId tenant, AttachmentId id) {
    try {
      remove(tenant, id);
    } catch (IOException e) {
      log.debug("what may be left of {} of {}", id, tenant, e);
    }
  }

  @Override
  public Optional<Copy> find(TenantId tenant, AttachmentId id, Piece piece) throws IOException {
    var size = client.size(piece.name(tenant, id));
    return size.isEmpty()
        ? Optional.empty()
        : Optional.of(new Copy.Elsewhere(size.getAsLong(), () -> open(tenant, id, piece)));
  }

  @Override
  public InputStream open(TenantId tenant, AttachmentId id, Piece piece) throws IOException {
    var name = piece.name(tenant, id);
    var small = remembered.getIfPresent(name);
    return small == null ? client.get(name) : new ByteArrayInputStream(small);
  }

  @Override
  public void remove(TenantId tenant, AttachmentId id) throws IOException {
    for (var piece : Piece.values()) {
      remembered.invalidate(piece.name(tenant, id));
      client.delete(piece.name(tenant, id));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
