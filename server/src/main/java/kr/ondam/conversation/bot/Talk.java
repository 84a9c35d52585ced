package kr.ondam.conversation.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Part;
import kr.ondam.conversation.BotSaid;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Owner;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// One conversation as its bot takes part in it, with what is still to be done in it. One thread at
/// a time does the steps; the methods may be called by any. All its times are those of
/// [kr.ondam.time.Timers#steady], so that a clock that is set ends no conversation.
final class Talk {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_TURNS_A_MINUTE = 20;
  private static final int REMEMBERED_TURNS = 64;

  final TenantId tenant;
  final ConversationId id;
  private final ArrayDeque<Step> steps = new ArrayDeque<>();
  private final ArrayDeque<Instant> turns = new ArrayDeque<>();
  private boolean running;
  private @Nullable Conversation about;
  private Owner owner;
  private long epoch;
  private long told;
  private long asked;
  private long answered;
  private long kept;
  private long replayed;
  private int failures;
  private int silent;
  private Instant lastAt;
  private @Nullable HandoverReason handedOver;

  /// Which message each turn told, by the turn's id; the latest ones.
  private final Map<String, Long> seqs = new LinkedHashMap<>();

  /// What the bot has promised to answer later and has not yet.
  private final Set<Long> promised = new HashSet<>();

  /// What the bot has posted an answer to that is not stored yet, by how many of them.
  private final Map<Long, Integer> posting = new HashMap<>();

  /// The values of the choices that the bot offered last, by what they are called.
  private final Map<String, String> choices = new HashMap<>();

  private boolean knowsChoices;

  Talk(TenantId tenant, ConversationId id, Owner owner, Instant now) {
    this.tenant = tenant;
    this.id = id;
    this.owner = owner;
    lastAt = now;
  }

  static Talk of(Conversation row, Instant now) {
    var talk = new Talk(row.tenant(), row.id(), row.owner(), now);
    talk.learn(row);
    return talk;
  }

  synchronized void learn(Conversation row) {
    about = row;
    owner = row.owner();
    epoch = row.ownerEpoch();
  }

  synchronized @Nullable Conversation about() {
    return about;
  }

  /// Takes a step in. Answers whether somebody has to begin to do them.
  synchronized boolean add(Step step) {
    steps.add(step);
    return begins();
  }

  private boolean begins() {
    if (running) {
      return false;
    }
    running = true;
    return true;
  }

  /// Puts back what could not be done yet, before everything else.
  synchronized void again(Step step) {
    steps.addFirst(step);
  }

  /// The next step, null when there is none and nobody does them any more.
  synchronized @Nullable Step next() {
    var step = steps.poll();
    running = step != null;
    return step;
  }

  synchronized Owner owner() {
    return owner;
  }

  synchronized void owner(Owner now) {
    owner = now;
  }

  /// The bot has it no more; what others said about it since stays.
  synchronized void leave(Owner to) {
    owner = owner == Owner.BOT ? to : owner;
  }

  synchronized long epoch() {
    return epoch;
  }

  /// What is said in it for its owner of now, with nothing done.
  ///
  /// @param answers as [BotSaid#answers]
  synchronized BotSaid says(
      ChannelAccountId bot, String key, List<List<Part>> messages, long answers) {
    return new BotSaid(tenant, id, bot, epoch, false, key, messages, answers, failures, null, null);
  }

  /// Whether the message has not been told before; from now on it has.
  synchronized boolean tell(long seq, Instant now) {
    lastAt = now;
    if (seq <= told) {
      return false;
    }
    told = seq;
    return true;
  }

  /// What was said up to there needs no bot any more.
  synchronized void told(long seq) {
    told = Math.max(told, seq);
    answered = Math.max(answered, seq);
    kept = Math.max(kept, seq);
  }

  /// The seq of the last message that was told.
  synchronized long told() {
    return told;
  }

  /// Up to where the customer is seen to once the answer to a message is stored: as far as nothing
  /// is promised, because a promise ends with the process.
  ///
  /// @param named whether the answer is for this message only, or for what came before, too
  synchronized long seenTo(long seq, boolean named) {
    long waiting = Long.MAX_VALUE;
    for (long other : promised) {
      if (other > seq || named && other < seq) {
        waiting = Math.min(waiting, other);
      }
    }
    return seq == 0 ? 0 : Math.min(Math.max(kept, seq), waiting - 1);
  }

  /// The answer to a message is stored.
  synchronized void kept(long seq) {
    kept = Math.max(kept, seq);
  }

  /// What was said up to there was not said to the bot, which is told it at once.
  synchronized void replayed(long seq) {
    replayed = seq;
  }

