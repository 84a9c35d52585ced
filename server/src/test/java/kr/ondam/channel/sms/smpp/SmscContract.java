package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.time.SystemTimers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What holds with every message centre, whoever wrote its library.
@Timeout(120)
abstract class SmscContract {
  private static final String OTHER = "8210000000";

  private final Ear ear = new Ear();
  private final SystemTimers timers = new SystemTimers();
  private final Smpp smpp = new Smpp(Optional::of);
  private PeerSmsc smsc = start(0);

  /// Starts one.
  ///
  /// @param port 0 for any
  abstract PeerSmsc start(int port);

  private ChannelAccount connect(String... settings) {
    var account = Sms.account(smsc.port(), settings);
    smpp.start(Sms.tools(ear, new MemoryPartStore(), timers, new SimpleMeterRegistry()));
    smpp.follow(account.tenant(), List.of(account));
    return account;
  }

  private ChannelAccount bind(String... settings) {
    var account = connect(settings);
    assertThat(smsc.bound()).isEqualTo(0x34);
    await().until(() -> smpp.bound(account.tenant(), account.id()) == 1);
    return account;
  }

  @AfterEach
  void close() {
    smpp.close();
    smsc.close();
    timers.close();
  }

  private List<ProviderCall> plan(ChannelAccount account, String customer, String text) {
    return smpp.plan(
        account,
        new Outbound(
            new UUID(1, 2),
            account.tenant(),
            account.id(),
            customer,
            null,
            List.of(new Part.Text(text))));
  }

  private List<Outcome> send(ChannelAccount account, String text) {
    return plan(account, "01012345678", text).stream()
        .map(call -> smpp.send(account, call))
        .toList();
  }

  private CompletableFuture<Outcome> sends(ChannelAccount account, String customer, String text) {
    var call = plan(account, customer, text).getFirst();
    return CompletableFuture.supplyAsync(
        () -> smpp.send(account, call), Executors.newVirtualThreadPerTaskExecutor());
  }

  @Test
  void weBindAnswerAndUnbind() {
    var account = bind();
    assertThat(smsc.enquire()).isZero();
    smpp.follow(account.tenant(), List.of());
    smsc.happens("unbind");
  }

  @Test
  void SM02_aWrongPasswordNeverBinds() {
    var account = connect("password", "wrong");
    smsc.happens("refused");
    smsc.happens("closed");
    assertThat(smpp.bound(account.tenant(), account.id())).isZero();
  }

  @Test
  void aKoreanTextOfTwoPartsArrivesWhole() {
    var account = bind();
    var text = "안녕하세요 한빛생명입니다. 👍🏽 ".repeat(5).strip();
    assertThat(send(account, text)).hasSize(2).allMatch(o -> o instanceof Outcome.Ok);
    var joined = new StringBuilder();
    List<String> headers = new ArrayList<>();
    for (var submit : smsc.submits()) {
      assertThat(submit.source()).isEqualTo(Sms.NUMBER);
      assertThat(submit.destination()).isEqualTo("01012345678");
      assertThat(submit.dataCoding()).isEqualTo(8);
      assertThat(submit.esmClass()).isEqualTo(0x40);
      assertThat(submit.receipt()).isEqualTo(1);
      headers.add(submit.header());
      joined.append(submit.text());
    }
    assertThat(joined).hasToString(text);
    var reference = headers.getFirst().substring(4, 6);
    assertThat(headers).containsExactly("0003" + reference + "0201", "0003" + reference + "0202");
  }

  @Test
  void SM58_whatIsThrottledGoesAgainInOrderAndSlower() throws Exception {
    var account = bind("rate", "4");
    smsc.next(Status.THROTTLED);
    smsc.next(Status.QUEUE_FULL);
    var first = sends(account, "01012345678", "하나");
    await().until(() -> !smsc.submits().isEmpty());
    var second = sends(account, "01012345678", "둘");
    assertThat(first.get()).isInstanceOf(Outcome.Ok.class);
    assertThat(second.get()).isInstanceOf(Outcome.Ok.class);
    var submits = smsc.submits();
    assertThat(submits).extracting(PeerSmsc.Submit::text).containsExactly("하나", "하나", "하나", "둘");
    assertThat(submits)
        .extracting(PeerSmsc.Submit::status)
        .containsExactly(Status.THROTTLED, Status.QUEUE_FULL, 0, 0);
    for (int i = 1; i < 3; i++) {
      assertThat(submits.get(i).at() - submits.get(i - 1).at())
          .as("two messages a second or a little more, not four")
          .isGreaterThan(300);
    }
  }

