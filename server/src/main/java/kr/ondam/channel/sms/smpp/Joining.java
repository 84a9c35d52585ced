package kr.ondam.channel.sms.smpp;

import java.util.List;

/// How the parts of a long text say that they belong together.
public enum Joining {
  /// A user data header with a reference of 8 bits.
  UDH8,
  /// A user data header with a reference of 16 bits.
  UDH16,
  /// The optional parameters `sar_…`; the message centre writes the header.
  SAR,
  /// Not in parts: the whole text in `message_payload`.
  PAYLOAD;

  /// How much shorter than a single message a part is, on the coding's own scale.
  int cost(TextCoding coding) {
    boolean septets = coding == TextCoding.GSM;
    return switch (this) {
      case UDH8, SAR -> septets ? 7 : 6;
      case UDH16 -> septets ? 8 : 7;
      case PAYLOAD -> 0;
    };
  }

  Octets header(int reference, int total, int number) {
    return switch (this) {
      case UDH8 -> Octets.of(0x05, 0x00, 0x03, reference & 0xFF, total, number);
      case UDH16 ->
          Octets.of(0x06, 0x08, 0x04, reference >> 8 & 0xFF, reference & 0xFF, total, number);
      case SAR, PAYLOAD -> Octets.NONE;
    };
  }

  List<Tlv> parameters(int reference, int total, int number) {
    return this == SAR
        ? List.of(
            new Tlv(Tlv.SAR_REFERENCE, Octets.of(reference >> 8 & 0xFF, reference & 0xFF)),
            new Tlv(Tlv.SAR_TOTAL, Octets.of(total)),
            new Tlv(Tlv.SAR_NUMBER, Octets.of(number)))
        : List.of();
  }
}
