package kr.ondam.channel.sms.smpp;

import java.time.Instant;
import java.util.List;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.sms.PhoneNumber;
import kr.ondam.channel.sms.smpp.Reassembly.Piece;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Writes messages that are kept aside in a form that can be read once more: a line of JSON with
/// what stood around the text, then the text alone, so that masking finds in it what it finds in
/// any text. Pure.
final class SmppLetters {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SmppSettings settings;
  private final SmppReader reader;

  SmppLetters(ChannelAccount account, SmppSettings settings) {
    this.settings = settings;
    reader = new SmppReader(account, settings);
  }

  /// @param id of the message, should it be shown one day
  String write(ShortMessage message, String id) {
    var fragment = Fragment.of(message).orElseGet(() -> new Fragment(message.payload(), null));
    var node = JSON.createObjectNode();
    node.put("from", message.source().value());
    node.put("to", message.destination().value());
    node.put("id", id);
    node.put("esm_class", message.esmClass());
    node.put("data_coding", message.dataCoding());
    var place = fragment.place();
    if (place != null) {
      node.put("reference", place.reference());
      node.put("total", place.total());
      node.put("part", place.number());
    }
    var piece =
        piece(
            message.source().value(),
            "",
            place,
            message.dataCoding(),
            fragment.text(),
            Instant.MIN);
    return switch (reader.spoken(id, List.of(piece)).parts().getFirst()) {
      case Part.Text(var text) -> node + "\n" + text;
      default -> node.put("octets", fragment.text().toString()) + "\n";
    };
  }

  /// @param at when it came in
  Parsed read(String letter, Instant at) {
    int end = letter.indexOf('\n');
    try {
      var node = JSON.readTree(letter.substring(0, Math.max(0, end)));
      var id = node.path("id").asString("");
      if (id.isEmpty()) {
        return new Parsed.Unreadable("bad_json");
      }
      if (ShortMessage.isReceipt(node.path("esm_class").asInt(0))) {
        return new Parsed.Unreadable("receipt");
      }
      var number = PhoneNumber.national(node.path("to").asString(""));
      if (!settings.numbers().contains(number)) {
        return new Parsed.Unreadable("foreign_number");
      }
      int total = node.path("total").asInt(1);
      var place =
          total > 1
              ? new Fragment.Place(
                  true, node.path("reference").asInt(0), total, node.path("part").asInt(1))
              : null;
      boolean binary = node.has("octets");
      var octets =
          binary
              ? Octets.hex(node.path("octets").asString(""))
              : TextCoding.UCS2.encode(letter.substring(end + 1));
      int coding = binary ? node.path("data_coding").asInt(0) : TextCoding.UCS2.dataCoding();
      var piece = piece(node.path("from").asString(""), number, place, coding, octets, at);
      return new Parsed.Understood(List.of(reader.spoken(id, List.of(piece))), List.of());
    } catch (JacksonException | IllegalArgumentException _) {
      return new Parsed.Unreadable("bad_json");
    }
  }

  private static Piece piece(
      String from, String to, Fragment.@Nullable Place place, int coding, Octets text, Instant at) {
    var key =
        place == null
            ? new Reassembly.Key(from, to, false, 0, 1)
            : new Reassembly.Key(from, to, place.wide(), place.reference(), place.total());
    return new Piece(key, place == null ? 1 : place.number(), coding, text, at);
  }
}
