package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import kr.ondam.security.Masking;

/// Shows why a reply did not leave: what must not be stored is highlighted in it, and it may be
/// sent with that hidden.
final class Blocked extends Div {
  private final Div words = new Div();
  private final Button send = new Button();

  /// @param edit asked for when the agent wants to write it differently
  Blocked(Runnable edit) {
    addClassName("blocked");
    getElement().setAttribute("role", "alert");
    var why = new Div(getTranslation("desk.blocked"));
    why.addClassName("blocked-why");
    words.addClassNames("words", "blocked-words");
    send.setText(getTranslation("desk.blocked.mask"));
    send.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
    send.setId("send-masked");
    var back = new Button(getTranslation("desk.blocked.edit"), _ -> edit.run());
    back.addThemeVariants(ButtonVariant.SMALL);
    var buttons = new Div(back, send);
    buttons.addClassName("blocked-buttons");
    add(why, words, buttons);
    hide();
  }

  /// The button that sends; what it sends is in the page.
  Element send() {
    return send.getElement();
  }

  static boolean blocks(String text) {
    return !Masking.maskReply(text).equals(text);
  }

  void show(String text) {
    words.removeAll();
    var masked = Masking.maskReply(text);
    int from = 0;
    while (from < text.length()) {
      boolean hidden = hidden(text, masked, from);
      int to = from + 1;
      while (to < text.length() && hidden(text, masked, to) == hidden) {
        to++;
      }
      words.add(piece(text.substring(from, to), hidden));
      from = to;
    }
    getElement().removeAttribute("hidden");
  }

  /// Out of sight, but in the page, which needs the button from the beginning.
  void hide() {
    getElement().setAttribute("hidden", true);
  }

  /// Blanks and dashes within a number are not hidden, but belong to what is highlighted.
  private static boolean hidden(String text, String masked, int at) {
    if (text.charAt(at) != masked.charAt(at)) {
      return true;
    }
    boolean joint = text.charAt(at) == ' ' || text.charAt(at) == '-';
    return joint
        && at > 0
        && at + 1 < text.length()
        && text.charAt(at - 1) != masked.charAt(at - 1)
        && text.charAt(at + 1) != masked.charAt(at + 1);
  }

  private static Span piece(String text, boolean hidden) {
    var piece = new Span(text);
    if (hidden) {
      piece.addClassName("secret");
    }
    return piece;
  }
}
