package kr.ondam.channel.sms.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Claim;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartJson;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.sms.OurNumbers;
import kr.ondam.channel.sms.PhoneNumber;
import tools.jackson.databind.JsonNode;

/// Reads what a provider calls us with: a customer's message (`/mo`) or what became of ours
/// (`/dlr`).
final class HttpReader {
  private static final int LONGEST_ID = 150;
  private static final int LONGEST_REFERENCE = 128;
  private static final int LONGEST_TEXT = 65_536;
  private static final int LONGEST_WORDS = 200;
  private static final int LONGEST_RAW = 1 << 18;

  /// Of a text that fits into a row however each character of it is escaped.
  private static final int LONGEST_PLAIN = 40_000;

  private static final int MOST_ITEMS = 1000;
  private static final long WEAK_SECONDS = 60;
  private static final String PHONE = "0[0-9]{8,11}";

  private final StrictJson json = new StrictJson();

  Parsed read(ChannelAccount account, HttpProfile profile, RawRequest request, Instant at) {
    var name = request.tail().equals("mo") ? HttpProfile.MESSAGES : HttpProfile.REPORTS;
    boolean polled = !profile.polls().isEmpty();
    if (polled && request.tail().isEmpty()) {
      return again(account, profile, request, at);
    }
    // Who is polled does not call.
    if (polled || !profile.has(name)) {
      return new Parsed.Unreadable("wrong_path");
    }
    var section = profile.section(name);
    return switch (document(account, section, request)) {
      case StrictJson.Reading.Broken(var code) -> new Parsed.Malformed(400, code);
      case StrictJson.Reading.Document(var root, var _) ->
          name.equals(HttpProfile.MESSAGES)
              ? parsed(message(account, section, root, at, ""))
              : reports(account, section, root, at);
    };
  }

  /// An item that was polled and set aside, and may be understood now.
  private Parsed again(
      ChannelAccount account, HttpProfile profile, RawRequest request, Instant at) {
    if (!(json.read(request.body()) instanceof StrictJson.Reading.Document(var root, var _))) {
      return new Parsed.Unreadable("bad_json");
    }
    var messages = profile.section(HttpProfile.MESSAGES);
    boolean said = !at(root, messages, "from").isEmpty() || !at(root, messages, "to").isEmpty();
    return parsed(
        said
            ? message(account, messages, root, at, "")
            : report(account, profile.section(HttpProfile.REPORTS), root, at));
  }

  /// A call in the form its section names.
  StrictJson.Reading document(ChannelAccount account, JsonNode section, RawRequest request) {
    var format = section.path("format").asString("json");
    if (format.equals("json")) {
      return json.read(request.body());
    }
    // Providers may be told to call by GET or POST: the fields are where they are.
    var body = new String(request.body(), StandardCharsets.ISO_8859_1);
    var encoded = body.isEmpty() || format.equals("query") ? request.query() : body;
    if (encoded.isEmpty()) {
      encoded = body;
    }
    var usual =
        HttpFields.charset(
            account.settings().getOrDefault("charset", "utf-8"), StandardCharsets.UTF_8);
    var text = section.path("text").asString("/").substring(1);
    var charset = section.path("charset").asString("/").substring(1);
    return new StrictJson.Reading.Document(HttpFields.read(encoded, usual, text, charset), encoded);
  }

  private static Parsed parsed(HttpItem item) {
    return switch (item) {
      case HttpItem.Said(var spoken, var _) ->
          new Parsed.Understood(List.of(spoken), spoken.weakId() ? List.of("weak_id") : List.of());
      case HttpItem.Told(var report, var _) -> new Parsed.Reported(List.of(report));
      case HttpItem.Poison(var reason, var _) -> new Parsed.Unreadable(reason);
    };
  }

  /// What stands in an answer to a poll, each item for itself.
  ///
  /// @param at when the answer came
  List<HttpItem> items(
      ChannelAccount account, JsonNode section, boolean said, Iterable<JsonNode> all, Instant at) {
    List<HttpItem> items = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (JsonNode item : all) {
      if (!said) {
        items.add(report(account, section, item, at));
        continue;
      }
      // Whoever writes the same twice in a second says it twice.
      int before = seen.merge(weak(section, item, at), 1, Integer::sum) - 1;
      items.add(message(account, section, item, at, before == 0 ? "" : "#" + before));
    }
    return items;
  }

