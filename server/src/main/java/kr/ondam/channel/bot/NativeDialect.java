package kr.ondam.channel.bot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartJson;
import kr.ondam.channel.RawRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Our own webhook. We POST an event of the form that `docs/channels.md` shows; the bot answers
/// `{"messages":[[part, …], …],"handoff":…,"end":…}` at once, or 202 and posts the same later as
/// `{"type":"ondam.bot.message.v1","conversation":"…", …}`. Both ways are signed as Standard
/// Webhooks wants it.
final class NativeDialect implements BotDialect {
  static final String MESSAGE = "ondam.bot.message.v1";
  static final String TYPING = "ondam.bot.typing.v1";

  private static final Duration REMEMBERED = Duration.ofHours(24);
  private static final String KEY = "[!-~]{1,64}";

  private final Bodies bodies = new Bodies();

  @Override
  public BotKind kind() {
    return BotKind.NATIVE;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public BotQuestion ask(Bot bot, BotTurn turn) {
    var scene = turn.scene();
    var event = bodies.object();
    event
        .put("specversion", "1.0")
        .put("id", turn.id())
        .put("source", "/tenants/" + bot.tenant() + "/channels/" + scene.account())
        .put("type", type(turn))
        .put("subject", scene.conversation())
        .put("time", scene.at().toString())
        .put("datacontenttype", "application/json");
    var data =
        event
            .putObject("data")
            .put("tenant", bot.tenant().value())
            .put("channel", scene.account().value())
            .put("channelKind", scene.channel().name())
            .put("conversation", scene.conversation())
            .put("customer", scene.customer())
            .put("epoch", scene.epoch())
            .put("standby", scene.standby());
    detail(turn, data);
    var attributes = data.putObject("attrs");
    new TreeMap<>(scene.attributes()).forEach(attributes::put);
    return new BotQuestion.Call(new BotCall(bot.url(), turn.id(), Map.of(), event.toString()));
  }

  private static String type(BotTurn turn) {
    return switch (turn) {
      case BotTurn.Started _ -> "ondam.conversation.started.v1";
      case BotTurn.Said _ -> "ondam.message.received.v1";
      case BotTurn.HandoverStatus _ -> "ondam.handoff.status.v1";
      case BotTurn.Ended _ -> "ondam.conversation.ended.v1";
    };
  }

  private static void detail(BotTurn turn, ObjectNode data) {
    switch (turn) {
      case BotTurn.Started _ -> {}
      case BotTurn.Said said -> {
        data.put("seq", said.seq()).put("messageId", said.id()).put("direction", "IN");
        data.putObject("author").put("kind", "CUSTOMER").put("id", said.scene().customer());
        data.set("parts", Bodies.parts(said.parts()));
        if (said.postback() != null) {
          data.put("postback", said.postback());
        }
      }
      case BotTurn.HandoverStatus status ->
          data.put("state", status.state().name().toLowerCase(Locale.ROOT))
              .put("message", status.message());
      case BotTurn.Ended ended -> data.put("reason", ended.reason());
    }
  }

  @Override
  public Map<String, String> credentials(String secret, BotCall call, Instant at) {
    var timestamp = Long.toString(at.getEpochSecond());
    var body = call.body().getBytes(StandardCharsets.UTF_8);
    return Map.of(
        "webhook-id",
        call.id(),
        "webhook-timestamp",
        timestamp,
        "webhook-signature",
        new StandardWebhooks(secret).signatures(call.id(), timestamp, body));
  }

  @Override
  public BotAnswer read(Bot bot, BotTurn turn, BotResponse response) {
    if (response.status() == 202) {
      return new BotAnswer.Later();
    }
    if (response.status() == 204) {
      return new BotAnswer.Replies(BotWords.NONE);
    }
    try {
      var root = bodies.answer(response);
      if (!root.isObject()) {
        throw new Unfit("bad_answer", "an object");
      }
      return new BotAnswer.Replies(words(root));
    } catch (Unfit e) {
      return e.failure(response);
    }
  }

  /// What is said in `messages`, `handoff` and `end`.
  private static BotWords words(JsonNode root) {
    var given = root.path("messages");
    if (!given.isMissingNode() && !given.isNull() && !given.isArray()) {
      throw new Unfit("bad_messages", "a list of messages");
    }
    List<List<Part>> messages = new ArrayList<>();
    for (JsonNode message : given) {
      // A single part counts as a message of one.
      messages.add(parts(message.isArray() ? message.toString() : "[" + message + "]"));
    }
    return BotRules.checked(
        new BotWords(messages, Wishes.of(root.path("handoff")), root.path("end").asBoolean(false)));
  }

  private static List<Part> parts(String json) {
    try {
      return PartJson.read(json);
    } catch (IllegalArgumentException | JacksonException _) {
      throw new Unfit("bad_part", "parts as docs/channels.md shows them");
    }
  }

  @Override
  public BotPost posted(Bot bot, @Nullable String secret, RawRequest request, Instant at) {
    try {
      authentic(secret, request, at);
      return read(request);
    } catch (Unfit e) {
      return e.refused();
    }
  }

  private static void authentic(@Nullable String secret, RawRequest request, Instant at) {
    StandardWebhooks webhooks;
    try {
      webhooks = new StandardWebhooks(secret == null ? "" : secret);
    } catch (IllegalArgumentException _) {
      throw new Unfit(401, "bad_signature", "a usable secret on our side");
    }
    var fault =
        webhooks.fault(
            request.header("webhook-id"),
            request.header("webhook-timestamp"),
            request.header("webhook-signature"),
            request.body(),
            at);
    switch (fault) {
      case NONE -> {}
      case UNSIGNED ->
          throw new Unfit(
              401, "unsigned", "webhook-id, webhook-timestamp in seconds, webhook-signature");
      case STALE ->
          throw new Unfit(
              401,
              "stale",
              "a time within "
                  + StandardWebhooks.TOLERANCE.toSeconds()
                  + " s of the server's, which is "
                  + at.getEpochSecond());
      case WRONG -> throw new Unfit(401, "bad_signature", "v1 over id.timestamp.body");
    }
  }

  private BotPost read(RawRequest request) {
    var key = String.valueOf(request.header("webhook-id"));
    var idempotency = request.header("idempotency-key");
    if (!key.matches(KEY)) {
      throw new Unfit(400, "bad_webhook_id", "1 to 64 visible ASCII characters");
    }
    // Only webhook-id is signed: under another key an old call could be played again.
    if (idempotency != null && !idempotency.equals(key)) {
      throw new Unfit(400, "idempotency_key_differs", "an Idempotency-Key that is the webhook-id");
    }
    var root = bodies.post(request);
    var type = Bodies.text(root, "type");
    if (type.isEmpty()) {
      throw new Unfit("type_required", "a type such as " + MESSAGE);
    }
    if (!type.equals(MESSAGE)) {
      return new BotPost.Ignored(type.equals(TYPING) ? "typing" : "unknown_type");
    }
    var conversation = Bodies.name(root, "conversation");
    if (conversation.isEmpty()) {
      throw new Unfit("conversation_required", "the conversation that our event named");
    }
    var replyTo = Bodies.name(root, "replyTo");
    var epoch = root.path("epoch");
    return new BotPost.Said(
        conversation,
        replyTo.isEmpty() ? null : replyTo,
        epoch.isIntegralNumber() && epoch.canConvertToLong()
            ? OptionalLong.of(epoch.longValue())
            : OptionalLong.empty(),
        new BotPost.Dedupe(key, Bodies.sha256(request.body()), REMEMBERED),
        words(root));
  }

  @Override
  public BotReceipt receipt(BotPost post, String id) {
    return switch (post) {
      case BotPost.Said _ ->
          new BotReceipt(200, "application/json", bodies.object().put("id", id).toString());
      case BotPost.Ignored(var what) ->
          new BotReceipt(202, "application/json", bodies.object().put("ignored", what).toString());
      case BotPost.Refused refused ->
          throw new IllegalArgumentException(refused.code() + " (expected: a post that was taken)");
    };
  }
}
