package kr.ondam.channel.bot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Rasa's REST channel, which answers with a list of messages, and its callback channel, which
/// answers `success` and POSTs them to us one by one. Which of them it is stands in the bot's url.
///
/// Rasa answers an empty list for everything that goes wrong inside it, too.
final class Rasa implements BotDialect {
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private static final int LONGEST_RAW = 10_000;

  private final Bodies bodies = new Bodies();

  @Override
  public BotKind kind() {
    return BotKind.RASA;
  }

  @Override
  public BotQuestion ask(Bot bot, BotTurn turn) {
    return switch (turn) {
      case BotTurn.Said said -> said(bot, said);
      // Its sessions begin with the first message and end by time.
      case BotTurn.Started _, BotTurn.HandoverStatus _, BotTurn.Ended _ ->
          new BotQuestion.Known(new BotAnswer.Untold());
    };
  }

  private BotQuestion said(Bot bot, BotTurn.Said said) {
    var scene = said.scene();
    var pressed = said.postback();
    var body =
        bodies
            .object()
            .put("sender", scene.conversation())
            .put("message", pressed == null ? Bodies.text(said.parts()) : pressed);
    var metadata =
        body.putObject("metadata")
            .put("id", said.id())
            .put("customer", scene.customer())
            .put("account", scene.account().value())
            .put("channel", scene.channel().name())
            .put("epoch", scene.epoch())
            .put("standby", scene.standby());
    var attributes = metadata.putObject("attributes");
    new TreeMap<>(scene.attributes()).forEach(attributes::put);
    metadata.set("parts", Bodies.parts(said.parts()));
    return new BotQuestion.Call(new BotCall(bot.url(), said.id(), Map.of(), body.toString()));
  }

  @Override
  public BotAnswer read(Bot bot, BotTurn turn, BotResponse response) {
    var callback = new String(response.body(), StandardCharsets.UTF_8).strip();
    if (callback.equals("success") || callback.equals("\"success\"")) {
      return new BotAnswer.Later();
    }
    try {
      var list = bodies.answer(response);
      if (!list.isArray()) {
        throw new Unfit("bad_answer", "a list of messages");
      }
      return new BotAnswer.Replies(words(list, turn.scene().conversation()));
    } catch (Unfit e) {
      return e.failure(response);
    }
  }

  @Override
  public BotPost posted(Bot bot, @Nullable String secret, RawRequest request, Instant at) {
    try {
      var message = bodies.post(request);
      var conversation = Bodies.name(message, "recipient_id");
      if (conversation.isEmpty()) {
        throw new Unfit("conversation_required", "the sender as recipient_id");
      }
      // Rasa never repeats a post, but often says the same to two questions.
      var hash = Bodies.sha256(message.toString(), Long.toString(at.toEpochMilli()));
      return new BotPost.Said(
          conversation,
          null,
          OptionalLong.empty(),
          new BotPost.Dedupe(hash, hash, REMEMBERED),
          words(bodies.list(message), conversation));
    } catch (Unfit e) {
      return e.refused();
    }
  }

  private static BotWords words(JsonNode list, String conversation) {
    List<List<Part>> messages = new ArrayList<>();
    HandoverWish handover = null;
    for (JsonNode message : list) {
      var recipient = Bodies.text(message, "recipient_id");
      if (!recipient.isEmpty() && !recipient.equals(conversation)) {
        throw new Unfit("conversation_differs", "the sender as recipient_id");
      }
      var wish = Wishes.of(message.path("custom").path("handoff"));
      handover = wish == null ? handover : wish;
      messages.add(parts(message, wish != null));
    }
    return BotRules.checked(new BotWords(messages, handover, false));
  }

  private static List<Part> parts(JsonNode message, boolean handover) {
    List<Part> parts = new ArrayList<>();
    var text = Bodies.text(message, "text");
    if (!text.isBlank()) {
      parts.add(new Part.Text(text));
    }
    var image = Bodies.text(message, "image");
    if (!image.isEmpty()) {
      parts.add(new Part.Image(image, null));
    }
    var attachment = message.path("attachment");
    if (attachment.isString()) {
      parts.add(new Part.File(attachment.stringValue(), "file"));
    } else if (attachment.isObject()) {
      parts.add(attachment(attachment));
    }
    List<Part.Button> buttons = new ArrayList<>();
    for (JsonNode button : message.path("buttons")) {
      var label = Bodies.text(button, "title");
      var payload = Bodies.text(button, "payload");
      buttons.add(
          new Part.Button(label, Part.ButtonAction.POSTBACK, payload.isBlank() ? label : payload));
    }
    if (!buttons.isEmpty()) {
      parts.add(new Part.QuickReplies(buttons));
    }
    var custom = message.path("custom");
    if (!custom.isMissingNode() && !custom.isNull() && !handover) {
      parts.add(unsupported("custom", custom));
    }
    return parts;
  }

  private static Part attachment(JsonNode attachment) {
    var source = Bodies.text(attachment.path("payload"), "src");
    return switch (Bodies.text(attachment, "type")) {
      case "image" -> new Part.Image(source, null);
      case "video" -> new Part.Video(source);
      case "audio" -> new Part.Audio(source);
      default -> unsupported("attachment", attachment);
    };
  }

  private static Part unsupported(String type, JsonNode node) {
    var raw = node.toString();
    return new Part.Unsupported(type, raw.substring(0, Math.min(LONGEST_RAW, raw.length())));
  }

  /// Rasa looks at the status only.
  @Override
  public BotReceipt receipt(BotPost post, String id) {
    return new BotReceipt(200, "application/json", bodies.object().put("id", id).toString());
  }

  /// An error would stop the rest of what Rasa has to say.
  @Override
  public boolean forgiving() {
    return true;
  }
}
