package kr.ondam.console.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import jakarta.annotation.security.PermitAll;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.console.admin.AdminView;
import kr.ondam.console.centre.CentreView;
import kr.ondam.console.desk.DeskView;
import kr.ondam.console.problems.OpenCount;
import kr.ondam.console.problems.ProblemScope;
import kr.ondam.console.problems.ProblemsView;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// The top bar with the tenant's colour and name, the pages this user may open, the own presence
/// and the way out; below it the page.
@Layout
@PermitAll
@JavaScript("context://live.js")
@JavaScript("context://unsent.js")
@JavaScript("context://console.js")
public final class MainLayout extends Div implements RouterLayout {
  private final transient ShellParts parts;
  private final transient User user;
  private final Main page = new Main();
  private final @Nullable MyStatus status;
  private boolean dark;

  public MainLayout(ShellParts parts) {
    this.parts = parts;
    user = parts.who().get();
    dark = preferences().dark();
    status = user.has(Role.AGENT) ? new MyStatus(parts, user) : null;
    addClassName("shell");
    page.addClassName("page");
    add(bar());
    getElement().appendChild(line());
    add(page);
  }

  /// Says below the bar that there is no connection.
  private Element line() {
    var line = new Element("ondam-line");
    line.setAttribute("words", getTranslation("shell.offline"));
    return line;
  }

  private Header bar() {
    var bar = new Header(brand(), pages());
    bar.addClassName("bar");
    var gap = new Span();
    gap.addClassName("gap");
    bar.add(gap);
    if (status != null) {
      bar.add(status);
    }
    bar.add(language(), colours(), person());
    return bar;
  }

  private Div brand() {
    var tenant =
        parts.tenants().tenants().stream().filter(t -> t.id().equals(user.tenant())).findFirst();
    var strip = new Span();
    strip.addClassName("strip");
    strip.getStyle().set("--hue", Integer.toString(tenant.map(Tenant::hue).orElse(260)));
    var mark = new Span("온담");
    mark.addClassName("brand");
    var name =
        new Span(
            tenant
                .map(Tenant::name)
                .or(() -> parts.tenants().groupName())
                .orElse(user.tenant().value()));
    name.addClassName("tenant");
    var brand = new Div(strip, mark, name);
    brand.addClassName("who");
    var centre = user.centre();
    if (centre != null) {
      parts.tenants().centres(user.tenant()).stream()
          .filter(c -> c.id().equals(centre))
          .findFirst()
          .ifPresent(c -> {
            var site = new Span(c.name());
            site.addClassName("centre-name");
            brand.add(site);
          });
    }
    return brand;
  }

  private Nav pages() {
    var nav = new Nav();
    nav.getElement().setAttribute("aria-label", getTranslation("shell.pages"));
    if (user.has(Role.AGENT)) {
      nav.add(link("desk.title", DeskView.class));
    }
    if (user.has(Role.MANAGER) || user.has(Role.LEAD) || user.has(Role.GROUP_MANAGER)) {
      nav.add(link("centre.title", CentreView.class));
    }
    if (new ProblemScope(user).any()) {
      nav.add(problems());
    }
    if (user.has(Role.ADMIN) || user.has(Role.SYSTEM_ADMIN)) {
      nav.add(link("admin.title", AdminView.class));
    }
    return nav;
  }

  private RouterLink problems() {
    var link = link("problems.title", ProblemsView.class);
    try {
      link.add(new OpenCount(parts.openProblems().applyAsInt(user.tenant())));
    } catch (StoreUnavailable e) {
      // The page itself says that nothing can be read.
    }
    return link;
  }

  private RouterLink link(String key, Class<? extends Component> view) {
    var link = new RouterLink(getTranslation(key), view);
    link.setHighlightCondition(HighlightConditions.sameLocation());
    return link;
  }

  private Button language() {
    var preferences = preferences();
    var button =
        new Button(
            preferences.english() ? "한국어" : "EN",
            _ -> preferences.otherLanguage(UI.getCurrent().getPage()));
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setAriaLabel(preferences.english() ? "한국어로 보기" : "Show in English");
    return button;
  }

  private static Preferences preferences() {
    var request = VaadinRequest.getCurrent();
    return Preferences.of(request == null ? null : request.getCookies());
  }

  private Button colours() {
    var button = new Button(new Icon(dark ? VaadinIcon.SUN_O : VaadinIcon.MOON_O));
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setAriaLabel(getTranslation("shell.colours"));
    button.setTooltipText(getTranslation("shell.colours"));
    button.addClickListener(_ -> {
      dark = !dark;
      Preferences.remember(UI.getCurrent().getPage(), Preferences.COLOURS, dark ? "dark" : "light");
      button.setIcon(new Icon(dark ? VaadinIcon.SUN_O : VaadinIcon.MOON_O));
      getUI()
          .ifPresent(ui ->
              ui.getPage().setColorScheme(dark ? ColorScheme.Value.DARK : ColorScheme.Value.LIGHT));
    });
    return button;
  }

  private Div person() {
    var name = new Span(user.name());
    name.addClassName("person-name");
    var leave = new Button(getTranslation("shell.leave"), _ -> leave());
    leave.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    var person = new Div(name, leave);
    person.addClassName("person");
    return person;
  }

  private void leave() {
    int held = status == null ? 0 : status.held();
    if (held == 0) {
      signOut();
      return;
    }
    var ask = new ConfirmDialog();
    ask.setHeader(getTranslation("shell.leave.title", held));
    ask.setText(getTranslation("shell.leave.help"));
    ask.setCancelable(true);
    ask.setCancelText(getTranslation("shell.leave.stay"));
    ask.setConfirmText(getTranslation("shell.leave.go"));
    ask.addConfirmListener(_ -> signOut());
    ask.setWidth("480px");
    ask.addClassName("leave-dialog");
    // Enter alone gives nothing back.
    ask.getElement()
        .executeJs("setTimeout(() => this.querySelector('[slot=cancel-button]')?.focus(), 150)");
    ask.open();
  }

  private void signOut() {
    if (user.has(Role.AGENT) && !user.tenant().equals(TenantId.GROUP)) {
      parts.partitions().submit(user.tenant(), new RoutingCommand.LoseAgent(user.agentId()));
    }
    parts.audit().record(user, parts.remoteAddress().get(), "login.ended", null, null, "");
    UI.getCurrent().getPage().setLocation("/login");
    var session = VaadinSession.getCurrent();
    if (VaadinService.getCurrentRequest() != null && session != null) {
      session.getSession().invalidate();
    }
  }

  @Override
  public void showRouterLayoutContent(@Nullable HasElement content) {
    page.removeAll();
    if (content != null) {
      page.getElement().appendChild(content.getElement());
    }
  }

  @Override
  public void removeRouterLayoutContent(@Nullable HasElement content) {
    page.removeAll();
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    getElement()
        .executeJs(
            "window.ondam.idle(this, $0, $1, $2)",
            (int) parts.idleTimeout().toSeconds(),
            getTranslation("shell.idle"),
            getTranslation("shell.idle.stay"));
    if (status != null) {
      status.follow(event.getUI());
    }
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (status != null) {
      status.unfollow();
    }
    super.onDetach(event);
  }
}
