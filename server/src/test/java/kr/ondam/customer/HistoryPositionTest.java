package kr.ondam.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryPositionTest {
  @Test
  void whatIsWrittenIsReadBackAlsoBefore1970() {
    for (var at : new String[] {"2026-11-24T01:02:03.123456Z", "1900-01-01T00:00:00Z"}) {
      var position = new HistoryPosition(Instant.parse(at), new UUID(-5, 7));
      assertThat(HistoryPosition.parse(position.toString())).contains(position);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_",
        "2026",
        "1_2",
        "--1_00000000-0000-0000-0000-000000000001",
        "999999999999999999999_00000000-0000-0000-0000-000000000001",
        "1_------------------------------------",
        "1_00000000-0000-0000-0000-000000000001'"
      })
  void AP37_otherTextsAreNoPosition(String written) {
    assertThat(HistoryPosition.parse(written)).isEmpty();
  }

  @Test
  void theLaterComesFirstAndThenTheGreaterIdWithoutSign() {
    var now = Instant.parse("2026-11-24T01:02:03Z");
    var high = new HistoryPosition(now, new UUID(-1, 0));
    var low = new HistoryPosition(now, new UUID(1, 0));
    var later = new HistoryPosition(now.plusSeconds(1), new UUID(0, 0));
    assertThat(Stream.of(low, high, later).sorted(HistoryPosition.NEWEST_FIRST))
        .containsExactly(later, high, low);
  }
}
