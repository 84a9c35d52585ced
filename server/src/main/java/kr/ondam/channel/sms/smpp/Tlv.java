package kr.ondam.channel.sms.smpp;

import java.nio.charset.StandardCharsets;

/// An optional parameter (SMPP 3.4 section 5.3).
///
/// @param tag 0 to 65,535
public record Tlv(int tag, Octets value) {
  public static final int RECEIPTED_MESSAGE_ID = 0x001E;
  public static final int SAR_REFERENCE = 0x020C;
  public static final int SAR_TOTAL = 0x020E;
  public static final int SAR_NUMBER = 0x020F;
  public static final int INTERFACE_VERSION = 0x0210;
  public static final int NETWORK_ERROR_CODE = 0x0423;
  public static final int MESSAGE_PAYLOAD = 0x0424;
  public static final int MESSAGE_STATE = 0x0427;

  public Tlv {
    if (tag < 0 || tag > 0xFFFF || value.length() > 0xFFFF) {
      throw new IllegalArgumentException(
          "tag " + tag + " with " + value.length() + " octets (expected: at most 65535 of each)");
    }
  }

  /// The value as text, without the NULs that peers put behind it and, by mistake, into it.
  public String text() {
    return new String(value.toArray(), StandardCharsets.ISO_8859_1).replace("\0", "");
  }
}
