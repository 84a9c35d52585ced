package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.Locale;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.routing.Queue;
import kr.ondam.routing.TransferTarget;
import org.jspecify.annotations.Nullable;

/// 이관: asks where a conversation goes and what the next one should know.
final class TransferDialog extends Dialog {
  private enum Kind {
    QUEUE,
    AGENT
  }

  /// Somebody who could take it.
  record Candidate(AgentId agent, String name, Presence presence, int load, int capacity) {
    boolean reachable() {
      return presence == Presence.READY || presence == Presence.TRANSFER_ONLY;
    }
  }

  /// Carries the transfer out; `memo` is empty when there is none.
  interface Wish {
    void transfer(TransferTarget target, String memo, TransferDialog dialog);
  }

  private final RadioButtonGroup<Kind> kind = new RadioButtonGroup<>();
  private final Select<Queue> queue = new Select<>();
  private final ComboBox<Candidate> agent = new ComboBox<>();
  private final TextArea memo = new TextArea();
  private final Div problem = new Div();
  private final Button go = new Button();

  TransferDialog(List<Queue> queues, List<Candidate> candidates, Wish wish) {
    setHeaderTitle(getTranslation("desk.transfer.title"));
    addClassName("desk-dialog");
    addOpenedChangeListener(event -> {
      if (event.isOpened()) {
        // The dialog takes the focus itself when it has moved in.
        kind.getElement()
            .executeJs(
                "setTimeout(() => (this.querySelector('input:checked') || this).focus(), 150)");
      }
    });
    kind.setItems(Kind.values());
    kind.setItemLabelGenerator(item -> getTranslation("desk.transfer.to." + item.name()));
    kind.setAriaLabel(getTranslation("desk.transfer.title"));
    kind.setValue(Kind.QUEUE);
    kind.addValueChangeListener(_ -> showKind());
    queue.setLabel(getTranslation("centre.conversation.queue"));
    queue.setItems(queues);
    queue.setItemLabelGenerator(item -> item == null ? "" : item.name());
    queue.setWidthFull();
    queue.setId("transfer-queue");
    agent.setLabel(getTranslation("centre.agent.name"));
    agent.setItems(
        (candidate, typed) ->
            candidate.name().toLowerCase(Locale.ROOT).contains(typed.toLowerCase(Locale.ROOT)),
        candidates.stream().filter(Candidate::reachable).toList());
    agent.setItemLabelGenerator(this::label);
    agent.setHelperText(getTranslation("desk.transfer.reachable"));
    agent.setWidthFull();
    memo.setLabel(getTranslation("desk.transfer.memo"));
    memo.setWidthFull();
    memo.setMaxLength(4000);
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    var cancel = new Button(getTranslation("centre.cancel"), _ -> close());
    go.setText(getTranslation("desk.transfer.do"));
    go.setId("transfer-do");
    go.addThemeVariants(ButtonVariant.PRIMARY);
    go.addClickListener(_ -> {
      var target = target();
      if (target != null) {
        go.setEnabled(false);
        wish.transfer(target, memo.getValue().strip(), this);
      }
    });
    getFooter().add(cancel, go);
    var fields = new Div(kind, queue, agent, memo, problem);
    fields.addClassName("dialog-fields");
    add(fields);
    showKind();
  }

  private String label(@Nullable Candidate candidate) {
    return candidate == null
        ? ""
        : candidate.name()
            + " · "
            + getTranslation("presence." + candidate.presence().name())
            + " · "
            + candidate.load()
            + "/"
            + candidate.capacity();
  }

  private void showKind() {
    queue.setVisible(kind.getValue() == Kind.QUEUE);
    agent.setVisible(kind.getValue() == Kind.AGENT);
    problem.setVisible(false);
  }

  private @Nullable TransferTarget target() {
    if (kind.getValue() == Kind.QUEUE) {
      @Nullable Queue chosen = queue.getValue();
      queue.setInvalid(chosen == null);
      queue.setErrorMessage(getTranslation("centre.required"));
      return chosen == null ? null : new TransferTarget.ToQueue(chosen.id());
    }
    @Nullable Candidate chosen = agent.getValue();
    agent.setInvalid(chosen == null);
    agent.setErrorMessage(getTranslation("centre.required"));
    return chosen == null ? null : new TransferTarget.ToAgent(chosen.agent());
  }

  void complain(String sentence) {
    go.setEnabled(true);
    problem.setText(sentence);
    problem.setVisible(true);
  }
}
