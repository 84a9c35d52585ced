package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

/// The binds of an account over connections without a network.
final class SmppLinesTest {
  private final VirtualTime time = new VirtualTime(Sms.NOW);
  private final Dials dials = new Dials();
  private final Ear ear = new Ear();
  private final MemoryPartStore parts = new MemoryPartStore();
  private final Counter strays = new SimpleMeterRegistry().counter("strays");

  /// A message centre that lets everybody in, or is away.
  private final class Dials implements Dialer {
    final List<Line> lines = new ArrayList<>();
    final List<Receiver> receivers = new ArrayList<>();
    final List<Duration> times = new ArrayList<>();
    boolean away;

    @Override
    public void dial(SmppSettings settings, Caller caller) {
      times.add(Duration.between(Sms.NOW, time.instant()));
      if (away) {
        caller.failed("away");
        return;
      }
      var line = new Line();
      lines.add(line);
      Executor loop = Runnable::run;
      var receiver = caller.connected(line, loop);
      receivers.add(receiver);
      receiver.received(new Pdu.BindTransceiverResponse(1, 0, "smsc", List.of()));
    }

    List<Pdu.SubmitSm> submits(int line) {
      return lines.get(line).sent(Pdu.SubmitSm.class);
    }

    void answer(int line, int submit, int status) {
      var sequence = submits(line).get(submit).sequence();
      receivers.get(line).received(new Pdu.SubmitSmResponse(sequence, status, "A" + submit));
    }
  }

  private SmppLines lines(String... settings) {
    var set = Sms.settings(1, settings);
    var inbox =
        new SmppInbox(
            Sms.account(1, settings),
            set,
            new SmppInbox.Tools(ear, parts, time, time, new TimeOrderedIds(time), Runnable::run));
    var lines =
        new SmppLines(
            new ChannelAccountId("life-sms"),
            set,
            inbox,
            new SmppLines.Tools(dials, time, new Random(7), strays));
    inbox.start();
    lines.start();
    return lines;
  }

  private static CompletableFuture<Submitted> submit(SmppLines lines, int customer, String text) {
    return lines.submit("s" + text, Sms.mt("0101234%04d".formatted(customer), text));
  }

  private List<String> texts(int line) {
    return dials.submits(line).stream()
        .map(s -> TextCoding.UCS2.decode(s.message().content()))
        .toList();
  }

