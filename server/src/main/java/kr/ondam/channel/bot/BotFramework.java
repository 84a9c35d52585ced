package kr.ondam.channel.bot;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.channel.Part;
import kr.ondam.channel.RawRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The Bot Framework with us as the channel connector: we POST activities to the bot, it POSTs its
/// own to our `serviceUrl`, before or after it answers ours. Without an app id the makers' SDK
/// signs nothing, so that the bot's key in the path and the addresses it may call from are what
/// protects us.
final class BotFramework implements BotDialect {
  private final Bodies bodies = new Bodies();
  private final ActivityReader reader = new ActivityReader(bodies);

  @Override
  public BotKind kind() {
    return BotKind.BOT_FRAMEWORK;
  }

  @Override
  public boolean forgiving() {
    return true;
  }

  @Override
  public BotQuestion ask(Bot bot, BotTurn turn) {
    var scene = turn.scene();
    var activity = bodies.object();
    activity.put("type", type(turn));
    // What the bot answers names this id, and with it the owner's epoch.
    activity.put("id", turn.id() + "." + scene.epoch());
    activity
        .put("channelId", "ondam")
        .put("serviceUrl", bot.callback() + "/")
        .put("timestamp", scene.at().toString())
        .put("locale", "ko-KR");
    activity.putObject("from").put("id", scene.customer()).put("name", "고객").put("role", "user");
    activity
        .putObject("recipient")
        .put("id", bot.id().value())
        .put("name", bot.name())
        .put("role", "bot");
    activity.putObject("conversation").put("id", scene.conversation());
    detail(bot, turn, activity);
    var ours =
        activity
            .putObject("channelData")
            .putObject("ondam")
            .put("account", scene.account().value())
            .put("channel", scene.channel().name())
            .put("standby", scene.standby());
    var attributes = ours.putObject("attributes");
    new TreeMap<>(scene.attributes()).forEach(attributes::put);
    if (turn instanceof BotTurn.Said said) {
      ours.set("parts", Bodies.parts(said.parts()));
    }
    return new BotQuestion.Call(new BotCall(bot.url(), turn.id(), Map.of(), activity.toString()));
  }

  private static String type(BotTurn turn) {
    return switch (turn) {
      case BotTurn.Started _ -> "conversationUpdate";
      case BotTurn.Said _ -> "message";
      case BotTurn.HandoverStatus _ -> "event";
      case BotTurn.Ended _ -> "endOfConversation";
    };
  }

  private static void detail(Bot bot, BotTurn turn, ObjectNode activity) {
    switch (turn) {
      case BotTurn.Started started -> {
        var added = activity.putArray("membersAdded");
        added.addObject().put("id", bot.id().value()).put("name", bot.name());
        added.addObject().put("id", started.scene().customer()).put("name", "고객");
      }
      case BotTurn.Said said -> {
        if (!Submits.tell(said, activity)) {
          // A choice that was pressed is said with its value, as imBack and postBack want it.
          var pressed = said.postback();
          activity.put("text", pressed == null ? Bodies.text(said.parts()) : pressed);
          activity.put("textFormat", "plain");
          filledIn(said, activity);
        }
        files(said, activity);
      }
      case BotTurn.HandoverStatus status -> {
        activity.put("name", "handoff.status");
        activity
            .putObject("value")
            .put("state", status.state().name().toLowerCase(Locale.ROOT))
            .put("message", status.message());
      }
      case BotTurn.Ended _ -> activity.put("code", "completedSuccessfully");
    }
  }

  /// The answers to a form by their names, as cards with inputs send them. A number that stood for
  /// a choice has been said in words already.
  private static void filledIn(BotTurn.Said said, ObjectNode activity) {
    for (Part part : said.parts()) {
      if (part instanceof Part.FormReply(var answers, var _) && said.parts().size() == 1) {
        var value = activity.putObject("value");
        answers.forEach(answer -> value.put(answer.name(), answer.value()));
      }
    }
  }

  /// That there are files, without where they are.
  private static void files(BotTurn.Said said, ObjectNode activity) {
    var attachments = activity.arrayNode();
    for (Part part : said.parts()) {
      switch (part) {
        case Part.Image _ -> attachments.addObject().put("contentType", "image/*");
        case Part.File file ->
            attachments
                .addObject()
                .put("contentType", "application/octet-stream")
                .put("name", file.name());
        case Part.Audio _ -> attachments.addObject().put("contentType", "audio/*");
        case Part.Video _ -> attachments.addObject().put("contentType", "video/*");
        case Part.Text _,
            Part.QuickReplies _,
            Part.Card _,
            Part.Carousel _,
            Part.Location _,
            Part.Form _,
            Part.FormReply _,
            Part.Template _,
            Part.SystemEvent _,
            Part.Unsupported _ -> {}
      }
    }
    if (!attachments.isEmpty()) {
      activity.set("attachments", attachments);
    }
  }

  /// The SDK answers with an empty 200 when its bot is done; what it says came before that.
  @Override
  public BotAnswer read(Bot bot, BotTurn turn, BotResponse response) {
    return response.mediaType().equals("text/html") && response.body().length > 0
        ? new Unfit("wrong_type", "no page").failure(response)
        : new BotAnswer.Later();
  }

  @Override
  public BotPost posted(Bot bot, @Nullable String secret, RawRequest request, Instant at) {
    try {
      return reader.read(request);
    } catch (Unfit e) {
      return e.refused();
    }
  }

  @Override
  public BotReceipt receipt(BotPost post, String id) {
    return new BotReceipt(200, "application/json", bodies.object().put("id", id).toString());
  }
}
