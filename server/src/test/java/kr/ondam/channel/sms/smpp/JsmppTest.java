package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Listener.Heard;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.time.SystemTimers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Against a message centre that others wrote, over loopback.
@Timeout(60)
final class JsmppTest {
  private final JsmppSmsc smsc = new JsmppSmsc();
  private final Ear ear = new Ear();
  private final SystemTimers timers = new SystemTimers();
  private final Smpp smpp = new Smpp(Optional::of);
  private final MemoryPartStore parts = new MemoryPartStore();

  private ChannelAccount connect(String... settings) {
    var account = Sms.account(smsc.port(), settings);
    smpp.start(Sms.tools(ear, parts, timers, new SimpleMeterRegistry()));
    smpp.follow(account.tenant(), List.of(account));
    int binds = SmppSettings.of(account, Optional::of).binds();
    await().until(() -> smpp.bound(account.tenant(), account.id()) == binds);
    return account;
  }

  @AfterEach
  void close() {
    smpp.close();
    smsc.close();
    timers.close();
  }

  private List<Outcome> send(ChannelAccount account, String text) {
    var outbound =
        new Outbound(
            new UUID(1, 2),
            account.tenant(),
            account.id(),
            "01012345678",
            null,
            List.of(new Part.Text(text)));
    return smpp.plan(account, outbound).stream().map(call -> smpp.send(account, call)).toList();
  }