  @Test
  void SM21_noMoreThanTheWindowIsUnderWay() {
    var lines = lines("window", "3", "rate", "1000");
    List<CompletableFuture<Submitted>> futures = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      futures.add(submit(lines, i, "t" + i));
      time.advance(Duration.ofMillis(10));
    }
    assertThat(dials.submits(0)).hasSize(3);
    dials.answer(0, 1, 0);
    time.advance(Duration.ofMillis(10));
    assertThat(dials.submits(0)).hasSize(4);
    assertThat(futures.get(1)).isCompletedWithValue(new Submitted.Accepted("A1"));
  }

  @Test
  void O7_aSecondConnectionCarriesAsManyMore() {
    var lines = lines("binds", "2", "window", "10", "rate", "1000");
    for (int i = 0; i < 25; i++) {
      submit(lines, i, "t" + i);
      time.advance(Duration.ofMillis(10));
    }
    assertThat(dials.submits(0)).hasSize(10);
    assertThat(dials.submits(1)).hasSize(10);
    dials.answer(1, 3, 0);
    time.advance(Duration.ofMillis(10));
    assertThat(dials.submits(1)).hasSize(11);
  }

  @Test
  void oneDestinationGetsOneMessageAtATimeInOrder() {
    var lines = lines("rate", "1000");
    submit(lines, 1, "a");
    submit(lines, 1, "b");
    submit(lines, 2, "c");
    time.advance(Duration.ofMillis(50));
    assertThat(texts(0)).containsExactly("a", "c");
    dials.answer(0, 0, 0);
    time.advance(Duration.ofMillis(50));
    assertThat(texts(0)).containsExactly("a", "c", "b");
  }

  @Test
  void SM58_whatIsThrottledGoesFirstAgainAndSlower() {
    var lines = lines("rate", "10");
    var first = submit(lines, 1, "a");
    var second = submit(lines, 1, "b");
    dials.answer(0, 0, 0x58);
    assertThat(first).isNotDone();
    assertThat(texts(0)).containsExactly("a");
    time.advance(Duration.ofMillis(150));
    assertThat(texts(0)).as("half as fast").containsExactly("a");
    time.advance(Duration.ofMillis(100));
    assertThat(texts(0)).containsExactly("a", "a");
    dials.answer(0, 1, 0);
    time.advance(Duration.ofSeconds(1));
    assertThat(texts(0)).containsExactly("a", "a", "b");
    dials.answer(0, 2, 0);
    assertThat(first).isCompletedWithValue(new Submitted.Accepted("A1"));
    assertThat(second).isCompletedWithValue(new Submitted.Accepted("A2"));
  }

  @Test
  void SM58_whoIsThrottledForLongGivesBack() {
    var lines = lines();
    var future = submit(lines, 1, "a");
    for (int i = 0; i < 40 && !future.isDone(); i++) {
      if (dials.submits(0).size() > i) {
        dials.answer(0, i, 0x14);
      }
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(future).isCompletedWithValue(new Submitted.Throttled());
  }

  @Test
  void severalBindsShareTheMessages() {
    var lines = lines("binds", "3", "window", "1", "rate", "1000");
    assertThat(lines.bound()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      submit(lines, i, "t" + i);
    }
    assertThat(texts(0)).hasSize(1);
    assertThat(texts(1)).hasSize(1);
    assertThat(texts(2)).hasSize(1);
  }

  @Test
  void aLostBindIsBroughtUpAgainAfterOneToSixtySecondsWithJitter() {
    dials.away = true;
    lines();
    time.advance(Duration.ofMinutes(10));
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < dials.times.size(); i++) {
      pauses.add(dials.times.get(i).minus(dials.times.get(i - 1)).toMillis());
    }
    for (int i = 0; i < pauses.size(); i++) {
      long ceiling = Math.min(60_000, 1000L << Math.min(i, 6));
      assertThat(pauses.get(i)).isBetween(ceiling / 2, ceiling);
    }
    assertThat(pauses).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    dials.away = false;
    time.advance(Duration.ofMinutes(1));
    assertThat(dials.lines).hasSize(1);
    time.advance(SmppLine.HELD);
    dials.receivers.getFirst().disconnected();
    time.advance(Duration.ofSeconds(1));
    assertThat(dials.lines).as("a bind that was up comes back soon").hasSize(2);
  }

  @Test
  void SM02_whoLetsUsInOnlyToDropUsIsDialledMoreAndMoreSeldom() {
    lines();
    for (int i = 1; i <= 12; i++) {
      dials.receivers.getLast().disconnected();
      while (dials.lines.size() == i) {
        time.advance(Duration.ofSeconds(1));
      }
    }
    var last = dials.times.getLast().minus(dials.times.get(dials.times.size() - 2));
    assertThat(last).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aClockThatIsSetBackKeepsNoTurnOpen() {
    var lines = lines();
    dials.away = true;
    dials.receivers.getFirst().disconnected();
    var waiting = submit(lines, 1, "a");
    time.set(Sms.NOW.minus(Duration.ofHours(1)));
    time.advance(SmppLines.TURN.plusMillis(10));
    assertThat(waiting).isCompletedWithValue(new Submitted.NotSent("not connected"));
  }

  @Test
  void withoutABindAMessageIsGivenBackUnsentAndOneInFlightIsInDoubt() {
    var lines = lines();
    var inFlight = submit(lines, 1, "a");
    dials.away = true;
    dials.receivers.getFirst().disconnected();
    assertThat(inFlight).isCompletedWithValue(new Submitted.Unanswered("connection lost"));
    var waiting = submit(lines, 1, "b");
    time.advance(SmppLines.TURN.plusMillis(10));
    assertThat(waiting).isCompletedWithValue(new Submitted.NotSent("not connected"));
  }

  @Test
  void whatWaitsGoesWhenTheBindIsBack() {
    var lines = lines();
    dials.receivers.getFirst().disconnected();
    var waiting = submit(lines, 1, "a");
    time.advance(Duration.ofSeconds(2));
    dials.answer(1, 0, 0);
    assertThat(waiting).isCompletedWithValue(new Submitted.Accepted("A0"));
  }

  @Test
  void whatWaitsIsNotGivenToABindThatIsBeingLost() {
    var lines = lines("binds", "2", "window", "1", "rate", "1000");
    var lost = submit(lines, 1, "a");
    submit(lines, 2, "b");
    var waiting = submit(lines, 3, "c");
    var behind = submit(lines, 1, "d");
    time.advance(Duration.ofMillis(10));
    dials.receivers.getFirst().disconnected();
    assertThat(lost).isCompletedWithValue(new Submitted.Unanswered("connection lost"));
    assertThat(waiting).isNotDone();
    assertThat(behind).isNotDone();
    dials.answer(1, 0, 0);
    time.advance(Duration.ofMillis(10));
    dials.answer(1, 1, 0);
    assertThat(waiting).isCompletedWithValue(new Submitted.Accepted("A1"));
  }

  @Test
  void aLineThatIsCutWithoutAWordPutsOnlyWhatIsOnItInDoubt() {
    var lines = lines("rate", "1000");
    var lost = submit(lines, 1, "a");
    time.advance(SmppSession.RESPONSE_TIMEOUT);
    assertThat(lost).isCompletedWithValue(new Submitted.Unanswered("no answer"));
    assertThat(dials.lines.getFirst().sent(Pdu.EnquireLink.class)).hasSize(1);
    var later = submit(lines, 1, "b");
    time.advance(Duration.ofSeconds(3));
    assertThat(dials.submits(0)).hasSize(1);
    dials.receivers.getFirst().received(new Pdu.EnquireLinkResponse(3, 0));
    assertThat(dials.submits(0)).as("it speaks again").hasSize(2);
    dials.answer(0, 1, 0);
    assertThat(later).isCompletedWithValue(new Submitted.Accepted("A1"));

    submit(lines, 1, "c");
    time.advance(SmppSession.RESPONSE_TIMEOUT);
    var unsent = submit(lines, 1, "d");
    time.advance(SmppLines.TURN.plusMillis(10));
    assertThat(unsent).isCompletedWithValue(new Submitted.NotSent("not connected"));
    time.advance(Duration.ofSeconds(5));
    assertThat(dials.lines.getFirst().closed).isTrue();
    assertThat(dials.lines).as("and is dialled again").hasSize(2);
  }

  @Test
  void closingUnbindsAndStaysAway() {
    var lines = lines("binds", "2");
    var left = lines.close(Duration.ofSeconds(5));
    for (int i = 0; i < 2; i++) {
      assertThat(dials.lines.get(i).sent.getLast()).isInstanceOf(Pdu.Unbind.class);
      dials.receivers.get(i).received(new Pdu.UnbindResponse(9, 0));
    }
    assertThat(left).isCompleted();
    time.advance(Duration.ofMinutes(5));
    assertThat(dials.lines).hasSize(2);
  }

  private void deliver(int line, int sequence, ShortMessage message) {
    dials.receivers.get(line).received(new Pdu.DeliverSm(sequence, message));
  }

  @Test
  void aMessageWhoseAnswerMayBeLostIsKnownAgainOnTheNextBind() {
    lines();
    dials.lines.getFirst().holds = true;
    deliver(0, 5, Sms.mo("네"));
    dials.receivers.getFirst().disconnected();
    time.advance(Duration.ofSeconds(2));
    deliver(1, 1, Sms.mo("네"));
    assertThat(ear.texts()).containsExactly("네");
    assertThat(dials.lines.get(1).last(Pdu.DeliverSmResponse.class))
        .contains(new Pdu.DeliverSmResponse(1, 0));
    time.advance(Duration.ofSeconds(10));
    deliver(1, 2, Sms.mo("네"));
    assertThat(ear.texts()).as("a customer may say it twice").containsExactly("네", "네");
  }

  @Test
  void oneThatWasAnsweredLongBeforeTheDropIsNotInDoubt() {
    lines();
    deliver(0, 5, Sms.mo("네"));
    time.advance(Duration.ofSeconds(10));
    dials.receivers.getFirst().disconnected();
    time.advance(Duration.ofSeconds(2));
    deliver(1, 1, Sms.mo("네"));
    assertThat(ear.texts()).containsExactly("네", "네");
  }

  @Test
  void oneWhoseAnswerLeftJustBeforeTheDropIsNotInDoubt() {
    lines();
    deliver(0, 5, Sms.mo("네"));
    time.advance(Duration.ofMillis(1500));
    dials.receivers.getFirst().disconnected();
    time.advance(Duration.ofSeconds(60));
    deliver(dials.receivers.size() - 1, 1, Sms.mo("네"));
    assertThat(ear.texts()).as("what the customer wrote again").containsExactly("네", "네");
  }

  private void accept(SmppLines lines, int submit, String id) {
    submit(lines, submit, "t" + submit);
    time.advance(Duration.ofMillis(10));
    var sequence = dials.submits(0).get(submit).sequence();
    dials.receivers.getFirst().received(new Pdu.SubmitSmResponse(sequence, 0, id));
  }

  /// The ids under which the message of a receipt is looked for.
  private List<String> receipted(String id) {
    var text = "id:" + id + " stat:DELIVRD err:000";
    deliver(0, 99, Samples.from(Sms.CUSTOMER, 4, 0, TextCoding.LATIN1.encode(text)));
    return ear.reports().getLast().references();
  }

  @Test
  void SM52_SM53_anIdThatIsTheSameInAnswerAndReceiptSettlesIt() {
    var lines = lines("rate", "1000");
    assertThat(receipted("37")).as("nothing is known yet").contains("37", "25", "55");
    accept(lines, 0, "255");
    assertThat(receipted("255")).containsExactly("255");
    assertThat(receipted("256")).as("before its answer").containsExactly("256");
  }

  @Test
  void SM53_idsInTheOtherBaseSettleItWhenASecondOneFits() {
    var lines = lines("rate", "1000");
    accept(lines, 0, "5be7e138");
    accept(lines, 1, "5be7e139");
    assertThat(receipted("1541923128")).contains("1541923128", "5be7e138");
    assertThat(receipted("1541923129")).containsExactly("5be7e139", "5BE7E139");
    assertThat(receipted("1541923130")).as("one twice").containsExactly("5be7e13a", "5BE7E13A");
  }

  @Test
  void SM52_SM53_oneThatFitsByChanceSettlesNothing() {
    var lines = lines("rate", "1000");
    accept(lines, 0, "100");
    assertThat(receipted("256")).contains("256", "100");
    assertThat(receipted("256")).as("the same again says nothing more").contains("256", "100");
    accept(lines, 1, "256");
    accept(lines, 2, "598");
    assertThat(receipted("598")).as("256 in hexadecimal digits too").contains("598", "256");
    accept(lines, 3, "300");
    assertThat(receipted("300")).containsExactly("300");
  }

  @Test
  void everyBindThatComesUpIsTold() {
    lines("binds", "2");
    assertThat(ear.returns()).isEqualTo(2);
    dials.receivers.getFirst().disconnected();
    time.advance(Duration.ofSeconds(2));
    assertThat(ear.returns()).isEqualTo(3);
  }
}
