package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Codings, cutting and reading of headers.
final class TextTest {
  private static final String FAMILY = "👨‍👩‍👧‍👦";

  @Test
  void everyCodingKnowsWhatItCanWrite() {
    assertThat(TextCoding.GSM.canEncode("Hello {€} ñ @ΔΩ")).isTrue();
    assertThat(TextCoding.GSM.canEncode("ê")).isFalse();
    assertThat(TextCoding.GSM.canEncode("\u001B")).isFalse();
    assertThat(TextCoding.LATIN1.canEncode("ê€")).isFalse();
    assertThat(TextCoding.KSC5601.canEncode("뷁 똠 펲 ①")).isTrue();
    assertThat(TextCoding.KSC5601.canEncode("❤")).isFalse();
    assertThat(TextCoding.UCS2.canEncode("❤" + FAMILY)).isTrue();
    assertThat(TextCoding.UCS2.canEncode("\uD83D")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GSM, 'A@{€', 41001b281b65",
    "LATIN1, é, e9",
    "UCS2, 한😀, d55cd83dde00",
    "KSC5601, 뷁가, 94eeb0a1",
    "KSC5601, ❤, 3f",
    "GSM, 한, 3f"
  })
  void theOctetsOfATextAreTheCodings(TextCoding coding, String text, String hex) {
    assertThat(coding.encode(text)).hasToString(hex);
    if (coding.canEncode(text)) {
      assertThat(coding.decode(Octets.hex(hex))).isEqualTo(text);
    }
  }

  @Test
  void SM45_anEscapeAtTheEndIsDroppedAndAnUnknownOneABlank() {
    assertThat(TextCoding.GSM.decode(Octets.hex("411b"))).isEqualTo("A");
    assertThat(TextCoding.GSM.decode(Octets.hex("411b4142"))).isEqualTo("A B");
    assertThat(TextCoding.GSM.decode(Octets.hex("b0"))).isEqualTo("\uFFFD");
  }

  @Test
  void everySeptetOfTheAlphabetIsOneCharacter() {
    for (int code = 0; code < 128; code++) {
      if (code != 0x1B) {
        var text = TextCoding.GSM.decode(Octets.of(code));
        assertThat(text).hasSize(1);
        assertThat(TextCoding.GSM.encode(text)).isEqualTo(Octets.of(code));
      }
    }
  }

  @Test
  void SM42_loneSurrogatesAreReplaced() {
    assertThat(TextCoding.UCS2.decode(Octets.hex("0041d83d0042"))).isEqualTo("A\uFFFDB");
    assertThat(TextCoding.UCS2.decode(Octets.hex("004100"))).isEqualTo("A\uFFFD");
  }

