package kr.ondam.channel.sms.smpp;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.Timers;

/// Accounts and messages for tests.
final class Sms {
  static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  static final String NUMBER = "15881234";
  static final String CUSTOMER = "821012345678";

  private Sms() {}

  /// @param more keys and values in turn
  static ChannelAccount account(int port, String... more) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", String.valueOf(port));
    settings.put("system-id", "italk");
    settings.put("password", "secret");
    settings.put("number", NUMBER);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return new ChannelAccount(
        new TenantId("life"),
        new ChannelAccountId("life-sms"),
        ChannelKind.SMS_SMPP,
        "문자",
        "",
        "k_life_sms_0001",
        null,
        null,
        settings,
        List.of(),
        List.of(),
        true);
  }

  static SmppSettings settings(int port, String... more) {
    return SmppSettings.of(account(port, more), java.util.Optional::of);
  }

  /// What connections over loopback work with, in the machine's time.
  static Smpp.Tools tools(Ear ear, PartStore parts, Timers timers, MeterRegistry meters) {
    return new Smpp.Tools(
        ear,
        parts,
        Clock.systemUTC(),
        timers,
        new TimeOrderedIds(Clock.systemUTC()),
        RandomGenerator.getDefault(),
        Executors.newVirtualThreadPerTaskExecutor(),
        meters);
  }

  static ShortMessage mo(String text) {
    return Samples.from(CUSTOMER, 0, 8, TextCoding.UCS2.encode(text));
  }

  /// The messages of a long text.
  static List<ShortMessage> parts(String text, int reference) {
    return Segment.of(text, TextCoding.UCS2, Joining.UDH8, reference).stream()
        .map(s -> Samples.from(CUSTOMER, s.header() ? 0x40 : 0, 8, s.content()))
        .toList();
  }

  static ShortMessage mt(String to, String text) {
    return ShortMessage.plain(
        Address.typed(NUMBER), Address.typed(to), 0, 8, TextCoding.UCS2.encode(text), List.of());
  }
}
