package kr.ondam.conversation.bot;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.bot.BotPost;
import kr.ondam.channel.bot.BotWords;
import kr.ondam.conversation.BotResult;
import kr.ondam.conversation.BotSaid;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Owner;
import kr.ondam.conversation.Stage;
import kr.ondam.conversation.WantedHandover;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// Takes what bots send by themselves. The bot says which conversation it means, and only its own
/// tenant's on the channels it answers count: everything else is unknown.
public final class BotInbox {
  private static final int KEY = 32;

  private final Bots bots;
  private final Bots.Tools tools;

  public BotInbox(Bots bots, Bots.Tools tools) {
    this.bots = bots;
    this.tools = tools;
  }

  /// Stores a post; the stage completes after the commit and never exceptionally. The call itself
  /// reads the store and may block.
  public CompletionStage<Posted> take(Bot bot, BotPost.Said post) {
    try {
      var row = conversation(bot, post.conversation()).orElse(null);
      if (row == null) {
        return CompletableFuture.completedStage(new Posted.Unknown());
      }
      if (post.words().empty()) {
        // Nothing was said, so that nothing is answered with it either.
        return CompletableFuture.completedStage(new Posted.Kept(row.id().toString(), null));
      }
      var before = before(row, post);
      if (before != null) {
        var first = post.words().messages().isEmpty() ? row.id() : before.id();
        return CompletableFuture.completedStage(new Posted.Kept(first.toString(), null));
      }
      return put(bot, row, post);
    } catch (StoreUnavailable e) {
      return CompletableFuture.completedStage(new Posted.Unavailable());
    }
  }

  private Optional<Conversation> conversation(Bot bot, String name) {
    UUID id;
    try {
      id = UUID.fromString(name);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return tools
        .conversations()
        .find(bot.tenant(), new ConversationId(id))
        .filter(row ->
            tools
                .directory()
                .of(row.tenant(), row.account())
                .filter(mine -> mine.id().equals(bot.id()))
                .isPresent());
  }

  private CompletionStage<Posted> put(Bot bot, Conversation row, BotPost.Said post) {
    var words = post.words();
    var talk = bots.talk(row.id());
    var wish = words.handover();
    boolean named = post.replyTo() != null;
    long answers = answers(post, row, talk);
    var given =
        new BotSaid(
            row.tenant(),
            row.id(),
            bot.id(),
            post.epoch().orElse(0),
            row.owner() == Owner.AGENT && bot.listens() && !words.messages().isEmpty(),
            key(post, window(post)),
            words.messages(),
            seen(words, answers, named, row, talk),
            talk == null ? 0 : talk.failures(),
            wish == null ? null : new WantedHandover(HandoverReason.BOT, wish),
            words.ends() ? EndReason.BOT : null);
    var said = tools.writes().hidden(given);
    var routed = wish == null ? null : bots.routed(row.id());
    if (talk != null) {
      talk.posting(answers, true);
    }
    var posted =
        tools.writes().put(said).thenApply(result -> posted(said, talk, answers, named, result));
    return routed == null ? posted : posted.thenCombine(routed, BotInbox::waiting);
  }

  /// The seq of what a post answers, 0 for nothing: what shows nothing is no answer.
  private static long answers(BotPost.Said post, Conversation row, @Nullable Talk talk) {
    if (post.words().silent()) {
      return 0;
    }
    return talk == null ? row.lastInboundSeq() : talk.asked(post.replyTo());
  }

  /// Up to where the customer is seen to with a post. Who ends a conversation without answering
  /// anything has done with all that was told.
  private static long seen(
      BotWords words, long answers, boolean named, Conversation row, @Nullable Talk talk) {
    if (talk == null) {
      return words.ends() ? row.lastInboundSeq() : answers;
    }
    return words.ends() && answers == 0
        ? talk.seenTo(talk.told(), false)
        : talk.seenTo(answers, named);
  }

  private static Posted waiting(Posted posted, Optional<Stage> stage) {
    return posted instanceof Posted.Kept(var id, var _)
        ? new Posted.Kept(id, stage.orElse(null))
        : posted;
  }

  /// @param answers the seq of the question it answers, 0 for none
  /// @param named whether the bot said which question that is
  private Posted posted(
      BotSaid said, @Nullable Talk talk, long answers, boolean named, BotResult result) {
    if (talk != null) {
      keep(said, talk, answers, named, result);
      talk.posting(answers, false);
    }
    return switch (result) {
      case BotResult.Taken(var messages, var _) -> {
        var id = messages.isEmpty() ? said.conversation() : messages.getFirst().id();
        yield new Posted.Kept(id.toString(), null);
      }
      case BotResult.Repeated(var first) -> repeated(said, first);
      case BotResult.Suggested() -> new Posted.Kept(said.conversation().toString(), null);
      case BotResult.NotOwned() -> new Posted.NotOwned();
      case BotResult.Over() -> new Posted.Over();
      case BotResult.NotFound() -> new Posted.Unknown();
      case BotResult.Unavailable() -> new Posted.Unavailable();
      case BotResult.Unfit() -> new Posted.Unfit();
    };
  }

  private void keep(BotSaid said, Talk talk, long answers, boolean named, BotResult result) {
    if (result instanceof BotResult.Taken) {
      if (answers > 0) {
        talk.posted(answers, named, tools.timers().steady());
        talk.kept(answers);
      }
      talk.offered(said.messages());
    }
  }

  /// Of a wish without words the line about it is what was stored under the key.
  private static Posted repeated(BotSaid said, Message first) {
    boolean line = first.direction() == Direction.SYSTEM;
    if (said.messages().isEmpty()) {
      return line
          ? new Posted.Kept(said.conversation().toString(), null)
          : new Posted.Kept(first.id().toString(), null);
    }
    return !line && first.parts().equals(said.messages().getFirst())
        ? new Posted.Kept(first.id().toString(), null)
        : new Posted.Mismatch();
  }

  /// Time in pieces as long as the post's key is remembered: in one of them the key is stored once.
  private long window(BotPost.Said post) {
    return tools.clock().millis() / Math.max(1, post.dedupe().remembered().toMillis());
  }

  private static String key(BotPost.Said post, long window) {
    return BotDirectory.digest(post.dedupe().key()).substring(0, KEY) + "-" + window;
  }

  /// What was stored under the key in the piece of time before, if that is not too long ago.
  private @Nullable Message before(Conversation row, BotPost.Said post) {
    var key = key(post, window(post) - 1);
    var earliest = tools.clock().instant().minus(post.dedupe().remembered());
    return tools
        .conversations()
        .byClientId(row.tenant(), row.id(), BotSaid.clientId(key, 0))
        .filter(message -> message.at().isAfter(earliest))
        .orElse(null);
  }
}