  @Test
  void aCustomersTextIsHeardAndAnswered() {
    bind();
    smsc.say(Sms.CUSTOMER, Sms.NUMBER, "", "한글 문의입니다 👍🏽");
    assertThat(smsc.answer()).isZero();
    assertThat(ear.texts()).containsExactly("한글 문의입니다 👍🏽");
    assertThat(ear.spoken().getFirst().externalUser()).isEqualTo("01012345678");
  }

  @Test
  void SM50_partsOutOfOrderAndOfTwoCustomersAtOnceAreTwoMessages() {
    bind();
    smsc.say(Sms.CUSTOMER, Sms.NUMBER, "060804123402" + "02", "입니다");
    smsc.say(OTHER + "9", Sms.NUMBER, "0500033402" + "01", "가나");
    smsc.say(Sms.CUSTOMER, Sms.NUMBER, "060804123402" + "01", "한글 문의");
    smsc.say(OTHER + "9", Sms.NUMBER, "0500033402" + "02", "다라");
    for (int i = 0; i < 4; i++) {
      assertThat(smsc.answer()).isZero();
    }
    assertThat(ear.texts()).containsExactlyInAnyOrder("한글 문의입니다", "가나다라");
  }

  @Test
  void SM56_receiptsFindTheirMessage() {
    var account = bind();
    var sent = send(account, "네").getFirst();
    var submit = smsc.submits().getFirst();
    assertThat(sent).isEqualTo(new Outcome.Ok(submit.id()));
    smsc.receipt(submit, DeliveryReceipt.State.DELIVERED, "DELIVRD");
    assertThat(smsc.answer()).isZero();
    smsc.receipt(submit, DeliveryReceipt.State.UNDELIVERABLE, "UNDELIV");
    assertThat(smsc.answer()).isZero();
    assertThat(ear.reports())
        .extracting(DeliveryReport::state)
        .containsExactly(DeliveryReport.State.DELIVERED, DeliveryReport.State.FAILED);
    assertThat(ear.reports()).allMatch(r -> r.references().contains(submit.id()));
  }

  @Test
  void SM24_aMessageCentreThatUnbindsIsBoundAgain() {
    var account = bind();
    smsc.unbind();
    smsc.happens("unbound");
    assertThat(smsc.bound()).isEqualTo(0x34);
    await().until(() -> smpp.bound(account.tenant(), account.id()) == 1);
    assertThat(send(account, "네").getFirst()).isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void aKillInMidWindowLosesNothingAndSendsNothingTwiceInAKnownState() throws Exception {
    var account = bind("window", "3", "rate", "1000");
    assertThat(send(account, "먼저").getFirst()).isInstanceOf(Outcome.Ok.class);
    smsc.silent(true);
    List<CompletableFuture<Outcome>> inFlight = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      inFlight.add(sends(account, "0101111000" + i, "사이 " + i));
    }
    await().until(() -> smsc.submits().size() == 4);
    var waiting = sends(account, "01011110004", "나중");
    var next = sends(account, "01011110001", "다음");
    // Its answer waits until the message centre is gone.
    var stored = new CompletableFuture<Void>();
    ear.waitsFor(stored);
    smsc.say(Sms.CUSTOMER, Sms.NUMBER, "", "다시");
    await().until(() -> !ear.spoken().isEmpty());

    smsc.kill();
    stored.complete(null);
    for (var outcome : inFlight) {
      assertThat(outcome.get()).isEqualTo(new Outcome.Uncertain("connection lost"));
    }
    smsc = start(smsc.port());
    assertThat(smsc.bound()).isEqualTo(0x34);
    smsc.say(Sms.CUSTOMER, Sms.NUMBER, "", "다시");
    assertThat(smsc.answer()).isZero();
    assertThat(ear.texts()).containsExactly("다시");
    assertThat(waiting.get()).isInstanceOf(Outcome.Ok.class);
    assertThat(next.get()).isInstanceOf(Outcome.Ok.class);
    assertThat(smsc.submits())
        .extracting(PeerSmsc.Submit::text)
        .containsExactlyInAnyOrder("나중", "다음");
  }
}
