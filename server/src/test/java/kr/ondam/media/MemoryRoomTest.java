package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class MemoryRoomTest {
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong most = new AtomicLong();

  @Test
  void KK53_sixOfTheLargestTakeTheMemoryOfThree(@TempDir Path data) throws Exception {
    var room = new MemoryRoom(MemoryRoom.USUAL);
    var spool = new Spool(data);
    List<CompletableFuture<Boolean>> looks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      looks.add(
          CompletableFuture.supplyAsync(() -> looked(room, spool), Thread::startVirtualThread));
    }
    for (var look : looks) {
      assertThat(look.get(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most).hasValueLessThanOrEqualTo(MemoryRoom.USUAL);
    assertThat(held).hasValue(0);
  }

  private boolean looked(MemoryRoom room, Spool spool) {
    try (var file = spool.open(MediaFetcher.LARGEST)) {
      var piece = new byte[1024 * 1024];
      for (int i = 0; i < MediaFetcher.LARGEST / piece.length; i++) {
        file.write(piece, piece.length);
      }
      return room.with(
              file.size(),
              () -> {
                var bytes = file.bytes();
                long now = held.addAndGet(bytes.length);
                most.accumulateAndGet(now, Math::max);
                Thread.yield();
                held.addAndGet(-bytes.length);
                return bytes.length == MediaFetcher.LARGEST;
              })
          .orElse(false);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void KK53_smallOnesGoBesideLargeOnesAndOneLargerThanAllGoesAlone() throws Exception {
    var room = new MemoryRoom(100 * 1024);
    var inside = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var large =
        CompletableFuture.supplyAsync(
            () -> with(room, 90 * 1024, inside, over), Thread::startVirtualThread);
    inside.await();
    assertThat(room.with(5 * 1024, () -> "beside it")).contains("beside it");
    over.countDown();
    assertThat(large.get()).isTrue();
    assertThat(room.with(1024 * 1024, () -> "alone")).contains("alone");
  }

  private static boolean with(
      MemoryRoom room, int bytes, CountDownLatch inside, CountDownLatch over) {
    try {
      return room.with(
              bytes,
              () -> {
                inside.countDown();
                try {
                  over.await();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
                return true;
              })
          .orElse(false);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aFileInMemoryIsExactlyAsLargeAsItIs(@TempDir Path data) throws IOException {
    try (var file = new Spool(data).open(100)) {
      file.write(new byte[] {1, 2, 3, 4}, 3);
      file.write(new byte[] {5}, 1);
      assertThat(file.bytes()).containsExactly(1, 2, 3, 5);
      assertThat(file.bytes()).as("once more").containsExactly(1, 2, 3, 5);
    }
  }
}
