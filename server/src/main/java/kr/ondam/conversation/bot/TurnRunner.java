package kr.ondam.conversation.bot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.channel.bot.BotKind;
import kr.ondam.channel.bot.BotTurn;
import kr.ondam.channel.bot.BotWords;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.BotResult;
import kr.ondam.conversation.BotSaid;
import kr.ondam.conversation.CrashPoint;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Owner;
import kr.ondam.conversation.WantedHandover;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the steps of talks: asks the bot and stores what comes of it, or lets people have the
/// conversation. What can be stored neither now nor never waits in its talk and is tried again.
final class TurnRunner {
  private static final Logger log = LoggerFactory.getLogger(TurnRunner.class);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
  private static final int SILENCES = 2;
  private static final int PAGE = 50;

  /// How long a bot may take that answers later; a Kakao bot has that long by its own rules.
  private static final Duration LATER = Duration.ofSeconds(10);

  private static final Duration KAKAO_LATER = Duration.ofSeconds(60);

  private final Bots.Tools tools;
  private final Bots bots;
  private final Asking asking;
  private final Offered offered;

  TurnRunner(Bots.Tools tools, Bots bots) {
    this.tools = tools;
    this.bots = bots;
    asking = new Asking(tools);
    offered = new Offered(tools.conversations());
  }

  /// Does one step. Answers after what time to go on, null for at once.
  @Nullable Duration run(Talk talk, Step step) {
    try {
      boolean done =
          switch (step) {
            case Step.Load _ -> load(talk);
            case Step.Missed(var after) -> missed(talk, after);
            case Step.Start _ -> start(talk);
            case Step.Say(var message) -> say(talk, message);
            case Step.Put(var said) -> put(talk, said);
            case Step.Overdue(var seq) -> overdue(talk, seq);
            case Step.Idle _ -> idle(talk);
            case Step.Status(var state, var message) -> status(talk, state, message);
            case Step.End(var reason) -> end(talk, reason);
          };
      return done ? null : STORE_PAUSE;
    } catch (StoreUnavailable e) {
      talk.again(step);
      return STORE_PAUSE;
    } catch (RuntimeException | Error e) {
      log.error("a bot's turn of {} failed", talk.tenant, e);
      return handOver(talk, HandoverReason.BOT_FAILED) ? null : STORE_PAUSE;
    }
  }

  /// Somebody else gave or took the conversation: what the customer said meanwhile is told now.
  private boolean load(Talk talk) {
    var row = tools.conversations().find(talk.tenant, talk.id).orElse(null);
    if (row == null || row.endedAt() != null) {
      bots.forget(talk);
      return true;
    }
    talk.learn(row);
    if (row.owner() == Owner.BOT) {
      var progress = tools.store().progress(talk.tenant, talk.id);
      talk.failures(progress.failures());
      long since = Math.max(progress.answered(), row.lastOutboundSeq());
      talk.told(since);
      talk.replayed(row.lastInboundSeq());
      talk.again(new Step.Missed(since));
      return start(talk);
    }
    talk.told(row.lastInboundSeq());
    if (bot(talk).filter(Bot::listens).isEmpty()) {
      bots.forget(talk);
    }
    return true;
  }

  /// Puts what the customer said before everything that came since, a page at a time.
  private boolean missed(Talk talk, long after) {
    var page = tools.conversations().messages(talk.tenant, talk.id, after, PAGE);
    if (page.size() == PAGE) {
      talk.again(new Step.Missed(page.getLast().seq()));
    }
    page.reversed().stream()
        .filter(message -> message.direction() == Direction.IN)
        .forEach(message -> talk.again(new Step.Say(message)));
    return true;
  }

  private Optional<Bot> bot(Talk talk) {
    var about = talk.about();
    return about == null ? Optional.empty() : tools.directory().of(talk.tenant, about.account());
  }

  private boolean start(Talk talk) {
    if (talk.owner() == Owner.BOT) {
      var id = talk.id + "-s" + talk.epoch();
      talk.greet(id);
      bot(talk)
          .ifPresent(bot -> mention(talk, bot, new BotTurn.Started(asking.scene(talk, false), id)));
    }
    return true;
  }

  private boolean say(Talk talk, Message message) {
    if (talk.owner() == Owner.BOT) {
      // Before the message counts as told, because the store may be away.
      offered.recall(talk, message.seq());
    }
    if (!talk.tell(message.seq(), tools.timers().steady())) {
      return true;
    }
    return switch (talk.owner()) {
      case BOT -> turn(talk, message);
      case AGENT -> overhear(talk, message);
      case QUEUE, NOBODY -> true;
    };
  }

