package kr.ondam.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import kr.ondam.agent.Role;

/// Sends everybody to the page of their work.
@Route("")
@PermitAll
public final class HomeView extends Div implements BeforeEnterObserver {
  private final transient ShellParts parts;

  public HomeView(ShellParts parts) {
    this.parts = parts;
    add(getTranslation("shell.nothing"));
    addClassName("nothing");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var user = parts.who().get();
    if (user.has(Role.AGENT)) {
      event.forwardTo("desk");
    } else if (user.has(Role.MANAGER) || user.has(Role.LEAD) || user.has(Role.GROUP_MANAGER)) {
      event.forwardTo("centre");
    } else if (user.has(Role.ADMIN) || user.has(Role.SYSTEM_ADMIN)) {
      event.forwardTo("admin");
    }
  }
}
