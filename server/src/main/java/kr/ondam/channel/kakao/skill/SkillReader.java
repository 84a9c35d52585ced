package kr.ondam.channel.kakao.skill;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.WeakIds;
import kr.ondam.channel.kakao.LongTexts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads what a skill posts: one utterance of a customer in the block that calls us.
final class SkillReader {
  private static final String CALLBACK = "callbackUrl";
  private static final int LONGEST_USER = 128;
  private static final int LONGEST_ATTRIBUTE = 255;

  private final StrictJson json;

  SkillReader(StrictJson json) {
    this.json = json;
  }

  /// What a call says, with the one-time address for its answer where there is one.
  record Read(Parsed parsed, @Nullable Callback callback) {
    private static Read unreadable(String reason) {
      return new Read(new Parsed.Unreadable(reason), null);
    }
  }

  Read read(ChannelAccount account, RawRequest request, Instant receivedAt) {
    return switch (json.read(request.body())) {
      case StrictJson.Reading.Broken(var code) -> new Read(new Parsed.Malformed(400, code), null);
      case StrictJson.Reading.Document(var root, var _) -> {
        if (!(root instanceof ObjectNode object) || !root.path("userRequest").isObject()) {
          yield Read.unreadable(root.has("user_key") ? "wrong_format: /ch/kakao" : "wrong_format");
        }
        yield object(account, object, receivedAt);
      }
    };
  }

  /// The text that may be a one-time address.
  static String callbackText(JsonNode root) {
    return root.path("userRequest").path(CALLBACK).asString("");
  }

  /// The call without one-time addresses, wherever they stand.
  static String withoutCallback(JsonNode root) {
    for (var parent : root.findParents(CALLBACK)) {
      ((ObjectNode) parent).remove(CALLBACK);
    }
    return root.toString();
  }

  private static Read object(ChannelAccount account, ObjectNode root, Instant receivedAt) {
    var bot = account.settings().get("bot-id");
    var told = root.path("bot").path("id").asString("");
    // A bot that is being tried out in 오픈빌더 has the same id with a mark of exclamation.
    if (bot != null && !told.isEmpty() && !plain(told).equals(plain(bot))) {
      return new Read(new Parsed.Malformed(403, "foreign_bot"), null);
    }
    var user = root.path("userRequest").path("user").path("id");
    if (user.isMissingNode() || user.isNull() || user.isString() && user.stringValue().isBlank()) {
      return Read.unreadable("missing_user_id");
    }
    if (!user.isString()) {
      return Read.unreadable("type");
    }
    var name = user.stringValue();
    if (name.length() > LONGEST_USER || name.chars().anyMatch(Character::isISOControl)) {
      return Read.unreadable("user_id");
    }
    return spoken(account, root, name, receivedAt);
  }

  private static String plain(String bot) {
    return bot.endsWith("!") ? bot.substring(0, bot.length() - 1) : bot;
  }

  private static Read spoken(
      ChannelAccount account, ObjectNode root, String user, Instant receivedAt) {
    List<String> oddities = new ArrayList<>();
    var text = callbackText(root);
    var uri = SkillSettings.of(account).callback(text);
    if (uri.isEmpty() && !text.isEmpty()) {
      oddities.add("foreign_callback");
    }
    var callback =
        uri.map(address -> new Callback(user, digest(List.of(text)), address, receivedAt))
            .orElse(null);
    var parts = parts(root.path("userRequest"));
    var attributes = attributes(root);
    var key = attributes.get("extra");
    List<Inbound> inbounds = new ArrayList<>();
    if (key != null && key.matches("[A-Za-z0-9_]{1,50}")) {
      inbounds.add(
          new Inbound.Referred(
              account.tenant(), account.id(), user, null, key, Map.of(), receivedAt));
    }
    boolean plain = parts.stream().allMatch(part -> part instanceof Part.Text);
    inbounds.add(
        new Inbound.Spoken(
            account.tenant(),
            account.id(),
            ChannelKind.KAKAO_SKILL,
            user,
            callback == null ? weakId(root, user, receivedAt) : "cb:" + callback.id(),
            callback == null,
            null,
            null,
            parts,
            null,
            null,
            attributes,
            plain ? null : withoutCallback(root),
            receivedAt));
    return new Read(new Parsed.Understood(inbounds, oddities), callback);
  }

  private static List<Part> parts(JsonNode request) {
    var words = request.path("utterance").asString("");
    var media = request.path("params").path("media");
    var url = media.path("url").asString("");
    if (!url.isBlank()) {
      return List.of(
          switch (media.path("type").asString("")) {
            case "video" -> new Part.Video(url);
            case "audio" -> new Part.Audio(url);
            case "image", "photo" -> new Part.Image(url, null);
            default -> new Part.File(url, "file");
          });
    }
    return words.codePointCount(0, words.length()) > LongTexts.LONGEST
        ? LongTexts.parts(words)
        : List.of(new Part.Text(words));
  }

  private static Map<String, String> attributes(JsonNode root) {
    Map<String, String> attributes = new TreeMap<>();
    var action = root.path("action");
    var extra = action.path("clientExtra").path("extra").asString("");
    put(attributes, "extra", extra.isBlank() ? action.at("/params/extra").asString("") : extra);
    put(attributes, "block", root.at("/userRequest/block/name").asString(""));
    put(attributes, "intent", root.at("/intent/name").asString(""));
    put(attributes, "app_user_id", root.at("/userRequest/user/properties/appUserId").asString(""));
    return attributes;
  }

  private static void put(Map<String, String> attributes, String name, String value) {
    if (!value.isBlank()) {
      boolean split =
          value.length() > LONGEST_ATTRIBUTE
              && Character.isHighSurrogate(value.charAt(LONGEST_ATTRIBUTE - 1));
      int end = Math.min(value.length(), LONGEST_ATTRIBUTE - (split ? 1 : 0));
      attributes.put(name, value.substring(0, end));
    }
  }

  /// The same words in the same block count as the same message for ten seconds.
  private static String weakId(JsonNode root, String user, Instant receivedAt) {
    return WeakIds.of(
        receivedAt,
        digest(
            List.of(
                root.at("/bot/id").asString(""),
                user,
                root.at("/userRequest/block/id").asString(""),
                root.at("/userRequest/utterance").toString(),
                root.at("/userRequest/params/media").toString())));
  }

  private static String digest(List<String> texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
