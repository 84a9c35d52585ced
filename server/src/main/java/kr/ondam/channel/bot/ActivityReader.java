package kr.ondam.channel.bot;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kr.ondam.channel.InlineFile;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the activities a bot of the Bot Framework sends.
final class ActivityReader {
  /// The protocol has no id that a repetition would share.
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private static final String CARD = "application/vnd.microsoft.card.";
  private static final List<String> CARDS =
      List.of("hero", "thumbnail", "audio", "video", "animation");
  private static final int LONGEST_RAW = 10_000;

  private static final Pattern TAIL =
      Pattern.compile("v3/conversations/([^/]+)/activities(?:/([^/]+))?");
  private static final Pattern TURN = Pattern.compile("([A-Za-z0-9_-]{1,64})\\.(\\d{1,18})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Bodies bodies;

  ActivityReader(Bodies bodies) {
    this.bodies = bodies;
  }

  BotPost read(RawRequest request) {
    var path = TAIL.matcher(request.tail());
    var conversation = path.matches() ? decoded(path.group(1)) : "";
    if (!NAME.matcher(conversation).matches()) {
      throw new Unfit(404, "unknown_conversation", "v3/conversations/{id}/activities");
    }
    var activity = bodies.post(request);
    var named = Bodies.text(activity.path("conversation"), "id");
    if (!named.isEmpty() && !named.equals(conversation)) {
      throw new Unfit(400, "conversation_differs", "the conversation of the path");
    }
    var inPath = path.group(2);
    var replyTo = inPath == null ? Bodies.text(activity, "replyToId") : decoded(inPath);
    // Only our own activities have such an id.
    if (TURN.matcher(Bodies.text(activity, "id")).matches()) {
      return new BotPost.Ignored("echo");
    }
    return switch (Bodies.text(activity, "type")) {
      case "" -> throw new Unfit("type_required", "the type of an activity");
      case "message" -> said(conversation, replyTo, activity, message(activity));
      case "endOfConversation" -> said(conversation, replyTo, activity, ended(activity));
      case "event" ->
          Bodies.text(activity, "name").equals("handoff.initiate")
              ? said(conversation, replyTo, activity, handover(activity))
              : new BotPost.Ignored("event");
      case "typing" -> new BotPost.Ignored("typing");
      // Internal to bots: the wish itself comes as an event.
      case "handoff" -> new BotPost.Ignored("handoff");
      default -> new BotPost.Ignored("unknown_type");
    };
  }

  private static BotPost said(
      String conversation, String replyTo, JsonNode activity, BotWords words) {
    var checked = BotRules.checked(words);
    var turn = TURN.matcher(replyTo);
    boolean known = turn.matches();
    var hash =
        Bodies.sha256(
            conversation,
            replyTo,
            Bodies.text(activity, "type"),
            Bodies.text(activity, "text"),
            activity.path("attachments").toString(),
            activity.path("suggestedActions").toString(),
            activity.path("value").toString());
    return new BotPost.Said(
        conversation,
        known ? turn.group(1) : null,
        known ? OptionalLong.of(Long.parseLong(turn.group(2))) : OptionalLong.empty(),
        new BotPost.Dedupe(hash, hash, REMEMBERED),
        checked);
  }

  private static BotWords ended(JsonNode activity) {
    var text = Bodies.text(activity, "text");
    return new BotWords(
        text.isBlank() ? List.of() : List.of(List.of(new Part.Text(text))), null, true);
  }

  /// The transcript that comes along is left out: we hold our own.
  private static BotWords handover(JsonNode activity) {
    return new BotWords(List.of(), Wishes.loose(activity.path("value")), false);
  }

  private static BotWords message(JsonNode activity) {
    List<Part> parts = new ArrayList<>();
    var text = Bodies.text(activity, "text");
    if (!text.isBlank()) {
      parts.add(new Part.Text(text));
    }
    List<Part.Card> cards = new ArrayList<>();
    List<Part> below = new ArrayList<>();
    for (JsonNode attachment : activity.path("attachments")) {
      if (isCard(attachment)) {
        var content = attachment.path("content");
        card(content).ifPresent(cards::add);
        content.path("media").forEach(media -> played(attachment, media).ifPresent(below::add));
      } else if (Bodies.text(attachment, "contentType").equals(CARD + "adaptive")) {
        switch (AdaptiveCard.read(attachment.path("content"))) {
          case AdaptiveCard.Shown.Alone(var card, var after) -> {
            cards.add(card);
            below.addAll(after);
          }
          case AdaptiveCard.Shown.Several(var pieces) -> parts.addAll(pieces);
          case AdaptiveCard.Shown.Nothing _ -> parts.add(attachment(attachment));
        }
      } else {
        parts.add(attachment(attachment));
      }
    }
    boolean row = Bodies.text(activity, "attachmentLayout").equals("carousel");
    parts.addAll(row ? Cards.row(cards) : cards);
    parts.addAll(below);
    var actions = buttons(activity.path("suggestedActions").path("actions"));
    if (!actions.isEmpty()) {
      parts.add(new Part.QuickReplies(actions));
    }
    return new BotWords(List.of(parts), null, false);
  }

  private static boolean isCard(JsonNode attachment) {
    var type = Bodies.text(attachment, "contentType");
    return CARDS.stream().anyMatch(kind -> type.equals(CARD + kind));
  }

  /// What an audio, video or animation card plays.
  private static Optional<Part> played(JsonNode card, JsonNode media) {
    var url = Bodies.text(media, "url");
    if (!BotRules.isAddress(url)) {
      return Optional.empty();
    }
    boolean moving = url.toLowerCase(Locale.ROOT).matches(".*\\.gif(\\?.*)?");
    return Optional.of(
        switch (Bodies.text(card, "contentType").substring(CARD.length())) {
          case "audio" -> new Part.Audio(url);
          case "animation" -> moving ? new Part.Image(url, null) : new Part.Video(url);
          default -> new Part.Video(url);
        });
  }

  private static Part attachment(JsonNode attachment) {
    var type = Bodies.text(attachment, "contentType").toLowerCase(Locale.ROOT);
    var url = Bodies.text(attachment, "contentUrl");
    var name = Bodies.text(attachment, "name");
    if (url.isEmpty() || InlineFile.is(url) && InlineFile.bytes(url).isEmpty()) {
      var raw = attachment.toString();
      return new Part.Unsupported(
          type.isEmpty() ? "attachment" : type.substring(0, Math.min(64, type.length())),
          raw.substring(0, Math.min(LONGEST_RAW, raw.length())));
    }
    if (type.startsWith("image/")) {
      return new Part.Image(url, name.isBlank() ? null : name);
    }
    if (type.startsWith("audio/")) {
      return new Part.Audio(url, name.strip(), null);
    }
    if (type.startsWith("video/")) {
      return new Part.Video(url, name.strip(), null);
    }
    return new Part.File(url, name.isBlank() ? "file" : name);
  }

  private static Optional<Part.Card> card(JsonNode card) {
    var words =
        Stream.of(Bodies.text(card, "subtitle"), Bodies.text(card, "text"))
            .filter(text -> !text.isBlank())
            .toList();
    var first = Bodies.text(card.path("images").path(0), "url");
    var image = first.isEmpty() ? Bodies.text(card.path("image"), "url") : first;
    return Cards.of(
        InlineFile.is(image) && InlineFile.bytes(image).isEmpty() ? null : image,
        Bodies.text(card, "title"),
        String.join("\n", words),
        buttons(card.path("buttons")));
  }

  private static List<Part.Button> buttons(JsonNode actions) {
    List<Part.Button> buttons = new ArrayList<>();
    for (JsonNode action : actions) {
      var button = button(action);
      if (button != null) {
        buttons.add(button);
      }
    }
    return buttons;
  }

  /// Null for actions that only the makers' own channels have, such as signin.
  private static Part.@Nullable Button button(JsonNode action) {
    var given = action.path("value");
    var value = given.isContainer() ? given.toString() : given.asString("");
    var title = Bodies.text(action, "title");
    var label = title.isBlank() ? value : title;
    return switch (Bodies.text(action, "type")) {
      case "imBack" ->
          new Part.Button(label, Part.ButtonAction.REPLY, value.isBlank() ? label : value);
      case "postBack", "messageBack" ->
          new Part.Button(label, Part.ButtonAction.POSTBACK, value.isBlank() ? label : value);
      case "openUrl", "playAudio", "playVideo", "showImage", "downloadFile" ->
          new Part.Button(label, Part.ButtonAction.LINK, value);
      case "call" ->
          new Part.Button(label, Part.ButtonAction.PHONE, value.replaceFirst("^tel:", ""));
      default -> null;
    };
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
