package kr.ondam.channel.sms;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How long a text is for Korean carriers, and what of it they cannot carry. They count octets of
/// MS949: `EUC-KR` of the JDK lacks 8,822 syllables that phones can show (channels.md section 2.1).
public final class SmsText {
  /// The most octets of a short message (단문).
  public static final int SMS_OCTETS = 90;

  /// The most octets of a long message (장문) and of the text of one with pictures.
  public static final int LMS_OCTETS = 2000;

  private static final Charset MS949 = Charset.forName("x-windows-949");

  private SmsText() {}

  /// Which product carries a text; each costs more than the one before.
  public enum Size {
    /// 단문
    SMS,
    /// 장문
    LMS,
    /// 그림이 있는 문자
    MMS,
    /// More than one message can carry.
    TOO_LONG
  }

  /// Octets on the carrier's scale; `\r\n` counts two, and what cannot be encoded counts one, as
  /// the `?` it would become.
  public static int octets(String text) {
    return text.getBytes(MS949).length;
  }

  /// The smallest product that carries the text.
  public static Size size(String text, boolean pictures) {
    int octets = octets(text);
    if (octets > LMS_OCTETS) {
      return Size.TOO_LONG;
    }
    if (pictures) {
      return Size.MMS;
    }
    return octets <= SMS_OCTETS ? Size.SMS : Size.LMS;
  }

  /// What cannot be carried, each once, in the order of its first place: whole characters as a
  /// reader sees them, so that a family of emoji is one.
  public static List<String> unencodable(String text) {
    var encoder =
        MS949
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var found = new LinkedHashSet<String>();
    for (String cluster : clusters(text)) {
      try {
        encoder.encode(CharBuffer.wrap(cluster));
      } catch (CharacterCodingException _) {
        found.add(cluster);
      }
    }
    return List.copyOf(found);
  }

  /// What of a text matches a pattern, each once, in the order of its first place.
  ///
  /// @param pattern empty for one that nothing matches
  public static List<String> matches(String text, String pattern) {
    return pattern.isEmpty()
        ? List.of()
        : Pattern.compile(pattern)
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .distinct()
            .toList();
  }

  /// The text cut into what a reader sees as characters.
  public static List<String> clusters(String text) {
    var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> clusters = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      clusters.add(text.substring(from, to));
      from = to;
    }
    return clusters;
  }
}
