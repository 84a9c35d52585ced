package kr.ondam.console.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The shortcuts of the desk. They go by the place of a key, so that they work while Hangul is
/// typed, and by the left Alt only, because the right one switches languages.
final class DeskKeys {
  /// What a shortcut asks for.
  sealed interface Press {
    record Accept() implements Press {}

    record Decline() implements Press {}

    /// To the next (1) or the previous (-1) conversation.
    record Step(int by) implements Press {}

    /// To the conversation with this place in the list, from 1.
    record Slot(int number) implements Press {}

    record Hold() implements Press {}

    record Transfer() implements Press {}

    record End() implements Press {}

    /// To store the disposition and open the next conversation.
    record SaveAndNext() implements Press {}

    /// To be ready for offers.
    record Ready() implements Press {}

    record History() implements Press {}

    record Help() implements Press {}
  }

  private static final List<String> SHEET =
      List.of(
          "Alt+A",
          "Alt+X",
          "Alt+J / Alt+K",
          "Alt+1…9",
          "Alt+Q",
          "Alt+L",
          "Alt+P",
          "Alt+H",
          "Alt+T",
          "Alt+E",
          "Ctrl+Alt+E",
          "Alt+I",
          "Alt+S",
          "Alt+0",
          "Ctrl+Enter",
          "Shift+Enter",
          "Esc",
          "Ctrl+/");

  private final Consumer<Press> pressed;

  DeskKeys(Consumer<Press> pressed) {
    this.pressed = pressed;
  }

  void listen(Component root) {
    root.getElement()
        .addEventListener(
            "ondam-key",
            event -> of(event.getEventData().path("event.detail").asString("")).ifPresent(pressed))
        .addEventData("event.detail");
    root.getElement().executeJs("window.ondam.keys(this)");
  }

  static Optional<Press> of(String code) {
    return Optional.ofNullable(
        switch (code) {
          case "KeyA" -> new Press.Accept();
          case "KeyX" -> new Press.Decline();
          case "KeyJ" -> new Press.Step(1);
          case "KeyK" -> new Press.Step(-1);
          case "KeyH" -> new Press.Hold();
          case "KeyT" -> new Press.Transfer();
          case "KeyE" -> new Press.End();
          case "CtrlKeyE" -> new Press.SaveAndNext();
          case "Digit0" -> new Press.Ready();
          case "KeyQ" -> new Press.Slot(1);
          case "KeyI" -> new Press.History();
          case "Help" -> new Press.Help();
          default -> code.matches("Digit[1-9]") ? new Press.Slot(code.charAt(5) - '0') : null;
        });
  }

  /// @param text the key of its explanation
  record Line(String keys, String text) {}

  static List<Line> sheet() {
    return SHEET.stream()
        .map(keys ->
            new Line(keys, "desk.key." + keys.replaceAll("[^A-Za-z0-9/]", "").replace("/", "_")))
        .toList();
  }

  /// Shows all of them.
  void help() {
    var dialog = new Dialog();
    dialog.setHeaderTitle(dialog.getTranslation("desk.keys"));
    var sheet = new Div();
    sheet.addClassName("keys");
    for (var line : sheet()) {
      var name = new Span(line.keys());
      name.addClassName("key");
      sheet.add(name, new Span(dialog.getTranslation(line.text())));
    }
    dialog.add(sheet);
    dialog
        .getFooter()
        .add(new Button(dialog.getTranslation("desk.keys.close"), _ -> dialog.close()));
    dialog.open();
  }
}
