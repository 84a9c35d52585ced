package kr.ondam.channel.sms.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Listener;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.channel.sms.smpp.Ear;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;

/// A fake of U+ Message Hub that is polled, with time and a store that tests command.
abstract class MsghubPolling {
  static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
  static final Duration TEN = Duration.ofSeconds(10);
  static final TenantId LIFE = new TenantId("life");
  static final String MO = "/mo/v1/msg";
  static final String REPORT = "/msg/v1.2/report";

  final FakeMsghub hub = new FakeMsghub();
  final VirtualTime time = new VirtualTime(NOW);
  final Ear ear = new Ear();
  final MemoryPolledStore store = new MemoryPolledStore();
  final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  boolean delayed;
  final HttpPolls polls = polls(ear);

  final HttpPolls polls(Listener listener) {
    var sms = new HttpSms(Optional::of, KakaoCounsel.client(), time);
    return sms.polls(
        new HttpPolls.Tools(
            store,
            listener,
            text -> text.replace("900101-1234567", "900101-*******"),
            time,
            time,
            new TimeOrderedIds(time),
            RandomGenerator.of("L64X128MixRandom"),
            task -> {
              if (delayed) {
                tasks.add(task);
              } else {
                task.run();
              }
            }));
  }

  @AfterEach
  void close() {
    hub.close();
  }

  final ChannelAccount account(String... more) {
    return HttpAccounts.of("uplus-msghub", hub.uri(), more);
  }

  final void follow(ChannelAccount... accounts) {
    polls.follow(LIFE, List.of(accounts));
    time.advance(Duration.ZERO);
  }

  static String mo(String key, String text) {
    return """
    {"moKey":"%s","moNumber":"15881234","moType":"SMSMO","moCallback":"01012345678","productCode":"SMSMO",
     "moTitle":null,"moMsg":"%s","telco":"LGU","contentCnt":0,"contentInfoLst":null,"moRecvDt":"2026-11-27 08:59:30"}\
    """
        .formatted(key, text);
  }

  static String report(String key, String code) {
    return """
    {"msgKey":"lXXYpOIuCd.6cGlYN","cliKey":"%s","ch":"SMS","resultCode":"%s","resultCodeDesc":"전원 꺼짐",
     "productCode":"SMS","fbReasonLst":null,"telco":"KT","rptDt":"2026-11-27T09:00:00"}\
    """
        .formatted(key, code);
  }

  /// Hears with another's ear.
  static class Through implements Listener {
    private final Listener ear;

    Through(Listener ear) {
      this.ear = ear;
    }

    @Override
    public CompletionStage<Heard> heard(Inbound inbound) {
      return ear.heard(inbound);
    }

    @Override
    public CompletionStage<Heard> reported(DeliveryReport report) {
      return ear.reported(report);
    }

    @Override
    public CompletionStage<Heard> unreadable(
        TenantId tenant, ChannelAccountId account, String reason, String raw) {
      return ear.unreadable(tenant, account, reason, raw);
    }

    @Override
    public CompletionStage<Heard> misdirected(
        TenantId tenant, ChannelAccountId account, String number, String raw) {
      return ear.misdirected(tenant, account, number, raw);
    }
  }
}
