package kr.ondam.channel.sms.smpp;

import java.io.ByteArrayOutputStream;

/// The default alphabet of GSM 03.38 with its first extension, one octet per septet.
final class GsmAlphabet {
  private static final char ESCAPE = '\u001B';
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENDED = "\f^{}\\[~]|€";
  private static final String EXTENDED_CODES =
      "\n\u0014\u0028\u0029\u002F\u003C\u003D\u003E\u0040e";

  private GsmAlphabet() {}

  static boolean canEncode(String text) {
    return text.chars()
        .allMatch(c -> c != ESCAPE && BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
  }

  static Octets encode(String text) {
    var out = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(c -> {
          int basic = c == ESCAPE ? -1 : BASIC.indexOf(c);
          int extended = EXTENDED.indexOf(c);
          if (basic >= 0) {
            out.write(basic);
          } else if (extended >= 0) {
            out.write(ESCAPE);
            out.write(EXTENDED_CODES.charAt(extended));
          } else {
            out.write('?');
          }
        });
    return Octets.of(out.toByteArray());
  }

  /// An escape at the end is dropped, one before an unknown code is a blank (GSM 03.38 section
  /// 6.2.1.1), and an octet above 127 is U+FFFD.
  static String decode(Octets octets) {
    var text = new StringBuilder(octets.length());
    for (int i = 0; i < octets.length(); i++) {
      int code = octets.at(i);
      if (code == ESCAPE) {
        i++;
        if (i < octets.length()) {
          int extended = EXTENDED_CODES.indexOf(octets.at(i));
          text.append(extended >= 0 ? EXTENDED.charAt(extended) : ' ');
        }
      } else {
        text.append(code < BASIC.length() ? BASIC.charAt(code) : '\uFFFD');
      }
    }
    return text.toString();
  }

  static boolean isSevenBit(Octets octets) {
    for (int i = 0; i < octets.length(); i++) {
      if (octets.at(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }
}
