package kr.ondam.console.desk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import kr.ondam.channel.Part;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Message;

/// Folds what a customer and a bot said before people took over into one line of the thread.
final class BotFold {
  private final Div log;
  private long upTo;

  BotFold(Div log) {
    this.log = log;
  }

  /// The seq after the last that a bot said before the last handover: what the customer wrote later
  /// nobody has answered yet, and what stands after a counsellor's words is theirs. 0 when no bot
  /// spoke, or nothing was handed over.
  static long upTo(List<Message> messages) {
    long folded = 0;
    long bot = 0;
    for (var message : messages) {
      if (message.author().kind() == AuthorKind.AGENT) {
        break;
      }
      bot = message.author().kind() == AuthorKind.BOT ? message.seq() + 1 : bot;
      boolean handover =
          message.parts().stream()
              .anyMatch(part ->
                  part instanceof Part.SystemEvent event
                      && event.code().equals(Part.SystemEvent.HANDED_OVER));
      folded = handover ? bot : folded;
    }
    return folded;
  }

  /// Folds the thread that is shown from its beginning, if there is something to fold. Call it when
  /// the thread is drawn.
  void fold(List<Message> messages) {
    log.removeClassName("bot-folded");
    upTo = upTo(messages);
    long count =
        messages.stream()
            .filter(message -> message.seq() < upTo)
            .filter(message -> message.author().kind() != AuthorKind.SYSTEM)
            .count();
    if (count == 0) {
      return;
    }
    var button = new NativeButton(log.getTranslation("desk.bot.fold", count));
    button.addClassName("bot-fold");
    button.getElement().setAttribute("aria-expanded", "false");
    button.addClickListener(_ -> {
      boolean folded = !log.hasClassName("bot-folded");
      log.setClassName("bot-folded", folded);
      button.getElement().setAttribute("aria-expanded", String.valueOf(!folded));
    });
    log.addComponentAsFirst(button);
    log.addClassName("bot-folded");
  }

  /// Marks what is drawn of a message as part of what is folded.
  Div mark(Div bubble, Message message) {
    bubble.setClassName("bot-part", message.seq() < upTo);
    return bubble;
  }

  /// Forgets the thread that was shown.
  void clear() {
    upTo = 0;
    log.removeClassName("bot-folded");
  }
}
