package kr.ondam.conversation.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.time.TimeOrderedIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps how answers of bots that could not be read begin, for whoever looks after the bot: at most
/// one an hour of each bot and reason, because one shows what is wrong.
final class Unreadable {
  private static final Logger log = LoggerFactory.getLogger(Unreadable.class);
  private static final Duration ONE_IN = Duration.ofHours(1);
  private static final int LONGEST_REASON = 64;

  private final ConversationStore conversations;
  private final UnaryOperator<String> masking;
  private final TimeOrderedIds ids;
  private final ConcurrentHashMap<String, Instant> kept = new ConcurrentHashMap<>();

  /// @param masking hides what must not be stored
  Unreadable(ConversationStore conversations, UnaryOperator<String> masking, TimeOrderedIds ids) {
    this.conversations = conversations;
    this.masking = masking;
    this.ids = ids;
  }

  /// Keeps the sample of a failure that has one. What cannot be stored now is left out: the next
  /// one is kept.
  void keep(Bot bot, BotAnswer.Failure failure, Instant now) {
    var sample = failure.sample().replace("\u0000", "").strip();
    var reason = DeadLetter.BOT_ANSWER + "/" + failure.reason();
    var key = bot.tenant() + "/" + bot.id() + "/" + reason;
    if (sample.isEmpty() || !first(key, now)) {
      return;
    }
    try {
      conversations.addDeadLetter(
          new DeadLetter(
              bot.tenant(),
              ids.next(),
              bot.id(),
              reason.substring(0, Math.min(reason.length(), LONGEST_REASON)),
              "",
              masking.apply(sample),
              now));
    } catch (StoreUnavailable _) {
      kept.remove(key, now);
      log.warn("what bot {} of {} answered could not be kept", bot.id(), bot.tenant());
    }
  }

  private boolean first(String what, Instant now) {
    var before = kept.get(what);
    if (before != null && now.isBefore(before.plus(ONE_IN))) {
      return false;
    }
    return before == null ? kept.putIfAbsent(what, now) == null : kept.replace(what, before, now);
  }
}