  /// @param ordinal tells what is the same in every field from what came before it
  private static HttpItem message(
      ChannelAccount account, JsonNode section, JsonNode root, Instant at, String ordinal) {
    var from = PhoneNumber.national(at(root, section, "from"));
    var to = PhoneNumber.national(at(root, section, "to"));
    var text = text(section, root);
    if (from.isEmpty()) {
      return new HttpItem.Poison("missing_from", root.toString());
    }
    if (from.length() > 64 || text.length() > LONGEST_TEXT) {
      return new HttpItem.Poison("too_long", root.toString());
    }
    if (!OurNumbers.of(account).contains(to)) {
      return new HttpItem.Poison("foreign_number", root.toString());
    }
    List<Part> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
    HttpMedia.add(section.path("media"), root, parts);
    boolean large = text.length() > LONGEST_PLAIN || parts.size() > 1;
    if (large && PartJson.write(parts).length() > LONGEST_RAW) {
      return new HttpItem.Poison("too_long", root.toString());
    }
    var given = at(root, section, "id");
    boolean weak = given.isEmpty() || given.length() > LONGEST_ID;
    var id = weak ? weak(section, root, at) + ordinal : given;
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
            HttpTimes.of(at(root, section, "time"), at),
            from.matches(PHONE) ? new Claim(null, from) : null,
            Map.of("number", to),
            parts.size() > 1 ? cut(root.toString(), LONGEST_RAW) : null,
            at);
    return new HttpItem.Said(spoken, root.toString());
  }

  /// With the title before it, where the customer gave one.
  private static String text(JsonNode section, JsonNode root) {
    var text = at(root, section, "text");
    var title = at(root, section, "title").strip();
    if (title.isEmpty() || names(section, "untitled", title)) {
      return text;
    }
    return text.isEmpty() ? title : title + "\n" + text;
  }

  /// An id of the content: of the fields that the profile names, else of the text in its minute.
  private static String weak(JsonNode section, JsonNode root, Instant at) {
    List<String> content = new ArrayList<>();
    if (section.has("otherwise")) {
      section.path("otherwise").forEach(place -> content.add(at(root, place.asString())));
    } else {
      content.add(PhoneNumber.national(at(root, section, "from")));
      content.add(PhoneNumber.national(at(root, section, "to")));
      content.add(at(root, section, "text"));
      content.add("" + at.getEpochSecond() / WEAK_SECONDS);
    }
    return "weak:" + Signatures.sha256(String.join("\0", content));
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
    String unreadable = null;
    for (JsonNode item : items) {
      switch (report(account, section, item, at)) {
        case HttpItem.Told(var report, var _) -> reports.add(report);
        case HttpItem.Said _ -> {}
        case HttpItem.Poison(var reason, var _) -> unreadable = reason;
      }
    }
    return unreadable != null && reports.isEmpty()
        ? new Parsed.Unreadable(unreadable)
        : new Parsed.Reported(reports, unreadable);
  }

  private static HttpItem report(
      ChannelAccount account, JsonNode section, JsonNode item, Instant at) {
    var reference = reference(item, section);
    if (reference.isEmpty() || reference.length() > LONGEST_REFERENCE) {
      return new HttpItem.Poison("missing_reference", item.toString());
    }
    var word = at(item, section, "state");
    var state = state(section, word);
    // By our own id also what was never answered is found.
    var serial = section.path("ours").asBoolean(false) ? reference : at(item, section, "serial");
    var references =
        serial.isEmpty()
            ? List.of(reference)
            : List.of(reference, DeliveryReport.unanswered(serial));
    var report =
        new DeliveryReport(
            account.tenant(),
            account.id(),
            references,
            null,
            state,
            state == DeliveryReport.State.FAILED
                ? cut(word + " " + at(item, section, "detail"))
                : "",
            at);
    return new HttpItem.Told(report, item.toString());
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

  /// The first value that stands at a place the section names.
  static String at(JsonNode root, JsonNode section, String key) {
    var places = section.path(key);
    if (!places.isArray()) {
      return at(root, places.asString(""));
    }
    for (JsonNode place : places) {
      var found = at(root, place.asString(""));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  /// As much of a provider's words as is kept; no pair of characters is parted.
  static String cut(String words) {
    return cut(words.replace("\0", ""), LONGEST_WORDS).strip();
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
  }

  /// What stands at a place, without what no table can hold; empty for what is no single value.
  static String at(JsonNode root, String pointer) {
    var found = pointer.isEmpty() ? null : root.at(pointer);
    return found != null && found.isValueNode() && !found.isNull()
        ? found.asString("").replace("\0", "")
        : "";
  }
}
