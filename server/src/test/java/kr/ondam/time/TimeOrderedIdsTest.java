package kr.ondam.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TimeOrderedIdsTest {
  @Test
  void anIdIsAUuidOfVersionSevenThatCarriesItsTime() {
    var now = Instant.parse("2026-11-24T01:02:03.456Z");
    UUID id = new TimeOrderedIds(InstantSource.fixed(now)).next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
  }

  @Test
  void idsOfOneMillisecondDiffer() {
    var ids = new TimeOrderedIds(InstantSource.fixed(Instant.EPOCH));
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.next())).isTrue();
    }
  }
}
