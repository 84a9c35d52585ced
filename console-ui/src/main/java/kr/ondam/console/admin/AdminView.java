package kr.ondam.console.admin;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import kr.ondam.agent.User;
import kr.ondam.console.live.TenantSelect;
import kr.ondam.tenant.TenantId;

/// 관리: the page of administrators. A system administrator chooses the tenant, or the group; an
/// administrator works in the own tenant.
@Route("admin")
@RolesAllowed({"ADMIN", "SYSTEM_ADMIN"})
@StyleSheet("centre.css")
@StyleSheet("admin.css")
public final class AdminView extends Composite<Div> implements HasDynamicTitle {
  private final transient AdminParts parts;
  private final transient AdminScope scope;
  private final transient AdminTabs lists;
  private final TenantSelect chooser;
  private TabSheet tabs = new TabSheet();

  public AdminView(AdminParts parts) {
    this.parts = parts;
    User user = parts.who().get();
    scope = new AdminScope(user);
    lists = new AdminTabs(parts, new Changes(parts, user));
    chooser = new TenantSelect(parts.tenants(), user.tenant(), scope::covers);
    chooser.setVisible(scope.everything());
    chooser.addValueChangeListener(event -> {
      if (event.getValue() != null) {
        show(event.getValue(), tabs.getSelectedIndex());
      }
    });
    var header = new Div(new H1(getTranslation("admin.title")), chooser);
    header.addClassName("centre-header");
    getContent().addClassName("admin");
    getContent().add(header, tabs);
    show(user.tenant(), 0);
  }

  @Override
  public String getPageTitle() {
    return getTranslation("admin.title");
  }

  private void show(TenantId tenant, int selected) {
    // The choice comes from the browser: ask again whether it is in scope.
    if (!scope.covers(tenant)) {
      return;
    }
    var fresh = new TabSheet();
    fresh.setSizeFull();
    if (scope.everything()) {
      add(fresh, "admin.tenants", lists.tenants(chooser::reload));
    }
    add(fresh, "admin.users", lists.users(tenant));
    if (!tenant.equals(TenantId.GROUP)) {
      add(fresh, "admin.channels", lists.channels(tenant));
      add(fresh, "admin.queues", lists.queues(tenant));
      add(fresh, "admin.dispositions", lists.dispositions(tenant));
    }
    fresh.add(
        getTranslation("rules.title"),
        new RulesTab(parts, new RuleActs(parts, parts.who().get(), tenant)));
    add(fresh, "admin.audit", lists.audit(tenant));
    fresh.setSelectedIndex(Math.min(selected, fresh.getTabCount() - 1));
    getContent().replace(tabs, fresh);
    tabs = fresh;
  }

  private static void add(TabSheet sheet, String label, Tables<?> table) {
    var tab = sheet.add(sheet.getTranslation(label), table);
    table.reload();
    sheet.addSelectedChangeListener(event -> {
      if (event.getSelectedTab() == tab) {
        table.reload();
      }
    });
  }
}
