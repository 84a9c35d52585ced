package kr.ondam.channel.sms.smpp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Claim;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.sms.PhoneNumber;
import kr.ondam.channel.sms.smpp.Reassembly.Piece;

/// Turns what a customer sent into what a customer said. Pure.
final class SmppReader {
  /// Who wrote without showing a number (SM33).
  static final String NO_NUMBER = "번호없음";

  private static final String PHONE = "0[0-9]{8,11}";

  private final ChannelAccount account;
  private final SmppSettings settings;

  SmppReader(ChannelAccount account, SmppSettings settings) {
    this.account = account;
    this.settings = settings;
  }

  /// The id of a text of several parts: the same for the same parts, also after a restart, and
  /// another one for the next text of the same words.
  static String idOf(List<Piece> pieces) {
    var first = pieces.getFirst();
    var words =
        pieces.stream().map(p -> p.number() + "=" + p.text()).collect(Collectors.joining("\0"));
    var at = pieces.stream().map(Piece::at).min(java.util.Comparator.naturalOrder()).orElseThrow();
    return "mo-" + InDoubt.digest(first.key() + "\0" + at.toEpochMilli() + "\0" + words);
  }

  /// @param pieces in order; some may be missing
  Inbound.Spoken spoken(String id, List<Piece> pieces) {
    var first = pieces.getFirst();
    var source = PhoneNumber.national(first.key().source());
    Map<String, String> attributes = new HashMap<>();
    attributes.put("number", first.key().destination());
    List<Part> parts = new ArrayList<>();
    boolean odd = read(pieces, parts);
    if (odd) {
      attributes.put("oddity", "charset");
    }
    int total = first.key().total();
    if (pieces.size() < total) {
      var numbers =
          pieces.stream().map(p -> String.valueOf(p.number())).collect(Collectors.joining(", "));
      parts.add(
          new Part.Unsupported(
              "sms_part", "일부 도착 (%d/%d: %s)".formatted(pieces.size(), total, numbers)));
      attributes.put("oddity", "incomplete");
    }
    return new Inbound.Spoken(
        account.tenant(),
        account.id(),
        ChannelKind.SMS_SMPP,
        source.isEmpty() ? NO_NUMBER : source,
        id,
        false,
        null,
        null,
        parts,
        null,
        source.matches(PHONE) ? new Claim(null, source) : null,
        attributes,
        odd ? pieces.stream().map(p -> p.text().toString()).collect(Collectors.joining()) : null,
        first.at());
  }

  /// Joins the octets first, because a message centre may cut a character in two. Answers whether
  /// the coding is in doubt (SM40, SM41, SM44).
  private boolean read(List<Piece> pieces, List<Part> parts) {
    var octets = Octets.NONE;
    for (Piece piece : pieces) {
      octets = octets.plus(piece.text());
    }
    var coding = TextCoding.of(pieces.getFirst().dataCoding(), settings.standard()).orElse(null);
    if (coding == null) {
      parts.add(
          new Part.Unsupported(
              "sms_data_coding_" + pieces.getFirst().dataCoding(), octets.toString()));
      return true;
    }
    boolean odd = coding.contradicts(octets);
    if (odd && coding != TextCoding.UCS2 && !TextCoding.KSC5601.contradicts(octets)) {
      coding = TextCoding.KSC5601;
    }
    parts.add(new Part.Text(coding.decode(octets).replace("\0", "")));
    return odd;
  }
}
