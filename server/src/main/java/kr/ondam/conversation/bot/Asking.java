package kr.ondam.conversation.bot;

import io.micrometer.core.instrument.Gauge;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.channel.bot.BotTurn;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Message;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks bots, counts what comes of it, and knows which of them are not asked for a while.
final class Asking {
  private static final Logger log = LoggerFactory.getLogger(Asking.class);

  private record Account(TenantId tenant, ChannelAccountId bot) {}

  private final Bots.Tools tools;
  private final Unreadable unreadable;
  private final ConcurrentHashMap<Account, BotBreaker> breakers = new ConcurrentHashMap<>();

  Asking(Bots.Tools tools) {
    this.tools = tools;
    unreadable =
        new Unreadable(tools.conversations(), tools.masking(), new TimeOrderedIds(tools.clock()));
  }

  /// Asks the bot, which its breaker has allowed.
  BotAnswer tell(Bot bot, BotBreaker breaker, BotTurn turn) {
    BotAnswer answer;
    try {
      answer = tools.caller().tell(bot, turn);
    } catch (RuntimeException | Error e) {
      // Whatever a dialect stumbles over is the bot's failure; its words may be a customer's. The
      // breaker has to hear of it in any case: it waits for the end of a try.
      log.error("the dialect of bot {} failed: {}", bot.id(), e.getClass().getName());
      answer = new BotAnswer.Failure("dialect");
    }
    var outcome = "answered";
    switch (answer) {
      case BotAnswer.Failure failure -> {
        outcome = failure.reason();
        log.warn("bot {} of {}: {}", bot.id(), bot.tenant(), failure.reason());
        if (!(turn instanceof BotTurn.Said) && failure.refused()) {
          breaker.giveBack();
        } else if (breaker.failed(failure.pause())) {
          alarm(bot, "it is not asked for a while");
        }
        unreadable.keep(bot, failure, tools.clock().instant());
      }
      case BotAnswer.Untold _ -> {
        breaker.giveBack();
        return answer;
      }
      case BotAnswer.Replies _, BotAnswer.Later _ -> breaker.answered();
    }
    tools
        .meters()
        .counter(
            "ondam.bot.turns",
            "tenant",
            bot.tenant().value(),
            "bot",
            bot.id().value(),
            "outcome",
            outcome)
        .increment();
    return answer;
  }

  /// Somebody should look at the bot.
  void alarm(Bot bot, String what) {
    log.warn("bot {} of {}: {}", bot.id(), bot.tenant(), what);
    tools.meters().counter("ondam.bot.alarms", "tenant", bot.tenant().value()).increment();
  }

  BotBreaker breaker(Bot bot) {
    return breakers.computeIfAbsent(
        new Account(bot.tenant(), bot.id()),
        account -> {
          var breaker = new BotBreaker(tools.clock());
          Gauge.builder("ondam.bot.breaker", breaker, b -> b.open() ? 1 : 0)
              .description("1 while the bot is not asked because it failed")
              .tag("tenant", account.tenant().value())
              .tag("bot", account.bot().value())
              .register(tools.meters());
          return breaker;
        });
  }

  /// A message as the turn that tells it.
  static BotTurn.Said said(Talk talk, Message message, boolean standby) {
    return new BotTurn.Said(
        scene(talk, standby, message.at()),
        message.id().toString(),
        message.seq(),
        Choices.said(message.parts()),
        talk.pressed(message));
  }

  /// The conversation as it is now.
  BotTurn.Scene scene(Talk talk, boolean standby) {
    return scene(talk, standby, tools.clock().instant());
  }

  private static BotTurn.Scene scene(Talk talk, boolean standby, Instant at) {
    Conversation about = talk.about();
    if (about == null) {
      throw new IllegalStateException("talk of " + talk.id + " (expected: a loaded one)");
    }
    Map<String, String> attributes = new HashMap<>(about.attributes());
    var key = about.routingKey();
    if (key != null) {
      attributes.put("routingKey", key);
    }
    return new BotTurn.Scene(
        about.id().toString(),
        about.customer().toString(),
        about.account(),
        about.channel(),
        talk.epoch(),
        standby,
        attributes,
        at);
  }
}
