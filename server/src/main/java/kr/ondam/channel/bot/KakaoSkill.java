package kr.ondam.channel.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import kr.ondam.channel.RawRequest;
import org.jspecify.annotations.Nullable;

/// The skill of a Kakao Open Builder bot, called as Kakao would call it, so that it serves the
/// other channels too. It answers with a SkillResponse 2.0, or with `useCallback` and a POST to the
/// one-time address we gave it.
///
/// Kakao's own blocks and intents are not here: a skill that decides by them sees the block
/// `ondam`.
final class KakaoSkill implements BotDialect {
  private static final String PLACE = "ondam";
  private static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final Bodies bodies = new Bodies();

  @Override
  public BotKind kind() {
    return BotKind.KAKAO_SKILL;
  }

  @Override
  public BotQuestion ask(Bot bot, BotTurn turn) {
    return switch (turn) {
      case BotTurn.Said said -> said(bot, said);
      case BotTurn.Started _, BotTurn.HandoverStatus _, BotTurn.Ended _ ->
          new BotQuestion.Known(new BotAnswer.Untold());
    };
  }

  private BotQuestion said(Bot bot, BotTurn.Said said) {
    var text = Bodies.text(said.parts());
    if (wantsCounsellor(bot, text.strip(), said.postback())) {
      return new BotQuestion.Known(
          new BotAnswer.Replies(new BotWords(List.of(), HandoverWish.PLAIN, false)));
    }
    return new BotQuestion.Call(new BotCall(bot.url(), said.id(), Map.of(), body(bot, said, text)));
  }

  private static boolean wantsCounsellor(Bot bot, String text, @Nullable String postback) {
    var blocks = BotSettings.list(bot.settings().get(BotSettings.HANDOVER_BLOCKS));
    return SkillResponses.OPERATOR.equals(postback)
        || blocks.contains(SkillResponses.block(postback))
        || BotSettings.list(bot.settings().get(BotSettings.HANDOVER_WORDS)).contains(text);
  }

  private String body(Bot bot, BotTurn.Said said, String text) {
    var scene = said.scene();
    var root = bodies.object();
    root.putObject("bot").put("id", bot.id().value()).put("name", bot.name());
    var block = SkillResponses.block(said.postback());
    var place = block.isEmpty() ? PLACE : block;
    root.putObject("intent").put("id", place).put("name", place);
    var action = root.putObject("action").put("id", place).put("name", place);
    action.putObject("params");
    action.putObject("detailParams");
    var extra = action.putObject("clientExtra");
    new TreeMap<>(scene.attributes()).forEach(extra::put);
    var request =
        root.putObject("userRequest")
            .put("timezone", "Asia/Seoul")
            .put("lang", "ko")
            .put("utterance", text);
    request.putObject("block").put("id", place).put("name", place);
    request.putObject("params").put("surface", PLACE);
    var user = request.putObject("user").put("id", scene.customer()).put("type", "botUserKey");
    user.putObject("properties")
        .put("botUserKey", scene.customer())
        .put("bot_user_key", scene.customer());
    var callback = bot.callback();
    if (callback != null) {
      var token =
          new SkillToken(
              scene.conversation(), said.id(), scene.epoch(), scene.at().plus(SkillToken.LASTS));
      request.put("callbackUrl", callback + "/" + token.write(bot.key()));
    }
    root.putArray("contexts");
    return root.toString();
  }

  @Override
  public BotAnswer read(Bot bot, BotTurn turn, BotResponse response) {
    try {
      var root = bodies.answer(response);
      var words = SkillResponses.words(bot, root);
      boolean later = root.path("useCallback").asBoolean(false);
      return later && words.empty() ? new BotAnswer.Later() : new BotAnswer.Replies(words);
    } catch (Unfit e) {
      return e.failure(response);
    }
  }

  @Override
  public BotPost posted(Bot bot, @Nullable String secret, RawRequest request, Instant at) {
    try {
      var token =
          SkillToken.read(bot.key(), request.tail())
              .orElseThrow(() -> new Unfit(404, "unknown_callback", "a callback address of ours"));
      if (at.isAfter(token.until())) {
        throw new Unfit(
            410, "callback_expired", "a call within " + SkillToken.LASTS.toSeconds() + " s");
      }
      return new BotPost.Said(
          token.conversation(),
          token.turn(),
          OptionalLong.of(token.epoch()),
          // Of what the token says: base64 can write the same in more than one way.
          new BotPost.Dedupe(
              Bodies.sha256(token.write(bot.key())), Bodies.sha256(request.body()), REMEMBERED),
          SkillResponses.words(bot, bodies.post(request)));
    } catch (Unfit e) {
      return e.refused();
    }
  }

  @Override
  public BotReceipt receipt(BotPost post, String id) {
    var body = bodies.object().put("taskId", id).put("status", "SUCCESS").put("message", "");
    return new BotReceipt(200, "application/json", body.toString());
  }
}
