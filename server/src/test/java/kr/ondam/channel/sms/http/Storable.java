package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.PartJson;

/// What every table takes of what a provider has said.
final class Storable {
  private Storable() {}

  static void fits(HttpItem item) {
    assertThat(item.raw()).isNotNull();
    switch (item) {
      case HttpItem.Said(var spoken, var _) -> fits(spoken);
      case HttpItem.Told(var report, var _) -> fits(report);
      case HttpItem.Poison(var reason, var _) -> assertThat(reason).matches("[a-z_]{1,40}");
    }
  }

  static void fits(Inbound inbound) {
    fits(inbound.externalUser(), 1, 64);
    if (inbound instanceof Inbound.Spoken spoken) {
      fits(spoken.externalId(), 1, 160);
      assertThat(spoken.parts()).isNotEmpty();
      fits(PartJson.write(spoken.parts()), 2, 290_000);
      spoken.attributes().values().forEach(value -> fits(value, 1, 64));
      var raw = spoken.raw();
      if (raw != null) {
        fits(raw, 2, 1 << 18);
      }
      var claim = spoken.claim();
      if (claim != null) {
        assertThat(claim.phone()).matches("0[0-9]{8,11}");
      }
    }
  }

  static void fits(DeliveryReport report) {
    fits(report.references().getFirst(), 1, 128);
    report.references().forEach(reference -> fits(reference, 1, 200));
    fits(report.detail(), 0, 200);
  }

  /// Whether a column takes it: not too long, without NUL and half a pair of characters.
  static void fits(String text, int least, int most) {
    assertThat(text).hasSizeBetween(least, most).doesNotContain("\0");
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        assertThat(Character.isSurrogatePair(text.charAt(i), text.charAt(++i))).isTrue();
      }
    }
  }
}
