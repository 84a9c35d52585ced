package kr.ondam.console.desk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;

/// 상담 경로: what the channel told of why a customer came, as text.
final class Entry extends Div {
  /// What is shown, in this order; other attributes are of no use to agents.
  static final List<String> SHOWN =
      List.of("extra", "last_extra", "bot_event", "text", "last_text", "block", "intent");

  Entry() {
    addClassName("entry");
    setId("customer-entry");
    setVisible(false);
  }

  /// @param attributes of a conversation
  void show(Map<String, String> attributes) {
    removeAll();
    add(new H3(getTranslation("desk.entry")));
    for (var name : SHOWN) {
      var value = attributes.getOrDefault(name, "");
      if (!value.isBlank()) {
        var line = new Div(new Span(getTranslation("desk.entry." + name)), new Span(value));
        line.addClassName("fact");
        add(line);
      }
    }
    setVisible(getComponentCount() > 1);
  }
}
