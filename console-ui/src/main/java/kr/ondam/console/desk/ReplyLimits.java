package kr.ondam.console.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.kakao.skill.SkillSettings;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.ReplyWindow;
import org.jspecify.annotations.Nullable;

/// Says how long, and by what way, a customer can still be answered: as a chip at the head of the
/// thread and, where something is amiss, as a sentence above the editor.
final class ReplyLimits {
  private static final Duration SOON = Duration.ofHours(24);

  private final DeskParts parts;
  private final Span chip = new Span();
  private final Div sentence = new Div();
  private @Nullable Conversation shown;

  ReplyLimits(DeskParts parts) {
    this.parts = parts;
    chip.addClassNames("chip", "session");
    sentence.addClassName("limits");
    sentence.getElement().setAttribute("role", "status");
    sentence.setVisible(false);
  }

  Component chip() {
    return chip;
  }

  Component sentence() {
    return sentence;
  }

  /// Shows how it is with a conversation now. Answers whether its customer has to speak first.
  boolean show(Conversation c) {
    shown = c;
    var now = parts.clock().instant();
    var end = c.stage().open() ? ReplyWindow.endsAt(c) : null;
    boolean over = end != null && ReplyWindow.isOver(c, now);
    chip.setVisible(end != null);
    if (end != null) {
      var left = Duration.between(now, end);
      chip.setText(left(left));
      chip.getElement().setAttribute("data-left", over ? "none" : soon(left) ? "soon" : "long");
      chip.setTitle(chip.getTranslation("desk.session.title", DeskText.stamp(end, parts.zone())));
    }
    var words = over ? "desk.session.over" : way(c);
    sentence.setVisible(words != null);
    sentence.setText(words == null ? "" : sentence.getTranslation(words));
    sentence.setClassName("over", over);
    return over;
  }

  /// A customer who speaks begins a new session. Answers what is known of the conversation then,
  /// null when it was in order before.
  @Nullable Conversation heard(Message message) {
    var before = shown;
    if (before == null
        || message.direction() != Direction.IN
        || !message.conversation().equals(before.id())
        || ReplyWindow.endsAt(before) == null) {
      return null;
    }
    boolean wasOver = ReplyWindow.isOver(before, parts.clock().instant());
    var now = before.heardAt(message.at());
    show(now);
    return wasOver ? now : null;
  }

  private String left(Duration left) {
    if (left.isNegative() || left.isZero()) {
      return chip.getTranslation("desk.session.none");
    }
    if (!soon(left)) {
      return chip.getTranslation("desk.session.days", left.toDays());
    }
    return left.toHours() > 0
        ? chip.getTranslation("desk.session.hours", left.toHours())
        : chip.getTranslation("desk.session.minutes", Math.max(1, left.toMinutes()));
  }

  private static boolean soon(Duration left) {
    return left.compareTo(SOON) < 0;
  }

  /// What is to be known of the way an answer takes; null when it takes the usual one.
  private @Nullable String way(Conversation c) {
    if (c.channel() != ChannelKind.KAKAO_SKILL || !c.stage().open()) {
      return null;
    }
    boolean later =
        parts.channels().accounts(c.tenant()).stream()
            .filter(account -> account.id().equals(c.account()))
            .anyMatch(SkillSettings::reachesLater);
    return later ? "desk.skill.paid" : "desk.skill.once";
  }
}
