package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kr.ondam.channel.Claim;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Listener.Heard;
import kr.ondam.channel.Part;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmppInboxTest {
  private static final String LONG = "안녕하세요 보험금 청구 문의입니다. ".repeat(12);

  private final VirtualTime time = new VirtualTime(Sms.NOW);
  private final Ear ear = new Ear();
  private final MemoryPartStore parts = new MemoryPartStore();
  private final Object session = new Object();

  private SmppInbox inbox(String... settings) {
    var inbox =
        new SmppInbox(
            Sms.account(1, settings),
            Sms.settings(1, settings),
            new SmppInbox.Tools(ear, parts, time, time, new TimeOrderedIds(time), Runnable::run));
    inbox.start();
    return inbox;
  }

  private int deliver(SmppInbox inbox, ShortMessage message) {
    try {
      return inbox.delivered(session, message).toCompletableFuture().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTextIsACustomersOwnWords() {
    assertThat(deliver(inbox(), Sms.mo("한글 문의입니다"))).isZero();
    var spoken = ear.spoken().getFirst();
    assertThat(spoken.externalUser()).isEqualTo("01012345678");
    assertThat(spoken.claim()).isEqualTo(new Claim(null, "01012345678"));
    assertThat(spoken.parts()).containsExactly(new Part.Text("한글 문의입니다"));
    assertThat(spoken.attributes()).containsEntry("number", Sms.NUMBER);
    assertThat(spoken.raw()).isNull();
    assertThat(spoken.weakId()).isFalse();
  }

  @Test
  void partsInAnyOrderAreOneMessageAndEachIsStoredBeforeItIsAnswered() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var inbox = inbox();
    for (int round = 0; round < 20; round++) {
      var text = LONG + round;
      List<ShortMessage> shuffled = new ArrayList<>(Sms.parts(text, round));
      Collections.shuffle(shuffled, random);
      for (ShortMessage part : shuffled) {
        assertThat(deliver(inbox, part)).isZero();
      }
      assertThat(ear.texts()).as("seed %d", seed).hasSize(round + 1);
      assertThat(ear.texts().getLast()).isEqualTo(text);
    }
    assertThat(stored()).as("parts are not kept longer than needed").isEmpty();
  }

  private List<Reassembly.Piece> stored() {
    var account = Sms.account(1);
    return parts.parts(account.tenant(), account.id());
  }

  @Test
  void partsSurviveARestartInBetween() {
    var before = Sms.parts(LONG, 7);
    deliver(inbox(), before.getFirst());
    var after = inbox();
    before.subList(1, before.size()).forEach(part -> deliver(after, part));
    assertThat(ear.texts()).containsExactly(LONG);
  }

  @Test
  void SM50_twoTextsUnderOneReferenceAreNotMixedByACrash() {
    var older = Sms.parts(LONG, 7);
    var newer = Sms.parts(LONG.replaceAll("[가-힣]", "나"), 7);
    var before = inbox();
    deliver(before, older.getFirst());
    time.advance(Duration.ofSeconds(1));
    deliver(before, newer.getFirst());
    var after = inbox();
    newer.subList(1, newer.size()).forEach(part -> deliver(after, part));
    assertThat(ear.texts()).hasSize(2);
    assertThat(ear.texts().getFirst())
        .as("what came of the older text is shown")
        .contains("안녕하세요", "일부 도착 (1/4: 1)");
    assertThat(ear.texts().getLast()).as("the newer is whole").doesNotContain("안녕하세요", "일부 도착");
    assertThat(stored()).isEmpty();
  }

  @Test
  void aCrashBetweenTheWholeAndTheRemovalOfItsPartsTellsItOnce() {
    var inbox = inbox();
    var all = Sms.parts(LONG, 7);
    all.subList(1, all.size()).forEach(part -> deliver(inbox, part));
    var left = stored();
    deliver(inbox, all.getFirst());
    var account = Sms.account(1);
    left.forEach(piece -> parts.keep(account.tenant(), account.id(), piece));
    parts.keep(
        account.tenant(),
        account.id(),
        new Reassembly.Piece(
            left.getFirst().key(),
            1,
            8,
            Fragment.of(all.getFirst()).orElseThrow().text(),
            Sms.NOW));
    inbox();
    assertThat(ear.texts()).containsExactly(LONG);
    assertThat(stored()).isEmpty();
  }

  @Test
  void A3_whenNothingCanBeStoredNothingIsAcknowledged() {
    var inbox = inbox();
    ear.answers(Heard.UNAVAILABLE);
    assertThat(deliver(inbox, Sms.mo("하나"))).isEqualTo(0x64);
    ear.answers(Heard.BUSY);
    assertThat(deliver(inbox, Sms.mo("둘"))).isEqualTo(0x58);
    parts.down(true);
    var all = Sms.parts(LONG, 7);
    assertThat(deliver(inbox, all.getFirst())).isEqualTo(0x64);
    parts.down(false);
    ear.answers(Heard.KEPT);
    all.subList(0, all.size() - 1).forEach(part -> assertThat(deliver(inbox, part)).isZero());
    ear.answers(Heard.UNAVAILABLE);
    assertThat(deliver(inbox, all.getLast())).isEqualTo(0x64);
    ear.answers(Heard.KEPT);
    assertThat(deliver(inbox, all.getLast())).isZero();
    assertThat(ear.texts()).containsExactly(LONG);
  }

  @Test
  void SM48_whatNeverBecomesWholeIsShownWithWhatIsMissingAndALatePartComesAfterIt() {
    var inbox = inbox();
    var all = Sms.parts(LONG, 7);
    for (int i = 0; i < all.size(); i++) {
      if (i != 1) {
        deliver(inbox, all.get(i));
      }
    }
    ear.answers(Heard.UNAVAILABLE);
    time.advance(Duration.ofMinutes(6));
    assertThat(ear.texts()).isEmpty();
    ear.answers(Heard.KEPT);
    time.advance(Duration.ofMinutes(1));
    assertThat(ear.texts()).hasSize(1);
    assertThat(ear.texts().getFirst()).contains("일부 도착 (3/4: 1, 3, 4)");
    assertThat(stored()).isEmpty();
    deliver(inbox, all.get(1));
    assertThat(ear.texts()).hasSize(2);
    assertThat(ear.spoken().get(1).attributes()).containsEntry("oddity", "incomplete");
  }

  @Test
  void SM37_aNumberThatIsNotOursIsRefusedAndKept() {
    var foreign =
        ShortMessage.plain(
            Address.typed("01012345678"),
            Address.typed("15889999"),
            0,
            8,
            TextCoding.UCS2.encode("x"),
            List.of());
    assertThat(deliver(inbox(), foreign)).isEqualTo(Status.BAD_DESTINATION);
    assertThat(ear.letters()).containsExactly("foreign_number");
    assertThat(ear.spoken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', 번호없음", "KAKAO, KAKAO", "'''; drop', '''; drop'", "8210-1234-5678, 01012345678"})
  void SM33_SM34_SM36_sendersAreKeptAsTheyAre(String source, String user) {
    deliver(inbox(), Samples.from(source, 0, 8, TextCoding.UCS2.encode("x")));
    assertThat(ear.spoken().getFirst().externalUser()).isEqualTo(user);
    assertThat(ear.spoken().getFirst().claim() != null).isEqualTo(user.startsWith("010"));
  }

  @ParameterizedTest
  @CsvSource({
    "gsm, 0, b0a1b3aa, 가나, true",
    "ks-c-5601, 0, b0a1b3aa, 가나, false",
    "gsm, 14, 94ee, 뷁, false",
    "gsm, 3, e9, é, false",
    "gsm, 0, 48656c6c6f, Hello, false",
    "ks-c-5601, 0, ff, \uFFFD, true"
  })
  void SM40_SM44_aDoubtfulCharacterSetIsFlaggedAndItsOctetsAreKept(
      String standard, int dataCoding, String hex, String text, boolean odd) {
    deliver(
        inbox("default-alphabet", standard),
        Samples.from(Sms.CUSTOMER, 0, dataCoding, Octets.hex(hex)));
    var spoken = ear.spoken().getFirst();
    assertThat(spoken.parts()).containsExactly(new Part.Text(text));
    assertThat(spoken.attributes().containsKey("oddity")).isEqualTo(odd);
    assertThat(spoken.raw()).isEqualTo(odd ? hex : null);
  }

  @Test
  void SM41_binaryIsShownAsSuch() {
    deliver(inbox(), Samples.from(Sms.CUSTOMER, 0, 4, Octets.hex("0102")));
    assertThat(ear.spoken().getFirst().parts())
        .containsExactly(new Part.Unsupported("sms_data_coding_4", "0102"));
  }

  @Test
  void SM28_SM46_whatIsTooLongOrBrokenIsRefused() {
    var inbox = inbox();
    assertThat(deliver(inbox, Samples.from("1", 0x40, 8, Octets.hex("0a00")))).isEqualTo(1);
    var payload = new Tlv(Tlv.MESSAGE_PAYLOAD, Octets.of(new byte[8002]));
    var huge =
        ShortMessage.plain(
            Address.typed("010"), Address.typed(Sms.NUMBER), 0, 8, Octets.NONE, List.of(payload));
    assertThat(deliver(inbox, huge)).isEqualTo(1);
    var text = TextCoding.UCS2.encode("가".repeat(4000));
    var most =
        ShortMessage.plain(
            Address.typed("010"),
            Address.typed(Sms.NUMBER),
            0,
            8,
            Octets.NONE,
            List.of(new Tlv(Tlv.MESSAGE_PAYLOAD, text)));
    assertThat(deliver(inbox, most)).isZero();
    assertThat(ear.texts()).containsExactly("가".repeat(4000));
  }

  @Test
  void receiptsAreReportsUnderAllTheirIds() {
    var inbox = inbox();
    assertThat(deliver(inbox, ((Pdu.DeliverSm) Samples.read(Samples.RECEIPT)).message())).isZero();
    var report = ear.reports().getFirst();
    assertThat(report.state()).isEqualTo(DeliveryReport.State.DELIVERED);
    assertThat(report.references()).startsWith("A1");
    ear.answers(Heard.UNAVAILABLE);
    assertThat(deliver(inbox, ((Pdu.DeliverSm) Samples.read(Samples.RECEIPT)).message()))
        .isEqualTo(0x64);
  }

  @Test
  void SM54_SM57_aReceiptThatCannotBeReadChangesNothingAndIsKept() {
    assertThat(deliver(inbox(), Samples.from("1", 4, 8, TextCoding.UCS2.encode("안녕")))).isZero();
    assertThat(ear.reports()).isEmpty();
    assertThat(ear.letters()).containsExactly("receipt");
  }

  @Test
  void theSameWordsInTheSameSessionAreOneForFiveSeconds() {
    var inbox = inbox();
    deliver(inbox, Sms.mo("네"));
    inbox.answered(session, Sms.mo("네"), 0);
    time.advance(Duration.ofSeconds(4));
    deliver(inbox, Sms.mo("네"));
    assertThat(ear.texts()).hasSize(1);
    inbox.answered(session, Sms.mo("네"), 0);
    time.advance(Duration.ofSeconds(6));
    deliver(inbox, Sms.mo("네"));
    assertThat(ear.texts()).hasSize(2);
  }

  @Test
  void theDoubtAfterADropIsOverAfterTenMinutes() {
    var inbox = inbox();
    deliver(inbox, Sms.mo("네"));
    inbox.dropped(session);
    time.advance(Duration.ofMinutes(9));
    deliver(inbox, Sms.mo("네"));
    assertThat(ear.texts()).hasSize(1);
    inbox.dropped(session);
    time.advance(Duration.ofMinutes(11));
    deliver(inbox, Sms.mo("네"));
    assertThat(ear.texts()).hasSize(2);
  }

  @Test
  void SM62_aLateAnswerSaysWhatBecameOfTheDoubt() {
    var inbox = inbox();
    inbox.late("s-0", Status.OK, "A9");
    inbox.late("s-1", Status.BAD_DESTINATION, "");
    var taken = ear.reports().getFirst();
    assertThat(taken.references()).containsExactly(DeliveryReport.unanswered("s-0"));
    assertThat(taken.learnt()).isEqualTo("A9");
    assertThat(taken.state()).isEqualTo(DeliveryReport.State.SENT);
    var refused = ear.reports().getLast();
    assertThat(refused.references()).containsExactly(DeliveryReport.unanswered("s-1"));
    assertThat(refused.learnt()).isNull();
    assertThat(refused.state()).isEqualTo(DeliveryReport.State.FAILED);
    assertThat(refused.detail()).isEqualTo("0x0B refused by the message centre");
  }

  @Test
  void SM62_aLateAnswerThatCannotBeStoredIsToldUntilItIs() {
    var inbox = inbox();
    ear.answers(Heard.UNAVAILABLE);
    inbox.late("s-0", Status.OK, "A9");
    time.advance(SmppInbox.LATER);
    assertThat(ear.reports()).hasSize(2);
    ear.answers(Heard.KEPT);
    time.advance(Duration.ofMinutes(1));
    assertThat(ear.reports()).hasSize(3).allMatch(report -> "A9".equals(report.learnt()));
  }

  @Test
  void SM76_receiptsThatComeTogetherAreStoredAFewAtATime() {
    var inbox = inbox();
    var gate = new CompletableFuture<Void>();
    ear.waitsFor(gate);
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      var text = TextCoding.LATIN1.encode("id:" + i + " stat:DELIVRD err:000");
      answers.add(
          inbox.delivered(session, Samples.from(Sms.CUSTOMER, 4, 0, text)).toCompletableFuture());
    }
    assertThat(ear.reports()).hasSize(4);
    gate.complete(null);
    assertThat(answers).allMatch(answer -> answer.getNow(-1) == Status.OK);
    assertThat(ear.reports())
        .extracting(report -> report.references().getFirst())
        .startsWith("0", "1", "2", "3", "4", "5")
        .hasSize(2000);
  }

  @Test
  void aReceiptWithNulsInItIsOneThatATableTakes() {
    var text = TextCoding.LATIN1.encode("id:A\0001 stat:UNDELIV err:0\00011");
    deliver(inbox(), Samples.from(Sms.CUSTOMER, 4, 0, text));
    assertThat(ear.reports().getFirst().references()).startsWith("A1");
    assertThat(ear.reports().getFirst().detail()).isEqualTo("UNDELIVERABLE 011");
  }
}
