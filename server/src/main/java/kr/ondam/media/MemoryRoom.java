package kr.ondam.media;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The memory that files take while they are looked at, of all that come in together: whoever finds
/// none waits, first come first served, with the file on the disk.
final class MemoryRoom {
  /// Three of the largest.
  static final long USUAL = 3L * MediaFetcher.LARGEST;

  /// How long one waits for others to be looked at.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int KIB = 1024;

  private final Semaphore free;
  private final int most;

  /// @param bytes that may be taken together
  MemoryRoom(long bytes) {
    most = Math.toIntExact(bytes / KIB);
    free = new Semaphore(most, true);
  }

  /// What is done with a file in memory.
  interface Look<T> {
    T look() throws IOException;
  }

  /// Looks as soon as there is room; empty when there was none in time.
  ///
  /// @param bytes how large the file is
  <T> Optional<T> with(int bytes, Look<T> look) throws IOException {
    int wanted = Math.min(most, bytes / KIB + 1);
    try {
      if (!free.tryAcquire(wanted, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(look.look());
    } finally {
      free.release(wanted);
    }
  }
}
