package kr.ondam.console.desk;

import com.vaadin.flow.component.UI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.User;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartTexts;
import kr.ondam.console.live.Sentences;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Reply;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.conversation.Signals;
import kr.ondam.routing.PartitionView;
import kr.ondam.routing.Queue;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingResult;
import kr.ondam.routing.TransferTarget;
import kr.ondam.security.Masking;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What an agent does with conversations: every act is put to the partition or to the lane of the
/// customer, and its answer comes back to the agent's screen.
final class Handling {
  /// Hears how an act ended: the sentence says why it was not done, and is null when it was.
  interface Heard {
    void hear(@Nullable String problem);
  }

  /// Takes what a transfer may choose from.
  interface Choices {
    void choose(List<kr.ondam.routing.Queue> queues, List<TransferDialog.Candidate> candidates);
  }

  private final DeskParts parts;
  private final User user;
  private final Borrowing borrowing;
  private final Executor order;
  private final Predicate<ConversationId> mine;
  private final Function<AgentId, String> names;

  /// @param order runs the answers one after the other
  /// @param mine whether the agent holds a conversation
  Handling(
      DeskParts parts,
      User user,
      Borrowing borrowing,
      Executor order,
      Predicate<ConversationId> mine,
      Function<AgentId, String> names) {
    this.parts = parts;
    this.user = user;
    this.borrowing = borrowing;
    this.order = order;
    this.mine = mine;
    this.names = names;
  }

  AgentId me() {
    return user.agentId();
  }

  void submit(RoutingCommand command, Heard then) {
    submit(user.tenant(), command, then);
  }

  /// Lets a conversation rest with the agent, or goes on with it.
  void hold(ConversationId id, boolean resume, Heard then) {
    within(
        id,
        "hold",
        then,
        tenant ->
            submit(
                tenant,
                resume ? new RoutingCommand.Resume(me(), id) : new RoutingCommand.Hold(me(), id),
                then));
  }

  /// Acts in the tenant of a conversation, as long as it is open to the agent.
  private void within(ConversationId id, String action, Heard then, Consumer<TenantId> act) {
    borrowing
        .enter(id, action)
        .ifPresentOrElse(act, () -> then.hear(UI.getCurrent().getTranslation("result.grantOver")));
  }

  private void submit(TenantId tenant, RoutingCommand command, Heard then) {
    answered(
        parts.partitions().submit(tenant, command),
        result -> result instanceof RoutingResult.Done || result instanceof RoutingResult.Accepted,
        result -> sentence(command, result),
        then);
  }

  /// Only managers may go beyond a capacity; an agent is told what is left to do.
  private static String sentence(RoutingCommand command, RoutingResult result) {
    if (!(result instanceof RoutingResult.CapacityFull)) {
      return Sentences.of(result);
    }
    return command instanceof RoutingCommand.Transfer
        ? "desk.capacityFull.other"
        : "desk.capacityFull";
  }

  void ready(Heard then) {
    submit(new RoutingCommand.SetPresence(me(), Presence.READY, user.id().value()), then);
  }

  /// Tells a customer that the agent writes, or no longer does.
  void typing(@Nullable ConversationId id, boolean on) {
    if (id != null) {
      // A sign of life shows nothing of the conversation and is not recorded.
      parts.signals().send(new Signals.AgentTyping(borrowing.owner(id), id, on));
    }
  }

  void write(Editor.Written written, Heard then) {
    if (!written.note()) {
      var message = written.masked() ? masked(written.parts()) : written.parts();
      within(
          written.conversation(),
          "write",
          then,
          tenant ->
              replied(
                  parts
                      .replies()
                      .send(
                          new Reply(
                              tenant, written.conversation(), me(), message, written.clientId())),
                  then));
    } else if (borrowing.concerns(written.conversation())) {
      then.hear(UI.getCurrent().getTranslation("result.noNotesUnderGrant"));
    } else if (mine.test(written.conversation())) {
      replied(note(written.conversation(), written.text()), then);
    } else {
      // The browser names the conversation: only one's own may be written to.
      then.hear(UI.getCurrent().getTranslation("result.staleAssignee"));
    }
  }

