package kr.ondam.channel.sms.smpp;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.sms.SmsText;

/// One message of a text that may need several.
///
/// @param header whether `content` begins with a user data header
public record Segment(Octets content, boolean header, List<Tlv> parameters) {
  private static final int MOST = 255;

  public Segment {
    parameters = List.copyOf(parameters);
  }

  /// Cuts the text so that each piece fits. A cut never falls into a character as readers see it,
  /// unless that alone is longer than a message, and then never into a code point.
  ///
  /// @param reference the same for all parts and on every try, 0 to 65,535
  /// @throws IllegalArgumentException for a text of more than 255 parts
  public static List<Segment> of(String text, TextCoding coding, Joining joining, int reference) {
    var whole = coding.encode(text);
    if (whole.length() <= coding.octets()) {
      return List.of(new Segment(whole, false, List.of()));
    }
    if (joining == Joining.PAYLOAD) {
      return List.of(new Segment(Octets.NONE, false, List.of(new Tlv(Tlv.MESSAGE_PAYLOAD, whole))));
    }
    var pieces = pieces(text, coding, coding.octets() - joining.cost(coding));
    if (pieces.size() > MOST) {
      throw new IllegalArgumentException(
          "a text of " + pieces.size() + " parts (expected: at most 255)");
    }
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      var header = joining.header(reference, pieces.size(), i + 1);
      segments.add(
          new Segment(
              header.plus(coding.encode(pieces.get(i))),
              !header.isEmpty(),
              joining.parameters(reference, pieces.size(), i + 1)));
    }
    return segments;
  }

  /// @param room octets of a piece
  private static List<String> pieces(String text, TextCoding coding, int room) {
    List<String> pieces = new ArrayList<>();
    var piece = new StringBuilder();
    int used = 0;
    for (String unit : units(text, coding, room)) {
      int octets = coding.encode(unit).length();
      if (used + octets > room) {
        pieces.add(piece.toString());
        piece.setLength(0);
        used = 0;
      }
      piece.append(unit);
      used += octets;
    }
    pieces.add(piece.toString());
    return pieces;
  }

  /// What is not cut: characters, and the code points of one that is too long.
  private static List<String> units(String text, TextCoding coding, int room) {
    List<String> units = new ArrayList<>();
    for (String cluster : SmsText.clusters(text)) {
      if (coding.encode(cluster).length() <= room) {
        units.add(cluster);
      } else {
        cluster.codePoints().mapToObj(Character::toString).forEach(units::add);
      }
    }
    return units;
  }
}
