package kr.ondam.console.problems;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;

/// How many problems nobody has seen to, beside the link to their page; nothing when there are
/// none. The page itself keeps it right.
public final class OpenCount extends Span {
  private static final int MOST_SHOWN = 99;

  public OpenCount(int open) {
    addClassName("nav-badge");
    show(open);
    ComponentUtil.setData(UI.getCurrent(), OpenCount.class, this);
  }

  private void show(int open) {
    setVisible(open > 0);
    setText(open > MOST_SHOWN ? MOST_SHOWN + "+" : Integer.toString(open));
  }

  /// Shows another number in the window of the current request.
  static void update(int open) {
    var shown = ComponentUtil.getData(UI.getCurrent(), OpenCount.class);
    if (shown != null) {
      shown.show(open);
    }
  }
}