  private boolean turn(Talk talk, Message message) {
    long seq = message.seq();
    var bot = bot(talk).orElse(null);
    if (bot == null) {
      return handOver(talk, HandoverReason.BOT_GONE);
    }
    if (wantsPeople(bot, message)) {
      return handOver(talk, HandoverReason.CUSTOMER);
    }
    if (talk.loops(seq, tools.timers().steady())) {
      asking.alarm(bot, "two machines seem to talk with each other");
      return handOver(talk, HandoverReason.LOOP);
    }
    var breaker = asking.breaker(bot);
    if (!breaker.ask()) {
      talk.missed();
      return handOver(talk, HandoverReason.BOT_DOWN);
    }
    var id = message.id().toString();
    talk.ask(id, seq);
    CrashPoint.BEFORE_BOT.pass();
    var answer = asking.tell(bot, breaker, Asking.said(talk, message, false));
    CrashPoint.AFTER_BOT.pass();
    return switch (answer) {
      case BotAnswer.Replies(var words) ->
          words.silent()
              ? silence(talk, bot, seq)
              : words(talk, bot, words, talk.epoch() + "-" + id, seq);
      case BotAnswer.Untold _ -> silence(talk, bot, seq);
      case BotAnswer.Later _ -> {
        talk.promised(seq);
        var limit = bot.dialect() == BotKind.KAKAO_SKILL ? KAKAO_LATER : LATER;
        tools.timers().after(limit, () -> bots.add(talk, new Step.Overdue(seq)));
        yield true;
      }
      case BotAnswer.Failure _ -> {
        if (!talk.waitsFor(seq) || posting(talk, seq)) {
          yield true; // it has posted an answer meanwhile
        }
        talk.missed();
        yield handOver(talk, HandoverReason.BOT_FAILED);
      }
    };
  }

  private static boolean wantsPeople(Bot bot, Message message) {
    return message.parts().stream()
        .anyMatch(part ->
            part instanceof Part.Text(var text)
                && bot.handoverWords().stream().anyMatch(text::contains));
  }

  private boolean words(Talk talk, Bot bot, BotWords words, String key, long seq) {
    var wish = words.handover();
    var said =
        talk.says(bot.id(), key, words.messages(), talk.seenTo(seq, true))
            .doing(
                wish == null ? null : new WantedHandover(HandoverReason.BOT, wish),
                words.ends() ? EndReason.BOT : null);
    talk.answered(seq, true, tools.timers().steady());
    talk.offered(words.messages());
    return answer(talk, said, seq);
  }

  private boolean answer(Talk talk, BotSaid said, long seq) {
    boolean done = put(talk, said);
    if (done) {
      talk.kept(seq);
    }
    return done;
  }

  /// Once the customer is asked to say it again; a second time in a row people have to help (BT42).
  /// A bot that has posted its answer meanwhile was not silent.
  private boolean silence(Talk talk, Bot bot, long seq) {
    if (!talk.waitsFor(seq) || posting(talk, seq)) {
      return true;
    }
    if (talk.missed() >= SILENCES) {
      return handOver(talk, HandoverReason.BOT_SILENT);
    }
    long seen = talk.seenTo(seq, true);
    talk.answered(seq, false, tools.timers().steady());
    List<Part> words = List.of(new Part.Text(bot.fallback()));
    var key = talk.epoch() + "-f" + seq;
    return answer(talk, talk.says(bot.id(), key, List.of(words), seen), seq);
  }

  /// Whether the bot's own answer is just being stored; whether it was is seen a moment later.
  private boolean posting(Talk talk, long seq) {
    boolean comes = talk.isPosting(seq);
    if (comes) {
      tools.timers().after(STORE_PAUSE, () -> bots.add(talk, new Step.Overdue(seq)));
    }
    return comes;
  }

  private boolean overdue(Talk talk, long seq) {
    if (talk.owner() != Owner.BOT || !talk.waitsFor(seq)) {
      return true;
    }
    return bot(talk)
        .map(bot -> silence(talk, bot, seq))
        .orElseGet(() -> handOver(talk, HandoverReason.BOT_GONE));
  }

  private boolean idle(Talk talk) {
    var bot = bot(talk).orElse(null);
    var now = tools.timers().steady();
    if (talk.owner() != Owner.BOT) {
      return true;
    }
    if (bot == null) {
      return handOver(talk, HandoverReason.BOT_GONE);
    }
    if (talk.lastAt().plus(bot.idle()).isAfter(now)) {
      return true;
    }
    return put(talk, act(talk, "i-" + talk.epoch(), null, EndReason.SYSTEM));
  }

