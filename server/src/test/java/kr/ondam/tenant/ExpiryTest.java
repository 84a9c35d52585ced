package kr.ondam.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kr.ondam.store.MemoryStores;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

final class ExpiryTest {
  private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
  private static final Duration FIRST = Duration.ofMinutes(10);

  private final VirtualTime time = new VirtualTime(NOW);
  private final TenantStore tenants = new MemoryStores().stores().tenants();
  private final List<String> deleted = new ArrayList<>();
  private int left = 2_500;
  private boolean away;

  private Expiry expiry() {
    for (String id : List.of("card", "life")) {
      tenants.save(new Tenant(new TenantId(id), id, TenantKind.AFFILIATE, 0));
    }
    return new Expiry(
        new Expiry.Kept("rows", Duration.ofDays(7), this::delete),
        tenants,
        time,
        time,
        FIRST,
        Runnable::run);
  }

  private int delete(TenantId tenant, Instant before, int most) {
    if (away) {
      throw new StoreUnavailable("told to fail", new IllegalStateException());
    }
    int now = tenant.value().equals("life") ? Math.min(most, left) : 0;
    left -= now;
    deleted.add(tenant + " " + before + " " + now);
    return now;
  }

  @Test
  void everyTenantsOldRowsGoAFewAtATimeAndThenHourly() {
    try (var _ = expiry()) {
      time.advance(FIRST);
      assertThat(deleted)
          .containsExactly(
              "group 2026-11-19T00:10:00Z 0",
              "card 2026-11-19T00:10:00Z 0",
              "life 2026-11-19T00:10:00Z 1000");
      time.advance(Duration.ofSeconds(1));
      assertThat(left).isZero();
      int rounds = deleted.size();
      time.advance(Duration.ofMinutes(59));
      assertThat(deleted).hasSize(rounds);
      time.advance(Duration.ofMinutes(1));
      assertThat(deleted).hasSize(rounds + 3);
    }
    int rounds = deleted.size();
    time.advance(Duration.ofHours(5));
    assertThat(deleted).as("after its end").hasSize(rounds);
  }

  @Test
  void itGoesOnWhenTheStoreIsBack() {
    try (var _ = expiry()) {
      away = true;
      time.advance(FIRST);
      away = false;
      time.advance(Duration.ofHours(1));
      assertThat(deleted).isNotEmpty();
    }
  }
}
