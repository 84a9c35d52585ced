package kr.ondam.console.desk;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.Part;
import kr.ondam.console.live.CalmText;

/// Where the answers are written from which a customer may choose, at most ten.
final class QuickAnswers extends Div {
  static final int MOST = 10;
  private static final int LONGEST = 28;

  private final Div chips = new Div();
  private final TextField field = new TextField();
  private final Runnable changed;
  private transient List<String> labels = new ArrayList<>();

  QuickAnswers(Runnable changed) {
    this.changed = changed;
    addClassName("quick-answers");
    chips.addClassName("answer-chips");
    chips.getElement().setAttribute("role", "list");
    chips.getElement().setAttribute("aria-label", getTranslation("desk.answers"));
    field.setId("answer");
    field.setAriaLabel(getTranslation("desk.answers.add"));
    field.setPlaceholder(getTranslation("desk.answers.placeholder"));
    field.setMaxLength(LONGEST);
    field.addKeyDownListener(Key.ENTER, _ -> add());
    add(chips, field);
    setVisible(false);
  }

  private void add() {
    var label = field.getValue().strip();
    field.clear();
    if (!label.isEmpty() && labels.size() < MOST && !labels.contains(label)) {
      labels.add(label);
      draw();
      changed.run();
    }
    field.focus();
  }

  /// Shows and changes another list.
  void use(List<String> other) {
    labels = other;
    draw();
    setVisible(!labels.isEmpty());
  }

  void toggle() {
    setVisible(!isVisible());
    if (isVisible()) {
      field.focus();
    }
  }

  private void draw() {
    chips.removeAll();
    for (var label : labels) {
      var remove = new NativeButton("×", _ -> remove(label));
      remove.getElement().setAttribute("aria-label", getTranslation("desk.answers.remove", label));
      var chip = new Div(new Span(CalmText.of(label)), remove);
      chip.addClassName("answer-chip");
      chip.getElement().setAttribute("role", "listitem");
      chips.add(chip);
    }
    field.setEnabled(labels.size() < MOST);
  }

  private void remove(String label) {
    labels.remove(label);
    draw();
    changed.run();
    field.focus();
  }

  /// Whether a label is one that can be written here.
  static boolean fits(String label) {
    return !label.isBlank() && label.length() <= LONGEST;
  }

  /// The part that offers them.
  static Part part(List<String> labels) {
    return new Part.QuickReplies(
        labels.stream()
            .map(label -> new Part.Button(label, Part.ButtonAction.REPLY, label))
            .toList());
  }
}
