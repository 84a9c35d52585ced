package kr.ondam.channel.kakao;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what dealers post: `/message`, `/reference` and `/expired_session`.
final class CounselReader {
  private static final int LONGEST_USER = 20;
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_EXTRA = 4096;
  private static final Instant OLDEST = Instant.parse("2015-01-01T00:00:00Z");
  private static final long FUTURE_SECONDS = 24 * 3600;

  private final StrictJson json;
  private final CounselParts contents;

  CounselReader(StrictJson json) {
    this.json = json;
    contents = new CounselParts(json);
  }

  Parsed read(ChannelAccount account, RawRequest request, Instant receivedAt) {
    return switch (json.read(request.body())) {
      case StrictJson.Reading.Broken(var code) -> new Parsed.Malformed(400, code);
      case StrictJson.Reading.Document(var root, var _) ->
          root.isObject()
              ? object(new Call(account, root, receivedAt), request.tail())
              : new Parsed.Unreadable("wrong_format");
    };
  }

  private Parsed object(Call call, String tail) {
    var root = call.root();
    if (root.has("userRequest") || root.has("action") && root.has("bot")) {
      // A skill payload of 오픈빌더 was sent to the address of 상담톡.
      return new Parsed.Unreadable("wrong_format: /ch/kakao-skill");
    }
    var owner = root.path("sender_key");
    var expected = call.account().senderKey();
    if (expected != null && !owner.isMissingNode() && !expected.equals(string(owner))) {
      return new Parsed.Malformed(403, "foreign_sender_key");
    }
    var user = root.path("user_key");
    if (user.isMissingNode() || user.isNull() || user.isString() && user.stringValue().isBlank()) {
      return new Parsed.Unreadable("missing_user_key");
    }
    if (!user.isString()) {
      return new Parsed.Unreadable("type");
    }
    if (user.stringValue().length() > LONGEST_USER) {
      return new Parsed.Unreadable("user_key_too_long");
    }
    if (user.stringValue().chars().anyMatch(Character::isISOControl)) {
      return new Parsed.Unreadable("user_key_characters");
    }
    return switch (tail) {
      case "message" -> message(call);
      case "reference" -> reference(call);
      case "expired_session" ->
          understood(
              new Inbound.SessionExpired(
                  call.account().tenant(),
                  call.account().id(),
                  call.user(),
                  call.session(),
                  call.receivedAt()));
      default -> new Parsed.Unreadable("wrong_path");
    };
  }

  private Parsed message(Call call) {
    var parts = contents.of(call.root());
    var serial = scalar(call.root().path("serial_number"));
    if (serial != null && serial.length() > LONGEST_ID) {
      return new Parsed.Unreadable("serial_number_too_long");
    }
    if (serial != null && serial.chars().anyMatch(Character::isISOControl)) {
      return new Parsed.Unreadable("serial_number_characters");
    }
    var session = call.session();
    // The serial first: it grows with time, so that new ids lie side by side in the store's index.
    var id =
        serial == null
            ? WeakId.of(call.root(), call.receivedAt())
            : session == null ? serial : serial + "/" + session;
    Map<String, String> attributes = new HashMap<>();
    put(attributes, "extra", call.root().path("extra"));
    if (!call.root().path("image_url").isMissingNode() && parts.getFirst() instanceof Part.Text) {
      put(attributes, "image_url", call.root().path("image_url"));
    }
    boolean plain = attributes.isEmpty() && parts.stream().allMatch(p -> p instanceof Part.Text);
    List<String> oddities = new ArrayList<>();
    var at = plausible(call.root().path("time"), call.receivedAt());
    if (session == null) {
      oddities.add("no_session");
    }
    if (serial == null) {
      oddities.add("weak_id");
    }
    if (at == null) {
      oddities.add(call.root().has("time") ? "implausible_time" : "no_time");
    }
    // Written again, so that escapes cannot hide a number from the masking.
    var spoken =
        new Inbound.Spoken(
            call.account().tenant(),
            call.account().id(),
            ChannelKind.KAKAO_COUNSEL,
            call.user(),
            id,
            serial == null,
            session,
            null,
            parts,
            at,
            null,
            attributes,
            plain ? null : call.root().toString(),
            call.receivedAt());
    return new Parsed.Understood(List.of(spoken), oddities);
  }

  private static Parsed reference(Call call) {
    Map<String, String> attributes = new LinkedHashMap<>();
    var reference = call.root().path("reference");
    var last = call.root().path("last_reference");
    put(attributes, "extra", reference.path("extra"));
    put(attributes, "last_extra", last.path("extra"));
    put(attributes, "bot_event", last.path("bot_event"));
    put(attributes, "text", reference.path("text"));
    put(attributes, "last_text", reference.path("lastText"));
    var appUser = scalar(call.root().path("app_user_id"));
    if (appUser != null && !appUser.equals("null") && !appUser.equals("-1")) {
      attributes.put("app_user_id", capped(appUser));
    }
    var key = attributes.get("extra");
    if (key == null) {
      key = attributes.get("last_extra");
    }
    return understood(
        new Inbound.Referred(
            call.account().tenant(),
            call.account().id(),
            call.user(),
            call.session(),
            key != null && key.matches("[A-Za-z0-9_]{1,50}") ? key : null,
            together(attributes),
            call.receivedAt()));
  }

  private static Parsed understood(Inbound inbound) {
    return new Parsed.Understood(List.of(inbound));
  }

  /// The provider's clock; null where it cannot be true, such as seconds taken for milliseconds.
  private static @Nullable Instant plausible(JsonNode time, Instant receivedAt) {
    var text = scalar(time);
    if (text == null || !text.matches("\\d{1,18}")) {
      return null;
    }
    var at = Instant.ofEpochMilli(Long.parseLong(text));
    return at.isBefore(OLDEST) || at.isAfter(receivedAt.plusSeconds(FUTURE_SECONDS)) ? null : at;
  }

  private static void put(Map<String, String> attributes, String name, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    var text = value.isValueNode() ? value.asString() : value.toString();
    if (!text.isBlank()) {
      attributes.put(name, capped(text));
    }
  }

  /// All of them are kept with the conversation, so that together they have the room of one (KK61);
  /// the first ones come first.
  private static Map<String, String> together(Map<String, String> attributes) {
    Map<String, String> kept = new HashMap<>();
    int room = LONGEST_EXTRA;
    for (var attribute : attributes.entrySet()) {
      var value = capped(attribute.getValue(), room);
      if (!value.isEmpty()) {
        kept.put(attribute.getKey(), value);
        room -= value.length();
      }
    }
    return kept;
  }

  private static String capped(String text) {
    return capped(text, LONGEST_EXTRA);
  }

  private static String capped(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean split = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, most - (split ? 1 : 0));
  }

  private static @Nullable String string(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  /// A string or whole number as text; null for anything else and for what is blank.
  private static @Nullable String scalar(JsonNode node) {
    if (node.isString()) {
      return node.stringValue().isBlank() ? null : node.stringValue();
    }
    return node.isIntegralNumber() ? node.asString() : null;
  }

  private record Call(ChannelAccount account, JsonNode root, Instant receivedAt) {
    String user() {
      return root.path("user_key").stringValue();
    }

    /// Null where none is given, or none that can be one.
    @Nullable String session() {
      var session = scalar(root.path("session_id"));
      return session == null
              || session.length() > LONGEST_ID
              || session.chars().anyMatch(Character::isISOControl)
          ? null
          : session;
    }
  }
}
