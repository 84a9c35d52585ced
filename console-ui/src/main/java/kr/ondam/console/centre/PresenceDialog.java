package kr.ondam.console.centre;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.util.Arrays;
import kr.ondam.agent.Presence;
import kr.ondam.agent.User;
import kr.ondam.console.live.Notices;
import kr.ondam.console.live.Sentences;
import kr.ondam.report.BoardView;
import kr.ondam.tenant.TenantId;

/// Changes the presence of an agent who cannot or did not.
final class PresenceDialog extends Dialog {
  private final Select<Presence> presence = new Select<>();
  private final Div problem = new Div();

  PresenceDialog(
      Steering steering, User by, String remoteAddress, TenantId tenant, BoardView.AgentRow row) {
    setHeaderTitle(getTranslation("centre.presence.changeOf", row.name()));
    addClassName("centre-dialog");
    presence.setLabel(getTranslation("centre.agent.presence"));
    // Missed offers alone lead to 부재응답; nobody chooses it.
    presence.setItems(
        Arrays.stream(Presence.values()).filter(each -> each != Presence.NO_ANSWER).toList());
    presence.setItemLabelGenerator(
        item -> item == null ? "" : getTranslation("presence." + item.name()));
    presence.setValue(row.presence() == Presence.NO_ANSWER ? Presence.READY : row.presence());
    presence.setWidthFull();
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    var change = new Button(getTranslation("centre.presence.change"));
    change.addThemeVariants(ButtonVariant.PRIMARY);
    change.addClickShortcut(Key.ENTER).listenOn(this);
    change.addClickListener(_ -> {
      var ui = UI.getCurrent();
      var wanted = presence.getValue();
      steering
          .setPresence(by, remoteAddress, tenant, row.agent(), wanted)
          .whenCompleteAsync(
              (result, error) ->
                  ui.access(() -> {
                    if (error == null && Steering.accepted(result)) {
                      Notices.say(
                          getTranslation(
                              "centre.presence.done",
                              row.name(),
                              getTranslation("presence." + wanted.name())));
                      close();
                    } else {
                      problem.setText(
                          getTranslation(
                              error == null ? Sentences.of(result) : "result.unavailable"));
                      problem.setVisible(true);
                    }
                  }),
              Thread::startVirtualThread);
    });
    getFooter().add(new Button(getTranslation("centre.cancel"), _ -> close()), change);
    var fields = new Div(presence, problem);
    fields.addClassName("dialog-fields");
    add(fields);
  }
}
