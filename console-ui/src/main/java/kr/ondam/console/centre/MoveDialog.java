package kr.ondam.console.centre;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Locale;
import kr.ondam.agent.Presence;
import kr.ondam.agent.User;
import kr.ondam.console.live.Notices;
import kr.ondam.console.live.Sentences;
import kr.ondam.conversation.ConversationId;
import kr.ondam.report.BoardView;
import kr.ondam.routing.RoutingResult;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// 재배정: asks where chosen conversations go, and offers to exceed a capacity when it is full.
final class MoveDialog extends Dialog {
  private enum Kind {
    AGENT,
    QUEUE
  }

  private final transient Steering steering;
  private final transient User by;
  private final String remoteAddress;
  private final transient TenantId tenant;
  private final transient Runnable done;
  private transient List<ConversationId> remaining;
  private final RadioButtonGroup<Kind> kind = new RadioButtonGroup<>();
  private final ComboBox<BoardView.AgentRow> agent = new ComboBox<>();
  private final Select<BoardView.QueueRow> queue = new Select<>();
  private final Select<MoveReason> reason = new Select<>();
  private final Div problem = new Div();
  private final Button move = new Button();
  private final Button override = new Button();

  /// @param done told when all of them were moved
  MoveDialog(
      Steering steering,
      User by,
      String remoteAddress,
      CentreState state,
      List<ConversationId> conversations,
      Runnable done) {
    this.done = done;
    this.steering = steering;
    this.by = by;
    this.remoteAddress = remoteAddress;
    this.tenant = state.tenant();
    this.remaining = conversations;
    setHeaderTitle(getTranslation("centre.move.title", conversations.size()));
    addClassName("centre-dialog");
    prepareFields(state.board());
    var cancel = new Button(getTranslation("centre.cancel"), _ -> close());
    move.setText(getTranslation("centre.move.do"));
    move.addThemeVariants(ButtonVariant.PRIMARY);
    move.addClickListener(_ -> submit(false));
    move.addClickShortcut(Key.ENTER).listenOn(this);
    override.setText(getTranslation("centre.move.override"));
    override.addThemeVariants(ButtonVariant.ERROR);
    override.addClickListener(_ -> submit(true));
    override.setVisible(false);
    getFooter().add(cancel, override, move);
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    var fields =
        new Div(
            new Paragraph(getTranslation("centre.move.help")), kind, agent, queue, reason, problem);
    fields.addClassName("dialog-fields");
    add(fields);
  }

  private void prepareFields(BoardView board) {
    kind.setItems(Kind.values());
    kind.setItemLabelGenerator(item -> getTranslation("centre.move.to." + item.name()));
    kind.setValue(Kind.AGENT);
    kind.setAriaLabel(getTranslation("centre.move.where"));
    kind.addValueChangeListener(_ -> showKind());
    agent.setLabel(getTranslation("centre.conversation.assignee"));
    agent.setItems(MoveDialog::offered, board.agents());
    agent.setItemLabelGenerator(row ->
        row.name()
            + " · "
            + getTranslation(AgentTable.presenceKey(row))
            + " · "
            + row.load()
            + "/"
            + row.capacity());
    agent.setHelperText(getTranslation("centre.move.offlineHint"));
    agent.setWidthFull();
    agent.addValueChangeListener(_ -> clearProblem());
    queue.setLabel(getTranslation("centre.conversation.queue"));
    queue.setItems(board.queues());
    queue.setItemLabelGenerator(row ->
        row == null
            ? ""
            : row.name() + " · " + getTranslation("centre.tile.waiting") + " " + row.waiting());
    queue.setWidthFull();
    queue.addValueChangeListener(_ -> clearProblem());
    reason.setLabel(getTranslation("centre.move.reason"));
    reason.setItems(MoveReason.values());
    reason.setItemLabelGenerator(item -> item == null ? "" : getTranslation(item.key()));
    reason.setWidthFull();
    showKind();
  }

  /// Who is signed out is offered only to those who type the name: by chance nobody sends a
  /// customer to an empty chair.
  static boolean offered(BoardView.AgentRow row, String typed) {
    var name = typed.strip().toLowerCase(Locale.ROOT);
    boolean named = row.name().toLowerCase(Locale.ROOT).contains(name);
    return named && (row.presence() != Presence.OFFLINE || !name.isEmpty());
  }

  private void showKind() {
    agent.setVisible(kind.getValue() == Kind.AGENT);
    queue.setVisible(kind.getValue() == Kind.QUEUE);
    clearProblem();
  }

  private void clearProblem() {
    problem.setVisible(false);
    override.setVisible(false);
  }

  private @Nullable Destination destination(boolean overCapacity) {
    if (kind.getValue() == Kind.QUEUE) {
      BoardView.@Nullable QueueRow chosen = queue.getValue();
      queue.setInvalid(chosen == null);
      queue.setErrorMessage(getTranslation("centre.required"));
      return chosen == null ? null : new Destination.ToQueue(chosen.queue());
    }
    BoardView.@Nullable AgentRow chosen = agent.getValue();
    agent.setInvalid(chosen == null);
    agent.setErrorMessage(getTranslation("centre.required"));
    return chosen == null ? null : new Destination.ToAgent(chosen.agent(), overCapacity);
  }

  private void submit(boolean overCapacity) {
    var to = destination(overCapacity);
    @Nullable MoveReason why = reason.getValue();
    reason.setInvalid(why == null);
    reason.setErrorMessage(getTranslation("centre.required"));
    if (to == null || why == null) {
      return;
    }
    move.setEnabled(false);
    override.setEnabled(false);
    var ui = UI.getCurrent();
    var moved = steering.move(by, remoteAddress, tenant, remaining, to, why);
    moved.whenCompleteAsync(
        (done, error) ->
            ui.access(() -> {
              move.setEnabled(true);
              override.setEnabled(true);
              if (error == null) {
                show(done);
              } else {
                complain(getTranslation("result.unavailable"));
              }
            }),
        Thread::startVirtualThread);
  }

  private void show(List<Moved> done) {
    var failed = done.stream().filter(each -> !Steering.accepted(each.result())).toList();
    int succeeded = done.size() - failed.size();
    if (succeeded > 0) {
      Notices.say(getTranslation("centre.move.done", succeeded));
    }
    if (failed.isEmpty()) {
      close();
      this.done.run();
      return;
    }
    remaining = failed.stream().map(Moved::conversation).toList();
    boolean full = failed.stream().anyMatch(f -> f.result() instanceof RoutingResult.CapacityFull);
    override.setVisible(full);
    var sentences =
        failed.stream()
            .map(each -> getTranslation(Sentences.of(each.result())))
            .distinct()
            .toList();
    complain(getTranslation("centre.move.left", failed.size()) + " " + String.join(" ", sentences));
  }

  private void complain(String text) {
    problem.setText(text);
    problem.setVisible(true);
  }
}
