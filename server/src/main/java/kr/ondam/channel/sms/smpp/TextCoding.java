package kr.ondam.channel.sms.smpp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How text is written in a message: the values of `data_coding` that carry text (SMPP 3.4 section
/// 5.2.19).
public enum TextCoding {
  /// The message centre's default alphabet, GSM 03.38 with one octet per septet.
  GSM(0, 160),
  /// ISO 8859-1
  LATIN1(3, 140),
  /// UTF-16, high octet first.
  UCS2(8, 140),
  /// KS C 5601, which Korean phones read as MS949.
  KSC5601(14, 140);

  private static final Charset MS949 = Charset.forName("x-windows-949");

  private final int dataCoding;
  private final int octets;

  TextCoding(int dataCoding, int octets) {
    this.dataCoding = dataCoding;
    this.octets = octets;
  }

  public int dataCoding() {
    return dataCoding;
  }

  /// The most octets of one message of this coding.
  int octets() {
    return octets;
  }

  /// The coding with which a text of a customer is to be read; empty for binary and unknown ones.
  ///
  /// @param standard stands for the message centre's default, 0, and its synonym 1
  public static Optional<TextCoding> of(int dataCoding, TextCoding standard) {
    return switch (dataCoding) {
      case 0, 1 -> Optional.of(standard);
      case 3 -> Optional.of(LATIN1);
      case 8 -> Optional.of(UCS2);
      case 14 -> Optional.of(KSC5601);
      default -> Optional.empty();
    };
  }

  /// Whether every character can be written.
  public boolean canEncode(String text) {
    return switch (this) {
      case GSM -> GsmAlphabet.canEncode(text);
      case LATIN1 -> StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
      case UCS2 -> StandardCharsets.UTF_16BE.newEncoder().canEncode(text);
      case KSC5601 -> MS949.newEncoder().canEncode(text);
    };
  }

  /// Writes the text; what cannot be written becomes `?`.
  public Octets encode(String text) {
    return switch (this) {
      case GSM -> GsmAlphabet.encode(text);
      case LATIN1 -> Octets.of(text.getBytes(StandardCharsets.ISO_8859_1));
      case UCS2 -> Octets.of(text.getBytes(StandardCharsets.UTF_16BE));
      case KSC5601 -> Octets.of(text.getBytes(MS949));
    };
  }

  /// Reads the text; what cannot be read becomes U+FFFD.
  public String decode(Octets octets) {
    return switch (this) {
      case GSM -> GsmAlphabet.decode(octets);
      case LATIN1 -> new String(octets.toArray(), StandardCharsets.ISO_8859_1);
      case UCS2 -> utf16(octets);
      case KSC5601 -> new String(octets.toArray(), MS949);
    };
  }

  /// Replaces what is no character by itself; the JDK would swallow its neighbour too.
  private static String utf16(Octets octets) {
    var text = new StringBuilder(octets.length() / 2 + 1);
    for (int i = 0; i + 1 < octets.length(); i += 2) {
      char c = (char) octets.shortAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 3 < octets.length()
              && Character.isLowSurrogate((char) octets.shortAt(i + 2));
      if (pair) {
        text.append(c).append((char) octets.shortAt(i + 2));
        i += 2;
      } else {
        text.append(Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    return octets.length() % 2 == 0 ? text.toString() : text.append('\uFFFD').toString();
  }

  /// Whether the octets are certainly not of this coding.
  boolean contradicts(Octets octets) {
    return switch (this) {
      case GSM -> !GsmAlphabet.isSevenBit(octets);
      case LATIN1 -> false;
      case UCS2 -> !reads(octets, StandardCharsets.UTF_16BE);
      case KSC5601 -> !reads(octets, MS949);
    };
  }

  private static boolean reads(Octets octets, Charset charset) {
    try {
      charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(octets.toArray()));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
