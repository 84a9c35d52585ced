package kr.ondam.channel.sms.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Claim;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.sms.PhoneNumber;
import tools.jackson.databind.JsonNode;

/// Reads what a provider calls us with: a customer's message (`/mo`) or what became of ours
/// (`/dlr`).
final class HttpReader {
  private static final int LONGEST_ID = 150;
  private static final int LONGEST_TEXT = 65_536;
  private static final int MOST_ITEMS = 1000;
  private static final int MOST_MEDIA = 10;
  private static final long WEAK_SECONDS = 60;
  private static final String PHONE = "0[0-9]{8,11}";

  private final StrictJson json = new StrictJson();

  Parsed read(ChannelAccount account, HttpProfile profile, RawRequest request, Instant at) {
    var name = request.tail().equals("mo") ? "messages" : "reports";
    if (!profile.has(name)) {
      return new Parsed.Unreadable("wrong_path");
    }
    var section = profile.section(name);
    return switch (document(account, section, request)) {
      case StrictJson.Reading.Broken(var code) -> new Parsed.Malformed(400, code);
      case StrictJson.Reading.Document(var root, var _) ->
          name.equals("messages")
              ? message(account, section, root, at)
              : reports(account, section, root, at);
    };
  }

  /// A call in the form its section names.
  StrictJson.Reading document(ChannelAccount account, JsonNode section, RawRequest request) {
    var format = section.path("format").asString("json");
    if (format.equals("json")) {
      return json.read(request.body());
    }
    // Providers may be told to call by GET or POST: the fields are where they are.
    var body = new String(request.body(), StandardCharsets.UTF_8);
    var encoded = body.isEmpty() || format.equals("query") ? request.query() : body;
    if (encoded.isEmpty()) {
      encoded = body;
    }
    var usual =
        HttpFields.charset(
            account.settings().getOrDefault("charset", "utf-8"), StandardCharsets.UTF_8);
    var charset = section.path("charset").asString("/").substring(1);
    return new StrictJson.Reading.Document(HttpFields.read(encoded, charset, usual), encoded);
  }

  private Parsed message(ChannelAccount account, JsonNode section, JsonNode root, Instant at) {
    var from = PhoneNumber.national(at(root, section, "from"));
    var to = PhoneNumber.national(at(root, section, "to"));
    var text = at(root, section, "text").replace("\0", "");
    if (from.isEmpty()) {
      return new Parsed.Unreadable("missing_from");
    }
    if (from.length() > 64 || text.length() > LONGEST_TEXT) {
      return new Parsed.Unreadable("too_long");
    }
    if (!HttpSms.numbers(account).contains(to)) {
      return new Parsed.Unreadable("foreign_number");
    }
    List<Part> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
    media(section, root, parts);
    var given = at(root, section, "id");
    boolean weak = given.isEmpty() || given.length() > LONGEST_ID;
    var id =
        weak
            ? "weak:"
                + Signatures.sha256(
                    String.join("\0", from, to, text, "" + at.getEpochSecond() / WEAK_SECONDS))
            : given;
    var spoken =
        new Inbound.Spoken(
            account.tenant(),
            account.id(),
            ChannelKind.SMS_HTTP,
            from,
            id,
            weak,
            null,
            null,
            parts.isEmpty() ? List.of(new Part.Text("")) : parts,
            null,
            from.matches(PHONE) ? new Claim(null, from) : null,
            Map.of("number", to),
            parts.size() > 1 ? root.toString() : null,
            at);
    return new Parsed.Understood(List.of(spoken), weak ? List.of("weak_id") : List.of());
  }

  /// Addresses of media are kept as facts; nothing is fetched from them.
  private static void media(JsonNode section, JsonNode root, List<Part> parts) {
    var name = section.path("media").asString("");
    for (int i = 0; !name.isEmpty() && i < MOST_MEDIA; i++) {
      var url = root.at(name + i).asString("");
      if (url.isEmpty()) {
        return;
      }
      var type = root.at(name.replace("Url", "ContentType") + i).asString("");
      parts.add(
          type.startsWith("image/")
              ? new Part.Image(url, null)
              : new Part.File(url, url.substring(url.lastIndexOf('/') + 1)));
    }
  }

  private static Parsed reports(
      ChannelAccount account, JsonNode section, JsonNode root, Instant at) {
    List<JsonNode> items = new ArrayList<>();
    var each = root.at(section.path("each").asString(""));
    if (each.isArray()) {
      each.forEach(items::add);
    } else {
      items.add(each);
    }
    if (items.size() > MOST_ITEMS) {
      return new Parsed.Unreadable("too_many");
    }
    List<DeliveryReport> reports = new ArrayList<>();
    for (JsonNode item : items) {
      var reference = reference(item, section);
      if (reference.isEmpty()) {
        return new Parsed.Unreadable("missing_reference");
      }
      var word = at(item, section, "state");
      var state = state(section, word);
      reports.add(
          new DeliveryReport(
              account.tenant(),
              account.id(),
              List.of(reference),
              null,
              state,
              state == DeliveryReport.State.FAILED
                  ? (word + " " + at(item, section, "detail")).strip()
                  : "",
              at));
    }
    return new Parsed.Reported(reports);
  }

  /// The provider's name of a call, with its number where one name stands for several.
  static String reference(JsonNode root, JsonNode section) {
    var reference = at(root, section, "reference");
    var number = at(root, section, "number");
    return number.isEmpty() || reference.isEmpty() ? reference : reference + "/" + number;
  }

  private static DeliveryReport.State state(JsonNode section, String word) {
    if (names(section, "delivered", word)) {
      return DeliveryReport.State.DELIVERED;
    }
    boolean failed =
        names(section, "failed", word)
            || names(section, "failed", "*") && !names(section, "sent", word);
    return failed ? DeliveryReport.State.FAILED : DeliveryReport.State.SENT;
  }

  static boolean names(JsonNode section, String list, String word) {
    for (JsonNode item : section.path(list)) {
      if (item.asString().equals(word)) {
        return true;
      }
    }
    return false;
  }

  static String at(JsonNode root, JsonNode section, String key) {
    var pointer = section.path(key).asString("");
    var found = pointer.isEmpty() ? null : root.at(pointer);
    return found != null && found.isValueNode() && !found.isNull() ? found.asString("") : "";
  }
}
