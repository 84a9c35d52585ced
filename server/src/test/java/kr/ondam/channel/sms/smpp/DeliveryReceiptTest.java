package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kr.ondam.channel.sms.smpp.DeliveryReceipt.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeliveryReceiptTest {
  private static ShortMessage receipt(String text, Tlv... parameters) {
    return ShortMessage.plain(
        new Address(0, 0, "15881234"),
        new Address(1, 1, "821012345678"),
        4,
        0,
        Octets.of(text.getBytes(StandardCharsets.ISO_8859_1)),
        List.of(parameters));
  }

  @Test
  void whatWasSeenOnTheWire() {
    var seen = ((Pdu.DeliverSm) Samples.read(Samples.RECEIPT)).message();
    assertThat(seen.isReceipt()).isTrue();
    assertThat(DeliveryReceipt.of(seen)).contains(new DeliveryReceipt("A1", State.DELIVERED, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "id:12 sub:001 dlvrd:001 submit date:2611 done date:2611 stat:DELIVRD err:000 text:x, 12,"
        + " DELIVERED, ''",
    "ID:ab-9 STAT:undeliv ERR:0011, ab-9, UNDELIVERABLE, 0011",
    "id:7 stat:EXPIRED err:27, 7, EXPIRED, 27",
    "id:7 stat:ACCEPTD, 7, ACCEPTED, ''",
    "id:7 stat:REJECTD, 7, REJECTED, ''",
    "id:7 stat:ENROUTE, 7, ENROUTE, ''"
  })
  void byText(String text, String id, State state, String error) {
    assertThat(DeliveryReceipt.of(receipt(text))).contains(new DeliveryReceipt(id, state, error));
  }

  @Test
  void parametersCountMoreThanTheTextAndMayHaveNulsInThem() {
    var both =
        receipt(
            "id:1 stat:UNDELIV",
            new Tlv(Tlv.RECEIPTED_MESSAGE_ID, Octets.hex("4100310000")),
            new Tlv(Tlv.MESSAGE_STATE, Octets.of(2)),
            new Tlv(Tlv.NETWORK_ERROR_CODE, Octets.of(3, 0, 27)));
    assertThat(DeliveryReceipt.of(both)).contains(new DeliveryReceipt("A1", State.DELIVERED, "27"));
  }

  @ParameterizedTest
  @CsvSource({"'id: stat:FOO'", "안녕하세요", "'id:1 stat:FOO'", "'stat:DELIVRD'", "''"})
  void SM54_SM57_whatNamesNoMessageOrNoStateIsNoReceipt(String text) {
    assertThat(DeliveryReceipt.of(receipt(text))).isEmpty();
  }

  @Test
  void SM53_idsAreMatchedInBothBases() {
    assertThat(IdBase.AUTO.candidates("1541923128")).contains("1541923128", "5be7e138", "5BE7E138");
    assertThat(IdBase.AUTO.candidates("5be7e138")).contains("1541923128");
    assertThat(IdBase.AUTO.candidates("0000000123")).contains("0000000123", "123", "7b");
    assertThat(IdBase.EXACT.candidates("1541923128")).containsExactly("1541923128");
    assertThat(IdBase.HEX_DEC.candidates("1541923128")).containsExactly("5be7e138", "5BE7E138");
    assertThat(IdBase.DEC_HEX.candidates("5BE7E138")).containsExactly("1541923128");
    assertThat(IdBase.DEC_HEX.candidates("b1-7")).containsExactly("b1-7");
    assertThat(IdBase.AUTO.candidates("0")).startsWith("0");
  }
}
