package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;

/// Pulls the side of the desk out and puts it away where there is no room for it beside the thread.
final class Drawer extends Button {
  private final Div desk;

  Drawer(Div desk) {
    this.desk = desk;
    addClassName("drawer-button");
    addThemeVariants(ButtonVariant.SMALL);
    addClickListener(_ -> open(!desk.hasClassName("drawer-open")));
    open(false);
  }

  void open(boolean wanted) {
    desk.setClassName("drawer-open", wanted);
    setText(getTranslation(wanted ? "desk.drawer.close" : "desk.drawer"));
    getElement().setAttribute("aria-expanded", Boolean.toString(wanted));
  }
}
