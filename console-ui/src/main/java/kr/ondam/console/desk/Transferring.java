package kr.ondam.console.desk;

import java.util.function.Consumer;
import kr.ondam.console.live.Notices;
import kr.ondam.conversation.ConversationId;
import kr.ondam.routing.TransferTarget;

/// The way of a conversation to a queue or a colleague: what can be chosen, the dialog, and what
/// came of it.
final class Transferring {
  private final Handling handling;
  private final Consumer<ConversationId> done;
  private final Runnable refresh;

  /// @param done hears of each conversation that has gone
  /// @param refresh reads the lists again, whatever came of it
  Transferring(Handling handling, Consumer<ConversationId> done, Runnable refresh) {
    this.handling = handling;
    this.done = done;
    this.refresh = refresh;
  }

  /// Opens the dialog as soon as the choices are known.
  void begin(ConversationId id) {
    handling.choices(
        id,
        (queues, candidates) ->
            new TransferDialog(
                    queues,
                    candidates,
                    (target, memo, dialog) -> transfer(id, target, memo, dialog))
                .open(),
        Notices::say);
  }

  private void transfer(
      ConversationId id, TransferTarget target, String memo, TransferDialog dialog) {
    handling.transfer(
        id,
        target,
        memo,
        problem -> {
          if (problem == null) {
            dialog.close();
            done.accept(id);
          } else {
            dialog.complain(problem);
          }
          refresh.run();
        });
  }
}