  @Test
  void aKoreanTextOfTwoPartsArrivesWhole() {
    var account = connect();
    var text = "안녕하세요 한빛생명입니다. 👍🏽 ".repeat(5).strip();
    var outcomes = send(account, text);
    assertThat(outcomes).hasSize(2).allMatch(o -> o instanceof Outcome.Ok);
    assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Ok(smsc.submits().getFirst().id()));
    var joined = new StringBuilder();
    for (var submit : smsc.submits()) {
      assertThat(submit.source()).isEqualTo(Sms.NUMBER);
      assertThat(submit.destination()).isEqualTo("01012345678");
      assertThat(submit.dataCoding()).isEqualTo(8);
      assertThat(submit.esmClass()).isEqualTo(0x40);
      assertThat(submit.receipt()).isTrue();
      joined.append(TextCoding.UCS2.decode(submit.content().from(6)));
    }
    assertThat(joined).hasToString(text);
  }

  @Test
  void customersNumbersGoOutAsTheMessageCentreWantsThem() {
    var account = connect("customer-numbers", "international", "encoding", "ks-c-5601");
    send(account, "뷁");
    assertThat(smsc.submits().getFirst().destination()).isEqualTo("821012345678");
    assertThat(smsc.submits().getFirst().dataCoding()).isEqualTo(14);
    assertThat(smsc.submits().getFirst().content()).isEqualTo(Octets.hex("94ee"));
  }

  @Test
  void partsOfACustomersTextOutOfOrderAreOneMessage() {
    connect();
    var text = "한글 문의입니다 ".repeat(25);
    List<ShortMessage> reversed = new ArrayList<>(Sms.parts(text, 9));
    Collections.reverse(reversed);
    reversed.forEach(part -> assertThat(smsc.deliver(part)).isZero());
    assertThat(ear.texts()).containsExactly(text);
  }

  @Test
  void A3_itIsAnsweredOnlyAfterItIsStoredAndRefusedWhenItCannotBe() throws Exception {
    connect();
    var gate = new CompletableFuture<Void>();
    ear.waitsFor(gate);
    var answer = CompletableFuture.supplyAsync(() -> smsc.deliver(Sms.mo("하나")));
    await().until(() -> !ear.spoken().isEmpty());
    assertThat(answer).isNotDone();
    gate.complete(null);
    assertThat(answer.get()).isZero();
    ear.answers(Heard.UNAVAILABLE);
    assertThat(smsc.deliver(Sms.mo("둘"))).isEqualTo(0x64);
  }

  @Test
  void SM53_aReceiptInTheOtherBaseFindsItsMessage() {
    var account = connect();
    send(account, "네");
    var submit = smsc.submits().getFirst();
    assertThat(smsc.receipt(submit, "DELIVRD")).isZero();
    var report = ear.reports().getFirst();
    assertThat(report.references()).contains(submit.id());
    assertThat(report.state()).isEqualTo(DeliveryReport.State.DELIVERED);
    smsc.receipt(submit, "UNDELIV");
    assertThat(ear.reports().get(1).state()).isEqualTo(DeliveryReport.State.FAILED);
    assertThat(ear.reports().get(1).detail()).isEqualTo("UNDELIVERABLE");
  }

  @Test
  void SM58_throttlingIsWaitedOutAndOtherRefusalsAreFinal() {
    var account = connect();
    smsc.next(0x58);
    smsc.next(0x14);
    assertThat(send(account, "네").getFirst()).isInstanceOf(Outcome.Ok.class);
    assertThat(smsc.submits()).hasSize(1);
    smsc.next(0x0B);
    assertThat(send(account, "네").getFirst())
        .isEqualTo(new Outcome.Permanent("0x0B", "refused by the message centre"));
  }

  @Test
  void SM60_aSystemErrorIsTriedThreeTimesMoreAndThenFailsVisibly() {
    var account = connect();
    var wait = new Outcome.Retry(Duration.ofSeconds(5), "0x08");
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3; i++) {
        smsc.next(0x08);
        assertThat(send(account, "네")).containsExactly(wait);
      }
      smsc.next(0x08);
      assertThat(send(account, "네"))
          .as("one that is sent again by somebody has its tries again")
          .containsExactly(new Outcome.Permanent("0x08", "a system error of the message centre"));
    }
    smsc.next(0x08);
    assertThat(send(account, "네")).containsExactly(wait);
    assertThat(send(account, "네").getFirst()).isInstanceOf(Outcome.Ok.class);
    for (int i = 0; i < 3; i++) {
      smsc.next(0x08);
      assertThat(send(account, "네")).as("taken in between").containsExactly(wait);
    }
    assertThat(smsc.submits()).hasSize(1);
  }

  @Test
  void O7_anAccountIsAsWideAsItsConnectionsTogether() {
    assertThat(smpp.width(Sms.account(1))).isEqualTo(16);
    assertThat(smpp.width(Sms.account(1, "binds", "2", "window", "10"))).isEqualTo(20);
    assertThat(smpp.width(Sms.account(1, "binds", "8", "window", "100"))).isEqualTo(800);
    assertThat(smpp.width(Sms.account(1, "binds", "9999", "window", "x"))).isEqualTo(80);
  }

  @Test
  void SM02_aWrongPasswordNeverBinds() {
    var account = Sms.account(smsc.port(), "password", "wrong");
    smpp.start(Sms.tools(ear, parts, timers, new SimpleMeterRegistry()));
    smpp.follow(account.tenant(), List.of(account));
    assertThat(send(account, "네").getFirst()).isInstanceOf(Outcome.Retry.class);
    assertThat(smsc.binds()).isZero();
  }

  @Test
  void aKillInMidWindowLosesNothingAndSendsNothingTwiceInAKnownState() throws Exception {
    var account = connect("binds", "2");
    assertThat(send(account, "먼저").getFirst()).isInstanceOf(Outcome.Ok.class);
    smsc.silent(true);
    var inFlight = CompletableFuture.supplyAsync(() -> send(account, "사이"));
    await().until(() -> smsc.submits().size() == 2);
    smsc.down();
    assertThat(inFlight.get().getFirst()).isEqualTo(new Outcome.Uncertain("connection lost"));
    await().until(() -> smpp.bound(account.tenant(), account.id()) == 0);
    assertThat(send(account, "나중").getFirst())
        .as("what was not written may be tried again")
        .isInstanceOf(Outcome.Retry.class);
    smsc.silent(false);
    smsc.up();
    await().until(() -> smpp.bound(account.tenant(), account.id()) == 2);
    assertThat(send(account, "나중").getFirst()).isInstanceOf(Outcome.Ok.class);
    assertThat(smsc.submits()).hasSize(3);
    assertThat(smsc.deliver(Sms.mo("다시"))).isZero();
    assertThat(ear.texts()).containsExactly("다시");
  }

  @Test
  void anAccountIsConnectedLaterWhenItsPartsCannotBeReadNow() {
    parts.down(true);
    var account = Sms.account(smsc.port());
    smpp.start(
        Sms.tools(
            ear,
            parts,
            (_, task) -> timers.after(Duration.ofMillis(50), task),
            new SimpleMeterRegistry()));
    smpp.follow(account.tenant(), List.of(account));
    assertThat(smpp.bound(account.tenant(), account.id())).isZero();
    parts.down(false);
    await().until(() -> smsc.binds() > 0);
  }

  @Test
  void anAccountThatIsSwitchedOffUnbinds() {
    var account = connect();
    smpp.follow(account.tenant(), List.of());
    assertThat(smpp.bound(account.tenant(), account.id())).isZero();
    assertThat(send(account, "네").getFirst()).isInstanceOf(Outcome.Retry.class);
  }

  @Test
  void anAccountThatChangesTakesPartsUpAfterItsOldConnectionsHaveLeft() throws Exception {
    var account = connect();
    var all = Sms.parts("한글 문의입니다 ".repeat(25), 9);
    assertThat(smsc.deliver(all.getFirst())).isZero();
    smsc.silent(true);
    var inFlight = CompletableFuture.supplyAsync(() -> send(account, "사이"));
    await().until(() -> smsc.submits().size() == 1);
    smpp.follow(account.tenant(), List.of(Sms.account(smsc.port(), "window", "9")));
    assertThat(parts.reads()).as("the old connection still takes parts").isEqualTo(1);
    all.subList(1, all.size()).forEach(part -> assertThat(smsc.deliver(part)).isZero());
    assertThat(ear.texts()).containsExactly("한글 문의입니다 ".repeat(25));
    await().until(() -> parts.parts(account.tenant(), account.id()).isEmpty());
    smsc.silent(false);
    smsc.cut();
    inFlight.get();
    await().until(() -> smpp.bound(account.tenant(), account.id()) == 1);
  }
}
