package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.Claim;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import kr.ondam.security.Masking;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

/// What the inbox keeps aside, masked, and what is read from it later.
final class SmppLettersTest {
  private static final String LONG = "안녕하세요 보험금 청구 문의입니다. ".repeat(12);

  private final VirtualTime time = new VirtualTime(Sms.NOW);
  private final Ear ear = new Ear();
  private final SmppInbox inbox =
      new SmppInbox(
          Sms.account(1),
          Sms.settings(1),
          new SmppInbox.Tools(
              ear, new MemoryPartStore(), time, time, new TimeOrderedIds(time), Runnable::run));

  private void deliver(ShortMessage message) {
    assertThat(inbox.delivered(this, message).toCompletableFuture()).isCompleted();
  }

  private static ShortMessage to(String number, ShortMessage message) {
    return ShortMessage.plain(
        message.source(),
        Address.typed(number),
        message.esmClass(),
        message.dataCoding(),
        message.content(),
        message.parameters());
  }

  private Parsed replayed(String letter, String... settings) {
    var body = Masking.mask(letter).getBytes(StandardCharsets.UTF_8);
    try (var smpp = new Smpp(Optional::of)) {
      return smpp.parse(
          Sms.account(1, settings), new RawRequest("", "", Map.of(), body, ""), Sms.NOW);
    }
  }

  private static Inbound.Spoken spoken(Parsed parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Understood.class);
    return (Inbound.Spoken) ((Parsed.Understood) parsed).inbounds().getFirst();
  }

  @Test
  void SM37_aTextForANumberThatIsEnteredLaterIsReadFromItsLetter() {
    deliver(to("15889999", Sms.mo("비밀번호 12345\n\"한글\" 문의 😀")));
    var letter = ear.raws().getFirst();
    assertThat(replayed(letter)).isEqualTo(new Parsed.Unreadable("foreign_number"));
    var said = spoken(replayed(letter, "number", "15881234,15889999"));
    assertThat(said.parts()).containsExactly(new Part.Text("비밀번호 *****\n\"한글\" 문의 😀"));
    assertThat(said.externalUser()).isEqualTo("01012345678");
    assertThat(said.claim()).isEqualTo(new Claim(null, "01012345678"));
    assertThat(said.attributes()).isEqualTo(Map.of("number", "15889999"));
    assertThat(spoken(replayed(letter, "number", "15889999")).externalId())
        .as("replayed twice it is one message")
        .isEqualTo(said.externalId());
  }

  @Test
  void SM37_partsAndBinariesForAForeignNumberAreReadFromTheirLettersToo() {
    deliver(to("15889999", Sms.parts(LONG, 7).get(1)));
    deliver(to("15889999", Samples.from(Sms.CUSTOMER, 0, 4, Octets.hex("0102"))));
    deliver(to("15889999", Samples.from(Sms.CUSTOMER, 0, 0, Octets.hex("48656c6c6f"))));
    var texts =
        ear.raws().stream()
            .map(letter -> spoken(replayed(letter, "number", "15889999")).parts())
            .toList();
    assertThat(((Part.Text) texts.getFirst().getFirst()).text())
        .hasSizeGreaterThan(10)
        .isSubstringOf(LONG);
    assertThat(texts.getFirst().getLast())
        .isEqualTo(new Part.Unsupported("sms_part", "일부 도착 (1/4: 2)"));
    assertThat(texts.get(1)).containsExactly(new Part.Unsupported("sms_data_coding_4", "0102"));
    assertThat(texts.get(2)).containsExactly(new Part.Text("Hello"));
    assertThat(ear.raws().stream().distinct()).as("each with an id of its own").hasSize(3);
  }

  @Test
  void SM54_whatIsNoLetterOfOursStaysUnreadable() {
    deliver(Samples.from("1", 4, 8, TextCoding.UCS2.encode("안녕")));
    assertThat(replayed(ear.raws().getFirst())).isEqualTo(new Parsed.Unreadable("receipt"));
    for (var letter :
        List.of("", "\n", "[]\nx", "{}\nx", "from 1 to 2 esm_class 0 data_coding 8: x")) {
      assertThat(replayed(letter)).isEqualTo(new Parsed.Unreadable("bad_json"));
    }
    assertThat(replayed("{\"id\":\"1\",\"to\":\"15881234\",\"octets\":\"0*\"}\n"))
        .isEqualTo(new Parsed.Unreadable("bad_json"));
  }
}