  /// Whether so many turns came in a minute that no person can be behind them (BT33).
  synchronized boolean loops(long seq, Instant now) {
    if (seq <= replayed) {
      return false;
    }
    while (!turns.isEmpty() && turns.peek().plus(MINUTE).isBefore(now)) {
      turns.poll();
    }
    turns.add(now);
    return turns.size() > MOST_TURNS_A_MINUTE;
  }

  synchronized void ask(String turn, long seq) {
    asked = seq;
    remember(turn, seq);
  }

  /// The bot is greeted with a turn, which asks nothing.
  synchronized void greet(String turn) {
    remember(turn, 0);
  }

  private void remember(String turn, long seq) {
    seqs.put(turn, seq);
    if (seqs.size() > REMEMBERED_TURNS) {
      seqs.remove(seqs.keySet().iterator().next());
    }
  }

  /// The message that a turn told, 0 for a turn that told none or that nobody knows any more. What
  /// names no turn answers the last message that was told.
  synchronized long asked(@Nullable String turn) {
    return turn == null ? asked : seqs.getOrDefault(turn, 0L);
  }

  /// The bot will answer the message later, if it has not already.
  synchronized void promised(long seq) {
    if (answered < seq) {
      promised.add(seq);
    }
  }

  synchronized boolean waitsFor(long seq) {
    return answered < seq || promised.contains(seq);
  }

  /// An answer to a message is being stored, or is not any more; 0 counts for none.
  synchronized void posting(long seq, boolean begins) {
    if (seq > 0) {
      posting.merge(seq, begins ? 1 : -1, Integer::sum);
      posting.remove(seq, 0);
    }
  }

  /// Whether an answer to a message is being stored. It is waited for in any case from then on.
  synchronized boolean isPosting(long seq) {
    boolean comes = posting.containsKey(seq);
    if (comes) {
      promised(seq);
    }
    return comes;
  }

  /// The bot has posted something about a message.
  ///
  /// @param named whether it said which one; else it counts for everything before, too
  synchronized void posted(long seq, boolean named, Instant now) {
    if (!named) {
      promised.removeIf(waiting -> waiting <= seq);
    }
    answered(seq, true, now);
  }

  /// A message has an answer. What was told before it has one, too, unless one is promised.
  ///
  /// @param spoke whether it was one that says something
  synchronized void answered(long seq, boolean spoke, Instant now) {
    promised.remove(seq);
    answered = Math.max(answered, seq);
    silent = spoke ? 0 : silent;
    lastAt = now;
  }

  /// The bot had no usable answer. Answers how often in a row it said nothing.
  synchronized int missed() {
    failures++;
    silent++;
    return silent;
  }

  synchronized void failures(int known) {
    failures = Math.max(failures, known);
  }

  synchronized int failures() {
    return failures;
  }

  /// The bot has offered choices: whoever writes the words of one has pressed it.
  synchronized void offered(List<List<Part>> messages) {
    knowsChoices = true;
    if (!messages.isEmpty()) {
      choices.clear();
      messages.forEach(message -> message.forEach(this::offered));
    }
  }

  /// Whether all that the bot offered is known: before anything was said to the customer, and once
  /// it has offered something since this process began or that was looked up.
  synchronized boolean knowsChoices() {
    return knowsChoices || about == null || about.lastOutboundSeq() == 0;
  }

  private void offered(Part part) {
    switch (part) {
      case Part.QuickReplies(var items) -> items.forEach(this::offered);
      case Part.Card card -> card.buttons().forEach(this::offered);
      case Part.Carousel(var cards) -> cards.forEach(this::offered);
      default -> {}
    }
  }

  private void offered(Part.Button button) {
    boolean says =
        button.action() == Part.ButtonAction.REPLY || button.action() == Part.ButtonAction.POSTBACK;
    if (says && !button.value().isBlank()) {
      choices.put(button.label(), button.value());
    }
  }

  /// The value of the choice that a message presses, null for what is only written.
  synchronized @Nullable String pressed(Message message) {
    var parts = message.parts();
    if (!(parts.getFirst() instanceof Part.Text(var text))) {
      return null;
    }
    return parts.size() == 1 ? choices.get(text.strip()) : Choices.chosen(parts).orElse(null);
  }

  synchronized Instant lastAt() {
    return lastAt;
  }

  synchronized void handedOver(HandoverReason reason) {
    owner = Owner.QUEUE;
    handedOver = reason;
  }

  /// Why the bot gave it away, null when it did not.
  synchronized @Nullable HandoverReason handedOver() {
    return handedOver;
  }
}
