package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.tenant.StoreUnavailable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MemoryStoresTest implements StoresContract {
  private final MemoryStores memory = new MemoryStores();
  private final Sample sample = new Sample(memory.stores());

  @BeforeEach
  void fill() {
    sample.fill();
  }

  @Override
  public Stores stores() {
    return memory.stores();
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Test
  void whileTheyAreDownNothingIsReadOrWritten() {
    memory.down(true);
    assertThatThrownBy(() -> sample.open(Sample.LIFE, "u1", "s/1"))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> stores().tenants().tenants()).isInstanceOf(StoreUnavailable.class);
    memory.down(false);
    assertThat(sample.open(Sample.LIFE, "u1", "s/1").lastSeq()).isEqualTo(1);
  }

  @Test
  void whileTheyAreHeldNobodyElseGetsIn() throws InterruptedException {
    var done = new AtomicBoolean();
    var reader =
        Thread.ofPlatform()
            .unstarted(() -> {
              stores().tenants().tenants();
              done.set(true);
            });
    memory.hold(() -> {
      reader.start();
      while (reader.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(done).isFalse();
    });
    reader.join();
    assertThat(done).isTrue();
  }
}
