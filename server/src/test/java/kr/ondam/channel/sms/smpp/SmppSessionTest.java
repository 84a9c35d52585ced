package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmppSessionTest {
  private final VirtualTime time = new VirtualTime(Sms.NOW);
  private final Line line = new Line();
  private final Told told = new Told();
  private final SmppSession session =
      new SmppSession(Sms.settings(1), line, Runnable::run, time, told);

  private void bind() {
    session.bind();
    session.received(new Pdu.BindTransceiverResponse(1, 0, "smsc", List.of()));
  }

  private CompletableFuture<Submitted> submit(String text) {
    return session.submit(Sms.mt("01012345678", text), "s-" + text);
  }

  private int lastSubmit() {
    return line.last(Pdu.SubmitSm.class).orElseThrow().sequence();
  }

  private static Submitted now(CompletableFuture<Submitted> future)
      throws ExecutionException, InterruptedException {
    assertThat(future).isDone();
    return future.get();
  }

  @Test
  void itBindsAsTransceiver() {
    session.bind();
    assertThat(line.sent)
        .containsExactly(new Pdu.BindTransceiver(1, "italk", "secret", "", 0x34, 0, 0, ""));
    session.received(Samples.read(Samples.BIND_RESPONSE));
    assertThat(told.events).containsExactly("bound");
  }

  @Test
  void SM02_aRefusedBindEndsIt() {
    session.bind();
    session.received(Samples.read(Samples.BIND_REFUSED));
    assertThat(told.events).containsExactly("ended: bind refused with 0x0E");
    assertThat(line.closed).isTrue();
  }

  @Test
  void SM08_aBindTooManyEndsIt() {
    session.bind();
    session.received(new Pdu.BindTransceiverResponse(1, Status.BIND_FAILED, "", List.of()));
    assertThat(told.events).containsExactly("ended: bind refused with 0x0D");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "33", "34", "50"})
  void SM09_whateverVersionTheyNameWeSpeakOurs(String version) {
    session.bind();
    assertThat(line.last(Pdu.BindTransceiver.class).orElseThrow().interfaceVersion())
        .isEqualTo(0x34);
    List<Tlv> named = version.isEmpty() ? List.of() : List.of(new Tlv(0x0210, Octets.hex(version)));
    session.received(new Pdu.BindTransceiverResponse(1, 0, "smsc", named));
    assertThat(told.events).containsExactly("bound");
  }

  @Test
  void SM76_aFloodIsThrottledAndHoldsUpNothingElse() {
    bind();
    for (int i = 0; i <= SmppSession.MOST_DELIVERING; i++) {
      session.received(
          new Pdu.DeliverSm(
              5 + i, Samples.from("8210%08d".formatted(i), 0, 8, Octets.hex("b124"))));
    }
    assertThat(told.deliveries).hasSize(SmppSession.MOST_DELIVERING);
    assertThat(line.sent(Pdu.DeliverSmResponse.class))
        .containsExactly(
            new Pdu.DeliverSmResponse(5 + SmppSession.MOST_DELIVERING, Status.THROTTLED));
    session.received(new Pdu.EnquireLink(4));
    assertThat(line.last(Pdu.EnquireLinkResponse.class)).isPresent();
    var answer = submit("네");
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), 0, "A"));
    assertThat(answer).isCompletedWithValue(new Submitted.Accepted("A"));
    told.deliveries.getFirst().complete(Status.OK);
    session.received(new Pdu.DeliverSm(3, Sms.mo("다시")));
    assertThat(told.deliveries).hasSize(SmppSession.MOST_DELIVERING + 1);
  }

  @Test
  void SM01_aBindThatIsNotAnsweredEndsAfterTenSeconds() {
    session.bind();
    time.advance(Duration.ofSeconds(10));
    assertThat(told.events).containsExactly("ended: no answer to bind");
  }

  @Test
  void answersFindTheirMessages() throws Exception {
    bind();
    var first = submit("1");
    int one = lastSubmit();
    var second = submit("2");
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), 0, "B"));
    session.received(new Pdu.SubmitSmResponse(one, 0, "A"));
    assertThat(now(first)).isEqualTo(new Submitted.Accepted("A"));
    assertThat(now(second)).isEqualTo(new Submitted.Accepted("B"));
  }

  @Test
  void SM58_SM60_statusesAreToldApart() throws Exception {
    bind();
    for (int status : List.of(0x58, 0x14)) {
      var throttled = submit("t");
      session.received(new Pdu.SubmitSmResponse(lastSubmit(), status, ""));
      assertThat(now(throttled)).isEqualTo(new Submitted.Throttled());
    }
    var refused = submit("r");
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), 0x0B, ""));
    assertThat(now(refused)).isEqualTo(new Submitted.Refused(0x0B));
    var nacked = submit("n");
    session.received(new Pdu.GenericNack(lastSubmit(), 3));
    assertThat(now(nacked)).isEqualTo(new Submitted.Refused(3));
  }

  @Test
  void SM61_SM62_noAnswerIsInDoubtAndALateOneIsTold() throws Exception {
    bind();
    var answer = submit("1");
    time.advance(SmppSession.RESPONSE_TIMEOUT);
    assertThat(now(answer)).isEqualTo(new Submitted.Unanswered("no answer"));
    assertThat(session.quiet()).isTrue();
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), 0, "A1"));
    assertThat(session.quiet()).isFalse();
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), 0, "A1"));
    assertThat(told.events).containsExactly("bound", "awake", "late s-1 0 A1");
  }

  @Test
  void whatWasNotWrittenIsNotInDoubt() throws Exception {
    assertThat(now(submit("1"))).isEqualTo(new Submitted.NotSent("not connected"));
    bind();
    var open = submit("2");
    session.disconnected();
    assertThat(now(open)).isEqualTo(new Submitted.Unanswered("connection lost"));
    assertThat(now(submit("3"))).isEqualTo(new Submitted.NotSent("not connected"));
    assertThat(told.events).containsExactly("bound", "ended: connection lost");
  }

  @Test
  void SM20_numbersThatWaitAreNotUsedAgain() {
    bind();
    for (int i = 0; i < 50; i++) {
      submit("x");
    }
    assertThat(line.sent(Pdu.SubmitSm.class))
        .extracting(Pdu.SubmitSm::sequence)
        .doesNotHaveDuplicates();
  }

  @Test
  void SM18_answersToNothingAreIgnoredAndCounted() {
    bind();
    session.received(new Pdu.SubmitSmResponse(999, 0, "x"));
    session.received(new Pdu.GenericNack(998, 3));
    session.received(new Pdu.EnquireLinkResponse(997, 0));
    session.received(new Pdu.DeliverSmResponse(996, 0));
    session.received(new Pdu.UnbindResponse(995, 0));
    session.received(new Pdu.BindTransceiverResponse(994, 0, "smsc", List.of()));
    session.received(new Pdu.Unknown(Command.RESPONSE | 0x103, 7));
    assertThat(line.sent).hasSize(1);
    assertThat(told.events).containsExactly("bound");
    assertThat(told.strays).isEqualTo(7);
  }

  @Test
  void SM18_answersToSomethingAreNotCountedAlsoWhenTheyAreLateOnesButASecondOneIs() {
    bind();
    submit("1");
    time.advance(SmppSession.RESPONSE_TIMEOUT);
    int asked = line.last(Pdu.EnquireLink.class).orElseThrow().sequence();
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), 0, "A"));
    session.received(new Pdu.EnquireLinkResponse(asked, 0));
    assertThat(told.strays).isZero();
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), 0, "A"));
    session.received(new Pdu.EnquireLinkResponse(asked, 0));
    assertThat(told.strays).isEqualTo(2);
  }

  @Test
  void SM17_anUnknownCommandIsNackedAndTheSessionStays() {
    bind();
    session.received(new Pdu.Unknown(0xFFFF, 77));
    assertThat(line.last(Pdu.GenericNack.class)).contains(new Pdu.GenericNack(77, 3));
    assertThat(line.closed).isFalse();
  }

  @Test
  void SM25_SM29_aBrokenRequestIsRefusedAndTheSessionStays() {
    bind();
    session.received(new Pdu.Broken(Command.DELIVER_SM, 8, Status.BAD_MESSAGE_LENGTH));
    assertThat(line.last(Pdu.DeliverSmResponse.class)).contains(new Pdu.DeliverSmResponse(8, 1));
    assertThat(line.closed).isFalse();
  }

  @Test
  void SM05_SM06_whatIsOutOfTurnIsRefused() {
    session.bind();
    session.received(new Pdu.DeliverSm(5, Sms.mo("일찍")));
    assertThat(line.last(Pdu.DeliverSmResponse.class)).contains(new Pdu.DeliverSmResponse(5, 4));
    session.received(Samples.read(Samples.BIND));
    assertThat(line.last(Pdu.BindTransceiverResponse.class).orElseThrow().status()).isEqualTo(5);
    assertThat(told.deliveries).isEmpty();
  }

  @Test
  void deliveriesAreAnsweredOnlyWhenTheyAreStoredAndWithTheirStatus() {
    bind();
    session.received(new Pdu.DeliverSm(5, Sms.mo("하나")));
    session.received(new Pdu.DeliverSm(6, Sms.mo("둘")));
    session.received(new Pdu.DeliverSm(7, Sms.mo("셋")));
    assertThat(line.sent(Pdu.DeliverSmResponse.class)).isEmpty();
    told.deliveries.get(1).complete(0);
    told.deliveries.get(0).complete(0x64);
    told.deliveries.get(2).completeExceptionally(new IllegalStateException("broken"));
    assertThat(line.sent(Pdu.DeliverSmResponse.class))
        .containsExactly(
            new Pdu.DeliverSmResponse(6, 0),
            new Pdu.DeliverSmResponse(5, 0x64),
            new Pdu.DeliverSmResponse(7, 0x64));
    assertThat(told.events).containsExactly("bound", "answered 0", "answered 100", "answered 100");
  }

  @Test
  void anIdlePeerIsAskedAndDroppedAfterTwoSilences() {
    bind();
    time.advance(Duration.ofSeconds(30));
    assertThat(line.sent(Pdu.EnquireLink.class)).hasSize(1);
    session.received(new Pdu.EnquireLinkResponse(2, 0));
    time.advance(Duration.ofSeconds(60));
    assertThat(line.sent(Pdu.EnquireLink.class)).hasSize(3);
    assertThat(line.closed).isFalse();
    time.advance(Duration.ofSeconds(30));
    assertThat(told.events).containsExactly("bound", "ended: no answer to enquire_link");
  }

  @Test
  void SM16_SM22_questionsAreAnsweredInOrderUpToTenASecond() {
    bind();
    for (int i = 1; i <= 10; i++) {
      session.received(new Pdu.EnquireLink(i));
    }
    assertThat(line.sent(Pdu.EnquireLinkResponse.class))
        .extracting(Pdu.EnquireLinkResponse::sequence)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    time.advance(Duration.ofSeconds(1));
    for (int i = 1; i <= 11; i++) {
      session.received(new Pdu.EnquireLink(i));
    }
    assertThat(told.events).containsExactly("bound", "ended: too many enquire_link");
  }

  @Test
  void SM17_SM76_whoSendsNothingButWhatIsRefusedIsLeft() {
    bind();
    for (int second = 0; second < 2; second++) {
      for (int i = 0; i < SmppSession.REFUSALS_PER_SECOND; i++) {
        session.received(new Pdu.Unknown(0xFFFF, 7 + i));
      }
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(line.closed).isFalse();
    for (int i = 0; i <= SmppSession.REFUSALS_PER_SECOND; i++) {
      session.received(new Pdu.Broken(Command.DELIVER_SM, 7 + i, Status.BAD_MESSAGE_LENGTH));
    }
    assertThat(told.events).containsExactly("bound", "ended: too much that has to be refused");
    assertThat(line.sent(Pdu.DeliverSmResponse.class)).hasSize(SmppSession.REFUSALS_PER_SECOND);
  }

  @Test
  void aClockThatIsSetBackHidesNoSilence() {
    bind();
    time.set(Sms.NOW.minus(Duration.ofHours(1)));
    time.advance(Duration.ofSeconds(30));
    assertThat(line.sent(Pdu.EnquireLink.class)).hasSize(1);
    session.received(new Pdu.EnquireLinkResponse(2, 0));
    time.set(time.instant().minus(Duration.ofHours(1)));
    submit("1");
    time.advance(SmppSession.RESPONSE_TIMEOUT);
    assertThat(session.quiet()).isTrue();
  }

  @Test
  void SM24_anUnbindIsAnsweredAndNothingAfterIt() {
    bind();
    session.received(new Pdu.Unbind(9));
    session.received(new Pdu.EnquireLink(10));
    assertThat(line.sent.getLast()).isEqualTo(new Pdu.UnbindResponse(9, 0));
    assertThat(line.closed).isTrue();
  }

  @Test
  void closingWaitsForWhatIsUnderWayAndUnbinds() throws Exception {
    bind();
    var open = submit("1");
    session.received(new Pdu.DeliverSm(5, Sms.mo("하나")));
    session.close(Duration.ofSeconds(10));
    assertThat(line.sent(Pdu.Unbind.class)).isEmpty();
    assertThat(now(submit("2"))).isEqualTo(new Submitted.NotSent("not connected"));
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), 0, "A"));
    assertThat(now(open)).isEqualTo(new Submitted.Accepted("A"));
    assertThat(line.sent(Pdu.Unbind.class)).isEmpty();
    told.deliveries.getFirst().complete(0);
    assertThat(line.sent.getLast()).isInstanceOf(Pdu.Unbind.class);
    session.received(new Pdu.UnbindResponse(line.sent.getLast().sequence(), 0));
    assertThat(told.events).containsExactly("bound", "answered 0", "ended: closed");
  }

  @Test
  void closingDoesNotWaitForever() {
    bind();
    submit("1");
    session.close(Duration.ofSeconds(5));
    time.advance(Duration.ofSeconds(5));
    assertThat(line.sent.getLast()).isInstanceOf(Pdu.Unbind.class);
    time.advance(SmppSession.UNBIND_TIMEOUT);
    assertThat(told.events).containsExactly("bound", "ended: closed");
  }

  @Test
  void SM62_aLateRefusalIsToldToo() {
    bind();
    submit("1");
    time.advance(SmppSession.RESPONSE_TIMEOUT);
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), Status.BAD_DESTINATION, ""));
    assertThat(told.events).containsExactly("bound", "awake", "late s-1 11 ");
  }

  @Test
  void oneSlowAnswerAmongOthersIsNoSilence() {
    bind();
    submit("1");
    time.advance(Duration.ofSeconds(5));
    session.received(new Pdu.EnquireLink(7));
    time.advance(Duration.ofSeconds(5));
    assertThat(session.quiet()).isFalse();
    assertThat(line.sent(Pdu.EnquireLink.class)).isEmpty();
  }

  @Test
  void itUnbindsOnceHoweverMuchStillComes() {
    bind();
    submit("1");
    session.close(Duration.ofSeconds(5));
    time.advance(Duration.ofSeconds(5));
    session.received(new Pdu.SubmitSmResponse(lastSubmit(), 0, "A"));
    for (int i = 0; i < 2; i++) {
      time.advance(Duration.ofSeconds(1));
      session.received(new Pdu.DeliverSm(5 + i, Sms.mo("하나")));
      told.deliveries.get(i).complete(0);
    }
    time.advance(Duration.ofSeconds(1));
    assertThat(line.sent(Pdu.Unbind.class)).hasSize(1);
    assertThat(told.events).endsWith("ended: closed");
  }
}
