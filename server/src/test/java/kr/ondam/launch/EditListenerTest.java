package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

final class EditListenerTest {
  private static final TenantId LIFE = new TenantId("life");

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-24T01:00:00Z"));
  private final List<TenantId> read = new ArrayList<>();
  private boolean away;

  private void read(TenantId tenant) {
    if (away) {
      throw new StoreUnavailable("away", new IllegalStateException());
    }
    read.add(tenant);
  }

  @Test
  void anEditThatCannotBeReadIsTakenUpLaterAndKeepsNobodyElseFromHearingOfIt() {
    var listener = new EditListener(this::read, time, Runnable::run);
    away = true;
    listener.accept(LIFE);
    time.advance(EditListener.AGAIN);
    assertThat(read).isEmpty();
    away = false;
    time.advance(EditListener.AGAIN);
    assertThat(read).containsExactly(LIFE);
    time.advance(EditListener.AGAIN.multipliedBy(3));
    assertThat(read).as("once").hasSize(1);
  }
}
