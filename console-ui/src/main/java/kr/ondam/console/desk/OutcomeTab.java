package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import kr.ondam.conversation.Stage;
import org.jspecify.annotations.Nullable;

/// 상담 유형·결과: how the conversation is classified, and its end.
final class OutcomeTab extends Div {
  private static final int LONGEST = 4000;

  /// Ends a conversation with the memo, which is empty when there is none; `next` asks for the next
  /// conversation afterwards.
  interface Ending {
    void end(Classification as, String memo, boolean next);
  }

  private final transient Ending ending;

  private final ComboBox<Dispositions.Choice> disposition = new ComboBox<>();
  private final TextArea memo = new TextArea();
  private final Paragraph help = new Paragraph();
  private final Button done = new Button();
  private final Button later = new Button();
  private final Div problem = new Div();

  OutcomeTab(Ending ending) {
    this.ending = ending;
    addClassName("outcome");
    disposition.setLabel(getTranslation("desk.outcome.disposition"));
    disposition.setPlaceholder(getTranslation("desk.outcome.search"));
    disposition.setItemLabelGenerator(choice -> choice == null ? "" : choice.label());
    disposition.setWidthFull();
    disposition.setId("disposition");
    memo.setLabel(getTranslation("desk.outcome.memo"));
    memo.setMaxLength(LONGEST);
    memo.setMinRows(3);
    memo.setWidthFull();
    done.addThemeVariants(ButtonVariant.PRIMARY);
    done.setId("finish");
    done.addClickListener(_ -> finish(false));
    done.setTooltipText("Ctrl+Alt+E");
    later.setText(getTranslation("desk.outcome.later"));
    later.setId("finish-later");
    later.addThemeVariants(ButtonVariant.TERTIARY);
    later.addClickListener(
        _ -> ending.end(new Classification.Later(), memo.getValue().strip(), false));
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    var buttons = new Div(later, done);
    buttons.addClassName("outcome-buttons");
    add(help, disposition, memo, problem, buttons);
  }

  /// Ends or classifies with the chosen disposition.
  void finish(boolean next) {
    if (!done.isEnabled()) {
      return;
    }
    if (!disposition.isVisible()) {
      ending.end(new Classification.Unneeded(), memo.getValue().strip(), next);
      return;
    }
    Dispositions.@Nullable Choice chosen = disposition.getValue();
    disposition.setInvalid(chosen == null);
    disposition.setErrorMessage(getTranslation("desk.outcome.required"));
    if (chosen == null) {
      disposition.focus();
    } else {
      ending.end(new Classification.As(chosen.code()), memo.getValue().strip(), next);
    }
  }

  /// The memo was stored: it must not be stored again with the disposition.
  void keepMemo() {
    memo.clear();
    disposition.setInvalid(false);
    problem.setVisible(false);
  }

  void show(List<Dispositions.Choice> choices, @Nullable String chosen) {
    disposition.setItems(Dispositions.Choice::matches, choices);
    disposition.setVisible(!choices.isEmpty());
    disposition.setInvalid(false);
    disposition.clear();
    choices.stream()
        .filter(choice -> choice.code().equals(chosen))
        .findFirst()
        .ifPresent(disposition::setValue);
    memo.clear();
    problem.setVisible(false);
  }

  /// What can be done in this stage.
  void stage(Stage stage) {
    boolean running = stage == Stage.ACTIVE || stage == Stage.ON_HOLD;
    boolean wrapUp = stage == Stage.WRAP_UP;
    boolean typed = disposition.isVisible();
    help.setText(
        getTranslation(
            running
                ? typed ? "desk.outcome.help" : "desk.outcome.help.untyped"
                : wrapUp
                    ? typed ? "desk.outcome.wrapUp" : "desk.outcome.wrapUp.untyped"
                    : "desk.outcome.over"));
    done.setText(getTranslation(wrapUp ? "desk.outcome.save" : "desk.outcome.end"));
    done.setEnabled(running || wrapUp);
    later.setVisible(running && typed);
  }

  void focusField() {
    if (disposition.isVisible()) {
      disposition.focus();
    } else {
      memo.focus();
    }
  }

  void complain(String sentence) {
    problem.setText(sentence);
    problem.setVisible(true);
  }
}
