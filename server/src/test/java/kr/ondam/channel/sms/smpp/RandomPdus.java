package kr.ondam.channel.sms.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Any PDU that may be sent.
final class RandomPdus {
  private final RandomGenerator random;

  RandomPdus(RandomGenerator random) {
    this.random = random;
  }

  Pdu next() {
    int sequence = random.nextInt(1, Integer.MAX_VALUE);
    int status = random.nextInt(3) == 0 ? random.nextInt(1, 0x100) : 0;
    return switch (random.nextInt(11)) {
      case 0 ->
          new Pdu.BindTransceiver(
              sequence, text(15), text(8), text(12), octet(), octet(), octet(), text(40));
      case 1 ->
          new Pdu.BindTransceiverResponse(
              sequence,
              status,
              status == 0 ? text(15) : "",
              status == 0 ? tlvs(0x1000) : List.of());
      case 2 -> new Pdu.SubmitSm(sequence, message());
      case 3 -> new Pdu.SubmitSmResponse(sequence, status, status == 0 ? text(64) : "");
      case 4 -> new Pdu.DeliverSm(sequence, message());
      case 5 -> new Pdu.DeliverSmResponse(sequence, status);
      case 6 -> new Pdu.EnquireLink(sequence);
      case 7 -> new Pdu.EnquireLinkResponse(sequence, status);
      case 8 -> new Pdu.Unbind(sequence);
      case 9 -> new Pdu.UnbindResponse(sequence, status);
      default -> new Pdu.GenericNack(sequence, status);
    };
  }

  private ShortMessage message() {
    byte[] content = new byte[random.nextInt(255)];
    random.nextBytes(content);
    return new ShortMessage(
        text(5),
        new Address(octet(), octet(), text(20)),
        new Address(octet(), octet(), text(20)),
        octet(),
        octet(),
        octet(),
        text(16),
        text(16),
        octet(),
        octet(),
        octet(),
        octet(),
        Octets.of(content),
        tlvs(0x0424));
  }

  /// @param without a tag that does not come
  private List<Tlv> tlvs(int without) {
    List<Tlv> tlvs = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      byte[] value = new byte[random.nextInt(20)];
      random.nextBytes(value);
      int tag = random.nextInt(0x10000);
      tlvs.add(new Tlv(tag == without ? 1 : tag, Octets.of(value)));
    }
    return tlvs;
  }

  private int octet() {
    return random.nextInt(256);
  }

  private String text(int most) {
    var text = new StringBuilder();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      text.append((char) random.nextInt(1, 256));
    }
    return text.toString();
  }
}
