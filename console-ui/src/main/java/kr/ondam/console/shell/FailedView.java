package kr.ondam.console.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shown when a page could not be built.
@AnonymousAllowed
public final class FailedView extends Div implements HasErrorParameter<Exception> {
  private static final Logger log = LoggerFactory.getLogger(FailedView.class);

  public FailedView() {
    addClassName("nothing");
    add(
        new H1(getTranslation("shell.failed")),
        new Paragraph(getTranslation("shell.failed.help")),
        new Anchor("/", getTranslation("shell.home")));
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
    log.error("page {} failed", event.getLocation().getPath(), parameter.getException());
    return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }
}
