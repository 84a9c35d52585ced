package kr.ondam.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.tenant.TenantId;

/// A store that is away as long as a test says so, or after whose changes something happens.
final class AwayStore implements MediaStore {
  private final MediaStore store;
  private boolean away;
  private Runnable then = () -> {};

  AwayStore(MediaStore store) {
    this.store = store;
  }

  void away(boolean now) {
    away = now;
  }

  /// @param next what happens once a file was kept or removed
  void then(Runnable next) {
    then = next;
  }

  private MediaStore here() throws IOException {
    if (away) {
      throw new IOException("away");
    }
    return store;
  }

  @Override
  public void put(TenantId tenant, AttachmentId id, byte[] file, byte[] thumbnail)
      throws IOException {
    here().put(tenant, id, file, thumbnail);
    then.run();
  }

  @Override
  public Optional<Copy> find(TenantId tenant, AttachmentId id, Piece piece) throws IOException {
    return here().find(tenant, id, piece);
  }

  @Override
  public InputStream open(TenantId tenant, AttachmentId id, Piece piece) throws IOException {
    return here().open(tenant, id, piece);
  }

  @Override
  public void remove(TenantId tenant, AttachmentId id) throws IOException {
    here().remove(tenant, id);
    then.run();
  }

  @Override
  public void close() {
    store.close();
  }
}
