package kr.ondam.conversation.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Owner;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// One conversation as its bot takes part in it, with what is still to be done in it. One thread at
/// a time does the steps; the methods may be called by any.
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
  private int failures;
  private int silent;
  private Instant lastAt;
  private @Nullable HandoverReason handedOver;

  /// Which message each turn told, by the turn's id; the latest ones.
  private final Map<String, Long> seqs = new LinkedHashMap<>();

  /// The values of the choices that the bot offered last, by what they are called.
  private final Map<String, String> choices = new HashMap<>();

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
  }

  /// Whether so many turns came in a minute that no person can be behind them (BT33).
  synchronized boolean loops(Instant now) {
    while (!turns.isEmpty() && turns.peek().plus(MINUTE).isBefore(now)) {
      turns.poll();
    }
    turns.add(now);
    return turns.size() > MOST_TURNS_A_MINUTE;
  }

  synchronized void ask(String turn, long seq) {
    asked = seq;
    seqs.put(turn, seq);
    if (seqs.size() > REMEMBERED_TURNS) {
      seqs.remove(seqs.keySet().iterator().next());
    }
  }

  /// The message that a turn told, or the last one that was.
  synchronized long asked(@Nullable String turn) {
    return turn == null ? asked : seqs.getOrDefault(turn, asked);
  }

  synchronized boolean waitsFor(long seq) {
    return answered < seq;
  }

  /// Everything up to there has an answer.
  ///
  /// @param spoke whether it was one that says something
  synchronized void answered(long seq, boolean spoke, Instant now) {
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
    if (!messages.isEmpty()) {
      choices.clear();
      messages.forEach(message -> message.forEach(this::offered));
    }
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
    return message.parts().size() == 1 && message.parts().getFirst() instanceof Part.Text(var text)
        ? choices.get(text.strip())
        : null;
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
