package kr.ondam.event;

import java.time.Instant;

/// Something that has been committed in one tenant. Features declare their facts as records; a fact
/// is immutable and carries the ids a receiver needs to read the rest.
public interface Fact {
  /// The tenant's id as text: this package knows no feature.
  String tenantKey();

  /// When it happened, by the server's clock.
  Instant at();
}
