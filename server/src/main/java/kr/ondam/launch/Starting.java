package kr.ondam.launch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Parts of a start that go on beside each other.
final class Starting {
  private Starting() {}

  /// Waits for a part.
  ///
  /// @throws RuntimeException the one the part failed with
  static <T> T join(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