  boolean handOver(Talk talk, HandoverReason reason) {
    if (reason.failure()) {
      log.warn("a conversation of {} goes from its bot to people: {}", talk.tenant, reason);
    }
    return put(talk, act(talk, "h-" + talk.epoch(), new WantedHandover(reason), null));
  }

  /// What is done without the bot having said anything.
  private BotSaid act(
      Talk talk, String key, @Nullable WantedHandover handover, @Nullable EndReason ends) {
    return talk.says(botId(talk), key, List.of(), ends == null ? 0 : talk.told())
        .doing(handover, ends);
  }

  /// A bot that is there no more is named like the channel it answered.
  private ChannelAccountId botId(Talk talk) {
    var about = talk.about();
    return bot(talk)
        .map(Bot::id)
        .orElse(about == null ? new ChannelAccountId("bot") : about.account());
  }

  private boolean put(Talk talk, BotSaid said) {
    var result = tools.writes().put(said).toCompletableFuture().join();
    return switch (result) {
      case BotResult.Unavailable() -> {
        talk.again(new Step.Put(said));
        yield false;
      }
      case BotResult.Taken(var _, var over) -> {
        var handover = said.handover();
        if (handover != null && handover.reason() != HandoverReason.RESTART) {
          CrashPoint.AFTER_HANDOVER.pass();
        }
        if (over) {
          // The fact of it comes, too; until then nothing more is told.
          talk.leave(said.handover() == null ? Owner.NOBODY : Owner.QUEUE);
        }
        yield true;
      }
      case BotResult.NotOwned(), BotResult.Over(), BotResult.NotFound() -> {
        if (!said.standby()) {
          talk.leave(Owner.QUEUE);
        }
        yield true;
      }
      case BotResult.Repeated _ -> {
        if (said.handover() != null) {
          talk.leave(Owner.QUEUE);
        }
        yield true;
      }
      case BotResult.Suggested() -> true;
      case BotResult.Unfit() -> unfit(talk, said);
    };
  }

  /// Nobody waits for an answer that can never be stored; what has no words of the bot is tried on.
  private boolean unfit(Talk talk, BotSaid said) {
    var wanted = said.handover();
    boolean ours =
        said.messages().isEmpty() && wanted != null && wanted.wish().equals(HandoverWish.PLAIN);
    if (ours) {
      talk.again(new Step.Put(said));
      return false;
    }
    return said.standby() || handOver(talk, HandoverReason.BOT_FAILED);
  }

  /// While a counsellor has the conversation the bot listens, and what it says is a suggestion.
  private boolean overhear(Talk talk, Message message) {
    var bot = bot(talk).filter(Bot::listens).orElse(null);
    if (bot == null) {
      return true;
    }
    var breaker = asking.breaker(bot);
    if (!breaker.ask()) {
      return true;
    }
    talk.ask(message.id().toString(), message.seq());
    var answer = asking.tell(bot, breaker, Asking.said(talk, message, true));
    if (answer instanceof BotAnswer.Replies(var words) && !words.messages().isEmpty()) {
      return put(
          talk,
          new BotSaid(
              talk.tenant,
              talk.id,
              bot.id(),
              talk.epoch(),
              true,
              "l-" + message.id(),
              words.messages(),
              0,
              0,
              null,
              null));
    }
    return true;
  }

  private boolean status(Talk talk, BotTurn.HandoverStatus.State state, String message) {
    bot(talk)
        .ifPresent(bot -> {
          var id = talk.id + "-" + state.name().charAt(0) + talk.epoch();
          mention(
              talk, bot, new BotTurn.HandoverStatus(asking.scene(talk, true), id, state, message));
        });
    return true;
  }

  private boolean end(Talk talk, String reason) {
    bot(talk)
        .ifPresent(bot ->
            mention(
                talk, bot, new BotTurn.Ended(asking.scene(talk, false), talk.id + "-e", reason)));
    return true;
  }

  /// Tells the bot what it need not answer.
  private void mention(Talk talk, Bot bot, BotTurn turn) {
    var breaker = asking.breaker(bot);
    if (breaker.ask()) {
      var answer = asking.tell(bot, breaker, turn);
      boolean greets = turn instanceof BotTurn.Started;
      if (greets && answer instanceof BotAnswer.Replies(var words) && !words.silent()) {
        words(talk, bot, words, talk.epoch() + "-start", 0);
      }
    }
  }
}
