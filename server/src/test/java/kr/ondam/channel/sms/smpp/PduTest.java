package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class PduTest {
  /// A `deliver_sm` up to its `sm_length`.
  private static final String UP_TO_LENGTH =
      "00" + "0000" + "3100" + "0001" + "3800" + "00".repeat(9);

  private static final List<String> BOTH_WAYS =
      List.of(
          Samples.BIND,
          Samples.BIND_RESPONSE,
          Samples.BIND_REFUSED,
          Samples.ENQUIRE,
          Samples.SUBMIT_RESPONSE,
          Samples.SUBMIT_THROTTLED,
          Samples.DELIVER,
          Samples.PART,
          Samples.RECEIPT,
          Samples.UNBIND);

  @ParameterizedTest
  @FieldSource("BOTH_WAYS")
  void whatWasSeenOnTheWireIsReadAndWrittenAgain(String hex) {
    assertThat(Octets.of(PduWriter.write(Samples.read(hex)))).hasToString(hex);
  }

  @Test
  void theFieldsOfWhatWasSeen() {
    assertThat(Samples.read(Samples.BIND))
        .isEqualTo(new Pdu.BindTransceiver(1, "italk", "secret", "ITALK", 0x34, 0, 0, ""));
    assertThat(Samples.read(Samples.BIND).toString()).doesNotContain("secret");
    assertThat(Samples.read(Samples.BIND_RESPONSE))
        .isEqualTo(
            new Pdu.BindTransceiverResponse(
                1, 0, "sys", List.of(new Tlv(Tlv.INTERFACE_VERSION, Octets.of(0x50)))));
    assertThat(Samples.read(Samples.BIND_REFUSED))
        .isEqualTo(new Pdu.BindTransceiverResponse(1, Status.BAD_PASSWORD, "", List.of()));
    assertThat(Samples.read(Samples.SUBMIT_RESPONSE))
        .isEqualTo(new Pdu.SubmitSmResponse(3, 0, "A1"));
    assertThat(Samples.read(Samples.SUBMIT_THROTTLED))
        .isEqualTo(new Pdu.SubmitSmResponse(4, Status.THROTTLED, ""));
    var heard = ((Pdu.DeliverSm) Samples.read(Samples.DELIVER)).message();
    assertThat(heard.source()).isEqualTo(new Address(1, 1, "821012345678"));
    assertThat(heard.destination().value()).isEqualTo("15881234");
    assertThat(TextCoding.UCS2.decode(heard.payload())).isEqualTo("한글 문의입니다");
  }

  @Test
  void aWholeSubmitIsWrittenAsItWasSeen() {
    var segments = Segment.of("안녕하세요. 상담원입니다. ".repeat(8), TextCoding.UCS2, Joining.UDH8, 0x2A);
    var first =
        ShortMessage.plain(
                new Address(0, 0, "15881234"),
                new Address(1, 1, "821012345678"),
                ShortMessage.USER_DATA_HEADER,
                TextCoding.UCS2.dataCoding(),
                segments.getFirst().content(),
                List.of())
            .withReceipt();
    assertThat(Octets.of(PduWriter.write(new Pdu.SubmitSm(3, first))).toString())
        .startsWith(
            "000000c100000004000000000000000300"
                + "0000313538383132333400"
                + "0101383231303132333435363738004000000000010008008c"
                + "0500032a0201c548b155d558");
  }

  @ParameterizedTest
  @CsvSource({
    // SM25: sm_length 200 of which 4 are there
    "P c861626364, 1",
    // SM26: sm_length 255
    "P ff, 1",
    // SM26: text and message_payload
    "P 0161" + "04240001" + "62, 1",
    // SM29: a parameter runs past the end
    "P 0161" + "1400ffff" + "62, 2",
    // SM29: half a parameter
    "P 0161" + "1400, 2",
    // SM32: no NUL to the end
    "00000031313131, 2",
    // Nothing at all
    "'', 2",
  })
  void SM25_SM26_SM29_SM32_aBrokenRequestIsRefusedWithItsStatus(String body, int status) {
    assertThat(Samples.read(Samples.frame(Command.DELIVER_SM, 8, body.replace("P ", UP_TO_LENGTH))))
        .isEqualTo(new Pdu.Broken(Command.DELIVER_SM, 8, status));
  }

  @Test
  void SM33_anAddressThatIsTooLongIsRefusedAndAnEmptyOneIsNot() {
    var rest = "0000000000000000000000000161";
    var longest = "31".repeat(20);
    assertThat(deliver("000000" + "00", rest)).isInstanceOf(Pdu.DeliverSm.class);
    assertThat(deliver("000000" + longest + "00", rest)).isInstanceOf(Pdu.DeliverSm.class);
    assertThat(deliver("000000" + longest + "3100", rest))
        .isEqualTo(new Pdu.Broken(Command.DELIVER_SM, 8, Status.BAD_SOURCE));
    assertThat(deliver("00000000", "0000" + longest + "3100" + "0000000000000000000161"))
        .isEqualTo(new Pdu.Broken(Command.DELIVER_SM, 8, Status.BAD_DESTINATION));
  }

  private static Pdu deliver(String start, String rest) {
    return Samples.read(Samples.frame(Command.DELIVER_SM, 8, start + rest));
  }

  @Test
  void SM04_aSystemIdThatIsTooLongIsRefused() {
    assertThat(Samples.read(Samples.frame(Command.BIND_TRANSCEIVER, 1, "61".repeat(16) + "00")))
        .isEqualTo(new Pdu.Broken(Command.BIND_TRANSCEIVER, 1, Status.BAD_SYSTEM_ID));
    assertThat(Samples.read(Samples.frame(Command.BIND_TRANSCEIVER, 1, "6161")))
        .isEqualTo(new Pdu.Broken(Command.BIND_TRANSCEIVER, 1, Status.BAD_COMMAND_LENGTH));
  }

  @Test
  void SM17_anUnknownCommandKeepsItsNumber() {
    assertThat(Samples.read(Samples.frame(0xFFFF, 77, ""))).isEqualTo(new Pdu.Unknown(0xFFFF, 77));
  }

  @Test
  void SM30_unknownParametersAreKeptAndHarmNothing() {
    var read = (Pdu.DeliverSm) deliver("00000000", "0000000000000000000000000161" + "14010002abcd");
    assertThat(read.message().parameters()).containsExactly(new Tlv(0x1401, Octets.of(0xAB, 0xCD)));
  }

  @Test
  void whatDoesNotFitIsNotWritten() {
    var message = Samples.from("1".repeat(21), 0, 0, Octets.NONE);
    assertThatThrownBy(() -> PduWriter.write(new Pdu.DeliverSm(1, message)))
        .hasMessageContaining("21 characters (expected: at most 20");
    assertThatThrownBy(() -> PduWriter.write(new Pdu.Unknown(5, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whateverIsWrittenIsReadAgain() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 5000; i++) {
      var pdu = new RandomPdus(random).next();
      assertThat(PduReader.read(PduWriter.write(pdu)))
          .as("seed %d, round %d", seed, i)
          .isEqualTo(pdu);
    }
  }

  @Test
  void SM32_randomAndMutatedOctetsNeverThrow() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<byte[]> samples = new ArrayList<>();
    Samples.ALL.forEach(hex -> samples.add(Octets.hex(hex).toArray()));
    for (int i = 0; i < 200_000; i++) {
      byte[] frame =
          i % 2 == 0 ? noise(random) : mutated(random, samples.get(i / 2 % samples.size()));
      try {
        useAll(PduReader.read(frame));
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + Octets.of(frame), e);
      }
    }
  }

  /// Everything that is done with what was read.
  private static void useAll(Pdu pdu) {
    if (pdu instanceof Pdu.DeliverSm(int _, var message)) {
      DeliveryReceipt.of(message);
      Fragment.of(message)
          .ifPresent(f ->
              TextCoding.of(message.dataCoding(), TextCoding.GSM)
                  .ifPresent(c -> assertThat(c.decode(f.text())).isNotNull()));
    }
    if (!(pdu instanceof Pdu.Unknown) && !(pdu instanceof Pdu.Broken)) {
      assertThat(pdu.toString()).isNotEmpty();
    }
  }

  private static byte[] noise(RandomGenerator random) {
    byte[] frame = new byte[16 + random.nextInt(80)];
    random.nextBytes(frame);
    frame[7] = (byte) new int[] {4, 5, 9, 6, 0x15}[random.nextInt(5)];
    frame[4] = (byte) (random.nextBoolean() ? 0x80 : 0);
    frame[5] = 0;
    frame[6] = 0;
    return frame;
  }

  private static byte[] mutated(RandomGenerator random, byte[] sample) {
    byte[] frame = java.util.Arrays.copyOf(sample, Math.max(16, random.nextInt(sample.length + 8)));
    for (int n = random.nextInt(4); n >= 0; n--) {
      frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
    }
    return frame;
  }
}
