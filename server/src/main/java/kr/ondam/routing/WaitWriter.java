package kr.ondam.routing;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Effect;
import kr.ondam.rules.MaxWait;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.WaitAction;
import org.jspecify.annotations.Nullable;

/// Writes what happens to conversations that wait, or rest with their agent; a part of
/// [EffectWriter].
final class WaitWriter {
  /// A conversation whose rules send it to another queue now (다른큐), or that waits under demands of
  /// before.
  ///
  /// @param queue null to stay
  record Move(Tracked conversation, @Nullable QueueId queue) {}

  private final Book book;
  private final EffectWriter writer;
  private final Deque<Move> moves = new ArrayDeque<>();

  WaitWriter(Book book, EffectWriter writer) {
    this.book = book;
    this.writer = writer;
  }

  /// What has to be moved after the effects of an event; null when there is nothing.
  @Nullable Move move() {
    return moves.poll();
  }

  void queued(Effect.Queued queued, Turn turn, Instant at) {
    var conversation = book.conversation(queued.conversation());
    conversation.front = queued.front();
    conversation.parkedUntil = null;
    switch (queued.cause()) {
      case TRANSFERRED, REASSIGNED, AGENT_LOST, OPENED -> conversation.attention = Attention.NONE;
      case DECLINED, EXPIRED, RESCINDED -> moveLate(conversation);
      case ARRIVED, GIVEN_BACK -> {}
    }
    if (!conversation.bot && demandsBot(conversation)) {
      moves.add(new Move(conversation, null));
    }
    writer.saveEntry(conversation, turn);
    writer.stage(conversation, Stage.QUEUED, null, turn, at);
  }

  void parked(Effect.Parked parked, Turn turn, Instant at) {
    var conversation = book.conversation(parked.conversation());
    var opens = Instant.ofEpochMilli(parked.until());
    conversation.parkedUntil = opens;
    conversation.front = false;
    writer.saveEntry(conversation, turn);
    writer.stage(conversation, Stage.AFTER_HOURS, null, turn, at);
    notice(conversation, RoutingFact.Notice.AFTER_HOURS, turn, at);
  }

  void revised(Effect.Revised revised, Turn turn, Instant at) {
    var conversation = book.conversation(revised.conversation());
    writer.saveEntry(conversation, turn);
    writer.stage(conversation, conversation.stage, conversation.assignee, turn, at);
  }

  void overdue(Effect.Overdue overdue, Turn turn, Instant at) {
    var conversation = book.conversation(overdue.conversation());
    switch (overdue.action()) {
      case CALLBACK -> callBack(conversation, turn, at);
      case MANAGER -> callManager(conversation, turn, at);
      case BOT -> toBot(conversation, turn, at);
      case NOTICE -> {
        var elsewhere = elsewhere(conversation);
        writer.saveEntry(conversation, turn);
        if (elsewhere.isPresent()) {
          moves.add(new Move(conversation, elsewhere.get()));
        } else {
          notice(conversation, RoutingFact.Notice.LONG_WAIT, turn, at);
        }
      }
    }
  }

  /// Whether the engine would still give it to a bot: an agent has had it since it arrived.
  private boolean demandsBot(Tracked conversation) {
    return writer
        .engine()
        .conversation(book.conversations.of(conversation.id))
        .map(state -> state.ticket().demand().maxWait().action())
        .filter(MaxWait.Action.BOT::equals)
        .isPresent();
  }

  /// Its longest wait was over just as it was offered: it is moved when the offer has failed.
  private void moveLate(Tracked conversation) {
    var state = writer.engine().conversation(book.conversations.of(conversation.id));
    if (state.isPresent() && state.get().overdue()) {
      elsewhere(conversation).ifPresent(queue -> moves.add(new Move(conversation, queue)));
    }
  }

  /// The queue of 다른큐 for whoever waits too long where this one does.
  private Optional<QueueId> elsewhere(Tracked conversation) {
    return book.rule(conversation.queue, conversation.centre)
        .flatMap(QueueRule::longestWait)
        .filter(rule -> rule.action() == WaitAction.OTHER_QUEUE)
        .flatMap(QueueRule.LongestWait::queue)
        .flatMap(book::queueNamed);
  }

  /// It goes on waiting, and a manager should look.
  void callManager(Tracked conversation, Turn turn, Instant at) {
    conversation.attention = Attention.MANAGER;
    writer.saveEntry(conversation, turn);
    turn.fact(new RoutingFact.ManagerCalled(book.tenant, conversation.id, conversation.queue, at));
  }

  /// 챗봇: its lane and the bot have it from now on; when the bot gives up it arrives again.
  void toBot(Tracked conversation, Turn turn, Instant at) {
    turn.change(new RoutingChange.RemoveEntry(conversation.id));
    writer.stage(conversation, Stage.BOT, null, turn, at);
    book.forget(conversation);
  }

  /// Nobody takes it any more: the customer is told and then the lane ends it.
  void callBack(Tracked conversation, Turn turn, Instant at) {
    conversation.attention = Attention.CALLBACK;
    turn.change(new RoutingChange.SaveEntry(Entries.of(conversation, book)));
    writer.stage(conversation, Stage.QUEUED, null, turn, at);
    notice(conversation, RoutingFact.Notice.CALLBACK, turn, at);
  }

  /// What the engine does not know any more is over.
  void calledBack(Tracked conversation, Turn turn, Instant at) {
    turn.change(new RoutingChange.RemoveEntry(conversation.id));
    writer.stage(conversation, Stage.CLOSED, null, turn, at);
    book.forget(conversation);
  }

  /// Lets the customer be told; the key makes it once for each wait.
  void notice(Tracked conversation, RoutingFact.Notice notice, Turn turn, Instant at) {
    var since =
        writer
            .engine()
            .conversation(book.conversations.of(conversation.id))
            .map(PartitionState.ConversationState::waitsSince)
            .orElse(0L);
    var key =
        switch (notice) {
          case AFTER_HOURS -> "notice-after-hours";
          case LONG_WAIT -> "notice-long-wait-" + since;
          case CALLBACK -> "notice-callback";
        };
    turn.fact(
        new RoutingFact.NoticeDue(
            book.tenant, conversation.id, notice, key, conversation.parkedUntil, at));
  }

  void rest(long number, boolean resting, Turn turn, Instant at) {
    var conversation = book.conversation(number);
    conversation.resting = resting;
    var agent = conversation.assignee;
    if (agent != null) {
      turn.fact(new RoutingFact.Rested(book.tenant, conversation.id, agent, resting, at));
    }
  }
}
