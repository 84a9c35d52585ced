package kr.ondam.console.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.function.BiConsumer;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.kakao.skill.SkillSettings;
import kr.ondam.console.live.Sentences;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.ReplyWindow;
import kr.ondam.customer.Customer;
import org.jspecify.annotations.Nullable;

/// Says how long, and by what way, a customer can still be answered: as a chip at the head of the
/// thread and, where something is amiss, as a sentence above the editor.
final class ReplyLimits {
  private final DeskParts parts;
  private final Span chip = new Span();
  private final Div line = new Div();
  private final Span sentence = new Span();
  private final Button notice = new Button();
  private @Nullable Conversation shown;
  private @Nullable Customer customer;

  /// @param wish asked for a notice to the customer's phone
  ReplyLimits(DeskParts parts, BiConsumer<Conversation, Customer> wish) {
    this.parts = parts;
    notice.setText(notice.getTranslation("desk.notice"));
    notice.addThemeVariants(ButtonVariant.SMALL);
    notice.setId("notice");
    notice.addClickListener(_ -> {
      if (shown != null && customer != null) {
        wish.accept(shown, customer);
      }
    });
    chip.addClassNames("chip", "session");
    line.addClassName("limits");
    line.getElement().setAttribute("role", "status");
    line.add(sentence, notice);
    line.setVisible(false);
  }

  Component chip() {
    return chip;
  }

  Component sentence() {
    return line;
  }

  /// Shows how it is with a conversation now. Answers whether nothing can be sent to its customer.
  boolean show(Conversation c, Customer whose) {
    shown = c;
    customer = whose;
    var now = parts.clock().instant();
    var end = c.stage().open() ? ReplyWindow.endsAt(c) : null;
    boolean gone = c.endReason() == EndReason.SESSION_GONE;
    boolean over = gone || end != null && ReplyWindow.isOver(c, now);
    var refusal = c.stage().open() ? parts.carriage().refusal(c) : null;
    boolean nobody = refusal != null;
    chip.setVisible(end != null);
    if (end != null) {
      var left = SessionLeft.of(now, end);
      chip.setText(chip.getTranslation(left.key(), left.number()));
      chip.getElement().setAttribute("data-left", left.urgency());
      chip.setTitle(chip.getTranslation("desk.session.title", DeskText.stamp(end, parts.zone())));
    }
    var words = over ? "desk.session.over" : refusal != null ? Sentences.refusal(refusal) : way(c);
    line.setVisible(words != null);
    sentence.setText(words == null ? "" : sentence.getTranslation(words));
    line.setClassName("over", over || nobody);
    notice.setVisible(over && Noticing.account(parts, c, whose).isPresent());
    return over || nobody;
  }

  /// A customer who speaks begins a new session. Answers what is known of the conversation then,
  /// null when it was in order before.
  @Nullable Conversation heard(Message message) {
    var before = shown;
    var whose = customer;
    if (before == null
        || whose == null
        || message.direction() != Direction.IN
        || !message.conversation().equals(before.id())
        || ReplyWindow.endsAt(before) == null) {
      return null;
    }
    boolean wasOver = ReplyWindow.isOver(before, parts.clock().instant());
    var now = before.heardAt(message.at());
    show(now, whose);
    return wasOver ? now : null;
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
