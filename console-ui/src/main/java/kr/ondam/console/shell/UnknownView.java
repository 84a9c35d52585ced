package kr.ondam.console.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/// Shown for an address that does not exist, or that this user may not see: which of the two is not
/// told.
@AnonymousAllowed
public final class UnknownView extends Div implements HasErrorParameter<NotFoundException> {
  public UnknownView() {
    addClassName("nothing");
    add(
        new H1(getTranslation("shell.unknown")),
        new Paragraph(getTranslation("shell.unknown.help")),
        new Anchor("/", getTranslation("shell.home")));
  }

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    return HttpServletResponse.SC_NOT_FOUND;
  }
}
