package kr.ondam.console.desk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Stage;
import kr.ondam.report.Board;

/// One conversation in the list.
final class ListRow extends NativeButton {
  private final Span channel = new Span();
  private final Span name = new Span();
  private final Span state = new Span();
  private final Span words = new Span();
  private final Span queue = new Span();
  private final Element elapsed = Clocks.elapsed();

  ListRow(ConversationId id, Consumer<ConversationId> open) {
    addClassName("conv");
    getElement().setAttribute("data-conversation", id.toString());
    channel.addClassName("conv-channel");
    name.addClassName("conv-name");
    state.addClassName("state");
    words.addClassName("conv-words");
    queue.addClassName("conv-queue");
    var time = new Span();
    time.addClassName("conv-time");
    time.getElement().appendChild(elapsed);
    var top = new Div(channel, name, queue, time);
    top.addClassName("conv-line");
    var bottom = new Div(words, state);
    bottom.addClassName("conv-line");
    add(top, bottom);
    addClickListener(_ -> open.accept(id));
  }

  /// @param unread whether the customer said something the agent has not seen
  void show(DeskState.Row row, Instant now, boolean selected, boolean unread) {
    var c = row.conversation();
    channel.setText(getTranslation("desk.channel." + c.channel().name()));
    channel.setClassName("kakao", c.channel().name().startsWith("KAKAO"));
    channel.setClassName("web", c.channel() == kr.ondam.channel.ChannelKind.WEB_CHAT);
    name.setText(DeskText.called(this, row.customer(), c));
    words.setText(row.preview());
    var lentBy = row.tenant();
    queue.setText(lentBy == null ? row.queue() : lentBy.name());
    setClassName("lent", lentBy != null);
    if (lentBy != null) {
      getStyle().set("--hue", Integer.toString(lentBy.hue()));
    }
    state.setText(getTranslation(row.rests() ? "desk.state.resting" : word(c)));
    state.getElement().setAttribute("data-state", row.rests() ? "resting" : tone(c));
    state.setTitle(row.rests() ? getTranslation("desk.state.resting.hint") : "");
    boolean waits = c.stage() == Stage.QUEUED || c.stage() == Stage.OFFERED || asked(c);
    Clocks.run(elapsed, row.since(), now, waits ? Board.THRESHOLD : null);
    setClassName("selected", selected);
    setClassName("unread", unread);
    getElement().setAttribute("aria-current", selected ? "true" : "false");
  }

  private static boolean asked(Conversation c) {
    return c.stage() == Stage.ACTIVE && c.customerWaits();
  }

  /// 문의 while the customer waits for an answer, 응대 after one.
  private static String word(Conversation c) {
    if (c.stage() == Stage.ACTIVE) {
      return c.customerWaits() ? "desk.state.asked" : "desk.state.answered";
    }
    return "stage." + c.stage().name();
  }

  static String tone(Conversation c) {
    if (c.stage() == Stage.ACTIVE) {
      return c.customerWaits() ? "asked" : "answered";
    }
    return c.stage().name().toLowerCase(Locale.ROOT);
  }
}
