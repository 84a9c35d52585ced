package kr.ondam.channel.sms.smpp;

import java.util.List;

/// PDUs as they were seen on the wire (channels.md section 2.2), and as they were not.
final class Samples {
  static final String BIND =
      "000000270000000900000000000000016974616c6b00736563726574004954414c4b0034000000";
  static final String BIND_RESPONSE = "0000001980000009000000000000000173797300" + "0210000150";
  static final String BIND_REFUSED = "00000010800000090000000e00000001";
  static final String ENQUIRE = "00000010000000150000000000000002";
  static final String SUBMIT_RESPONSE = "00000013800000040000000000000003413100";
  static final String SUBMIT_THROTTLED = "00000010800000040000005800000004";
  static final String DELIVER =
      "000000450000000500000000000000010001013832313031323334353637380000003135383831323334000000"
          + "0000000000080010d55cae000020bb38c758c785b2c8b2e4";
  static final String PART =
      frame(
          5,
          7,
          "00010138323130313233343536373800000031353838313233340040000000000000"
              + "08000d"
              + "06080412340202b450bc88c9f8");
  static final String RECEIPT =
      frame(
          5,
          9,
          "00000031353838313233340001013832313031323334353637380004000000000000"
              + "0000"
              + hex(
                  "id:A1 sub:001 dlvrd:001 submit date:2611211453 done date:2611211454"
                      + " stat:DELIVRD err:000 text:x")
              + "001e000441310000"
              + "0427000102");
  static final String UNBIND = "00000010000000060000000000000005";
  static final List<String> ALL =
      List.of(
          BIND,
          BIND_RESPONSE,
          BIND_REFUSED,
          ENQUIRE,
          SUBMIT_RESPONSE,
          SUBMIT_THROTTLED,
          DELIVER,
          PART,
          RECEIPT,
          UNBIND);

  private Samples() {}

  static Pdu read(String hex) {
    return PduReader.read(Octets.hex(hex).toArray());
  }

  /// A PDU with this body.
  static String frame(int command, int sequence, String body) {
    return "%08x%08x%08x%08x%s".formatted(16 + body.length() / 2, command, 0, sequence, body);
  }

  /// One octet of length, then the text.
  private static String hex(String text) {
    var octets = Octets.of(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return "%02x".formatted(octets.length()) + octets;
  }

  /// A `deliver_sm` from a customer.
  static ShortMessage from(String source, int esmClass, int dataCoding, Octets content) {
    return ShortMessage.plain(
        new Address(1, 1, source),
        new Address(0, 0, "15881234"),
        esmClass,
        dataCoding,
        content,
        List.of());
  }
}