  @Test
  void SM40_SM41_dataCodingsThatCarryText() {
    assertThat(TextCoding.of(0, TextCoding.KSC5601)).contains(TextCoding.KSC5601);
    assertThat(TextCoding.of(14, TextCoding.GSM)).contains(TextCoding.KSC5601);
    assertThat(TextCoding.of(8, TextCoding.GSM)).contains(TextCoding.UCS2);
    assertThat(TextCoding.of(4, TextCoding.GSM)).isEmpty();
    assertThat(TextCoding.of(0xF5, TextCoding.GSM)).isEmpty();
    assertThat(TextCoding.GSM.contradicts(Octets.hex("b0a1"))).isTrue();
    assertThat(TextCoding.KSC5601.contradicts(Octets.hex("b0a1"))).isFalse();
    assertThat(TextCoding.KSC5601.contradicts(Octets.hex("ed959cff"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "UCS2,  UDH8,  70, 1", "UCS2,  UDH8,  71, 2", "UCS2, UDH8, 134, 2", "UCS2, UDH8, 135, 3",
    "UCS2, UDH16, 132, 2", "UCS2, UDH16, 133, 3", "UCS2, SAR, 134, 2", "UCS2, PAYLOAD, 500, 1",
    "KSC5601, UDH8, 70, 1", "KSC5601, UDH8, 71, 2"
  })
  void partsHoldAsMuchAsTheyCan(TextCoding coding, Joining joining, int syllables, int parts) {
    assertThat(Segment.of("가".repeat(syllables), coding, joining, 1)).hasSize(parts);
  }

  @ParameterizedTest
  @CsvSource({"160, 1", "161, 2", "306, 2", "307, 3"})
  void septetsAreCountedAsSeptets(int letters, int parts) {
    assertThat(Segment.of("a".repeat(letters), TextCoding.GSM, Joining.UDH8, 1)).hasSize(parts);
  }

  @Test
  void headersCarryReferenceTotalAndNumber() {
    var text = "가".repeat(100);
    assertThat(Segment.of(text, TextCoding.UCS2, Joining.UDH8, 0x1234).get(1).content().toString())
        .startsWith("050003340202");
    assertThat(Segment.of(text, TextCoding.UCS2, Joining.UDH16, 0x1234).get(1).content().toString())
        .startsWith("06080412340202");
    assertThat(Segment.of(text, TextCoding.UCS2, Joining.SAR, 0x1234).get(1).parameters())
        .containsExactly(
            new Tlv(0x020C, Octets.of(0x12, 0x34)),
            new Tlv(0x020E, Octets.of(2)),
            new Tlv(0x020F, Octets.of(2)));
    assertThat(Segment.of(text, TextCoding.UCS2, Joining.PAYLOAD, 1).getFirst().parameters())
        .singleElement()
        .isEqualTo(new Tlv(0x0424, TextCoding.UCS2.encode(text)));
    assertThatThrownBy(() -> Segment.of("가".repeat(67 * 255 + 1), TextCoding.UCS2, Joining.UDH8, 1))
        .hasMessageContaining("256 parts");
  }

  @Test
  void SM66_aCharacterAsReadersSeeItIsNotCut() {
    var text = "a".repeat(66) + "👍🏽" + "b".repeat(60);
    var parts = Segment.of(text, TextCoding.UCS2, Joining.UDH8, 1);
    assertThat(TextCoding.UCS2.decode(parts.get(1).content().from(6))).startsWith("👍🏽b");
    var giant = "e" + "\u0301".repeat(100);
    assertThat(Segment.of(giant, TextCoding.UCS2, Joining.UDH8, 1)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Joining.class,
      names = {"UDH8", "UDH16", "SAR"})
  void SM66_partsInAnyOrderAreTheTextAgain(Joining joining) {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 400; round++) {
      var coding = TextCoding.values()[random.nextInt(4)];
      var text = text(random, coding);
      var as = "seed " + seed + " round " + round + " " + coding;
      var segments = Segment.of(text, coding, joining, random.nextInt(0x10000));
      var again = new StringBuilder();
      for (Segment segment : segments) {
        var message =
            ShortMessage.plain(
                Address.typed("01012345678"),
                Address.typed("15881234"),
                segment.header() ? 0x40 : 0,
                coding.dataCoding(),
                segment.content(),
                segment.parameters());
        var read = (Pdu.SubmitSm) PduReader.read(PduWriter.write(new Pdu.SubmitSm(1, message)));
        var fragment = Fragment.of(read.message()).orElseThrow();
        var piece = coding.decode(fragment.text());
        assertThat(coding.encode(piece)).as(as).isEqualTo(fragment.text());
        assertThat(piece).as(as).doesNotContain("\uFFFD");
        again.append(piece);
        if (segments.size() > 1) {
          var place = fragment.place();
          assertThat(place).isNotNull();
          if (place != null) {
            assertThat(place.number()).isEqualTo(segments.indexOf(segment) + 1);
            assertThat(place.total()).isEqualTo(segments.size());
          }
        }
      }
      assertThat(again).as(as).hasToString(text);
    }
  }

  private static String text(RandomGenerator random, TextCoding coding) {
    var pieces = List.of("a", "가", "뷁", "😀", FAMILY, "👍🏽", "é", "{", "€", "\r\n", " ", "한");
    var text = new StringBuilder();
    for (int n = random.nextInt(500); n > 0; n--) {
      var piece = pieces.get(random.nextInt(pieces.size()));
      text.append(coding.canEncode(piece) ? piece : "x");
    }
    return text.toString();
  }

  @Test
  void SM46_aHeaderLongerThanItsMessageIsRefused() {
    assertThat(Fragment.of(Samples.from("1", 0x40, 8, Octets.hex("0a0003")))).isEmpty();
    assertThat(Fragment.of(Samples.from("1", 0x40, 8, Octets.NONE))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0500032a0000",
    "0500032a0200",
    "0500032a0203",
    "0500032a0101",
    "0505032a0201",
    "0500"
  })
  void SM49_numbersThatCannotBeMakeAMessageThatStandsAlone(String header) {
    var octets = header.length() == 4 ? "0105" : header;
    var fragment = Fragment.of(Samples.from("1", 0x40, 0, Octets.hex(octets + "41"))).orElseThrow();
    assertThat(fragment.place()).isNull();
    assertThat(fragment.text()).isEqualTo(Octets.hex("41"));
  }

  @Test
  void aHeaderMayHoldMoreThanTheReference() {
    var message =
        Samples.from("1", 0x40, 0, Octets.hex("0b" + "05040b8423f0" + "0003070302" + "41"));
    assertThat(Fragment.of(message).orElseThrow().place())
        .isEqualTo(new Fragment.Place(false, 7, 3, 2));
    var seen = ((Pdu.DeliverSm) Samples.read(Samples.PART)).message();
    assertThat(Fragment.of(seen).orElseThrow())
        .isEqualTo(
            new Fragment(Octets.hex("b450bc88c9f8"), new Fragment.Place(true, 0x1234, 2, 2)));
  }
}
