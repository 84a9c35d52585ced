package kr.ondam.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartTexts;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.tenant.StoreUnavailable;

/// What bots write into conversations, and what is written for them. Every call runs in the lane of
/// the conversation's customer; the stages complete after the commit and never exceptionally. A
/// call itself reads the store and may block.
public final class BotWrites {
  private static final int LONGEST_QUEUE = 200;
  private static final int LONGEST_SUMMARY = 4000;
  private static final int LONGEST_REASON = 200;
  private static final int MOST_SKILLS = 20;
  private static final int LONGEST_SKILL = 100;

  /// What no text in a database may hold, or nobody can read.
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

  /// A skill of the rules has a name without signs that take more room when they are stored.
  private static final Predicate<String> SKILL =
      Pattern.compile("[^\\p{Cntrl}\"\\\\]{1," + LONGEST_SKILL + "}").asMatchPredicate();

  private final Lanes lanes;
  private final ConversationStore store;
  private final UnaryOperator<String> hiding;
  private final Consumer<OutboundRow> outbox;
  private final BotFiles files;

  /// @param hiding hides in a text what must not be stored
  /// @param files keeps the files that bots send within their messages
  /// @param outbox takes what has to be brought to customers, after the commit; it must not block
  public BotWrites(
      Lanes lanes,
      ConversationStore store,
      UnaryOperator<String> hiding,
      SentFiles files,
      Consumer<OutboundRow> outbox) {
    this.lanes = lanes;
    this.store = store;
    this.hiding = hiding;
    this.outbox = outbox;
    this.files = new BotFiles(store, files);
  }

  /// Stores what the bot said and does what it wishes, if the conversation is its.
  public CompletionStage<BotResult> put(BotSaid said) {
    var done = new CompletableFuture<BotResult>();
    try {
      var found = store.find(said.tenant(), said.conversation());
      if (found.isEmpty()) {
        done.complete(new BotResult.NotFound());
        return done;
      }
      var work = new Work.Turned(found.get().identity(), hidden(said), outbox, done);
      if (lanes.put(said.tenant(), work) != Lanes.Put.TAKEN) {
        done.complete(new BotResult.Unavailable());
      }
    } catch (StoreUnavailable e) {
      done.complete(new BotResult.Unavailable());
    }
    return done;
  }

  /// What is said, as it is stored. Keeps the files that stand in it, and blocks.
  ///
  /// @throws StoreUnavailable when it cannot be done now
  public BotSaid hidden(BotSaid said) {
    var wanted = said.handover();
    return files.named(
        said.saying(
            said.messages().stream().map(this::hidden).toList(),
            wanted == null ? null : new WantedHandover(wanted.reason(), hidden(wanted.wish()))));
  }

  private HandoverWish hidden(HandoverWish wish) {
    Map<String, String> attributes = new LinkedHashMap<>();
    wish.attributes().forEach((name, value) -> attributes.put(clean(name), hidden(value)));
    Map<String, Integer> skills = new LinkedHashMap<>();
    wish.skills().entrySet().stream()
        .filter(skill -> SKILL.test(skill.getKey()))
        .limit(MOST_SKILLS)
        .forEach(skill -> skills.put(skill.getKey(), skill.getValue()));
    var queue = wish.queue();
    var summary = wish.summary();
    var reason = wish.reason();
    return new HandoverWish(
        queue == null || queue.length() > LONGEST_QUEUE ? null : clean(queue),
        skills,
        attributes,
        summary == null ? null : capped(hidden(summary), LONGEST_SUMMARY),
        reason == null ? null : capped(hidden(reason), LONGEST_REASON));
  }

  private String hidden(String text) {
    return hiding.apply(clean(text));
  }

  private static String clean(String text) {
    return CONTROL.matcher(text).replaceAll("");
  }

  /// A mask may be longer than what it hides.
  private static String capped(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  private List<Part> hidden(List<Part> parts) {
    return parts.stream().map(part -> PartTexts.map(part, this::hidden)).toList();
  }
}