  private static List<Part> masked(List<Part> parts) {
    return parts.stream().map(part -> PartTexts.map(part, Masking::maskReply)).toList();
  }

  /// Sends a message again that did not arrive.
  void resend(ConversationId id, long seq, Heard then) {
    within(
        id, "write", then, tenant -> replied(parts.replies().resend(tenant, id, me(), seq), then));
  }

  /// Ends a conversation or classifies one; the memo is kept when that was done.
  void end(ConversationId id, Classification as, String memo, Heard then) {
    if (borrowing.concerns(id) && !memo.isEmpty()) {
      then.hear(UI.getCurrent().getTranslation("result.noNotesUnderGrant"));
      return;
    }
    within(
        id,
        "close",
        then,
        tenant -> replied(close(tenant, id, as), problem -> remember(id, memo, problem, then)));
  }

  private CompletionStage<ReplyResult> close(
      TenantId tenant, ConversationId id, Classification as) {
    return switch (as) {
      case Classification.As(var disposition) ->
          parts.replies().close(tenant, id, me(), disposition);
      case Classification.Unneeded _ -> parts.replies().closeUnclassified(tenant, id, me());
      case Classification.Later _ -> parts.replies().close(tenant, id, me(), null);
    };
  }

  /// Asks what a transfer may choose from; hears only a problem.
  void choices(ConversationId id, Choices choices, Heard then) {
    within(id, "transfer", then, tenant -> choices(tenant, choices, then));
  }

  /// Whoever helps out another tenant may choose from its queues, not from its people.
  private void choices(TenantId tenant, Choices choices, Heard then) {
    var ui = UI.getCurrent();
    boolean own = tenant.equals(user.tenant());
    parts
        .partitions()
        .look(tenant)
        .whenCompleteAsync(
            (view, error) -> {
              if (error != null) {
                ui.access(() -> then.hear(ui.getTranslation("result.unavailable")));
                return;
              }
              var queues = parts.routing().queues(tenant).stream().filter(Queue::inForce).toList();
              List<TransferDialog.Candidate> candidates = own ? candidates(view) : List.of();
              ui.access(() -> choices.choose(queues, candidates));
            },
            order);
  }

  private List<TransferDialog.Candidate> candidates(PartitionView view) {
    List<TransferDialog.Candidate> candidates = new ArrayList<>();
    for (var load : view.agents()) {
      if (!load.agent().equals(me())) {
        candidates.add(
            new TransferDialog.Candidate(
                load.agent(),
                names.apply(load.agent()),
                load.presence(),
                load.load(),
                load.capacity()));
      }
    }
    return candidates;
  }

  void transfer(ConversationId id, TransferTarget target, String memo, Heard then) {
    if (borrowing.concerns(id) && !memo.isEmpty()) {
      then.hear(UI.getCurrent().getTranslation("result.noNotesUnderGrant"));
      return;
    }
    within(
        id,
        "transfer",
        then,
        tenant ->
            submit(
                tenant,
                new RoutingCommand.Transfer(me(), id, target),
                problem -> remember(id, memo, problem, then)));
  }

  /// Writes the memo of an act that was done: one that failed is tried again with its memo.
  private void remember(ConversationId id, String memo, @Nullable String problem, Heard then) {
    if (problem != null || memo.isEmpty()) {
      then.hear(problem);
    } else {
      replied(note(id, memo), then);
    }
  }

  private CompletionStage<ReplyResult> note(ConversationId id, String text) {
    return parts.replies().note(user.tenant(), id, user.id(), text);
  }

  private void replied(CompletionStage<ReplyResult> answer, Heard then) {
    answered(
        answer,
        result ->
            result instanceof ReplyResult.Stored
                || result instanceof ReplyResult.Repeated
                || result instanceof ReplyResult.Done,
        Sentences::of,
        then);
  }

  private <T> void answered(
      CompletionStage<T> answer, Predicate<T> done, Function<T, String> sentence, Heard then) {
    var ui = UI.getCurrent();
    answer.whenCompleteAsync(
        (result, error) ->
            ui.access(() -> {
              if (error != null) {
                then.hear(ui.getTranslation("result.unavailable"));
              } else {
                then.hear(done.test(result) ? null : ui.getTranslation(sentence.apply(result)));
              }
            }),
        order);
  }
}
