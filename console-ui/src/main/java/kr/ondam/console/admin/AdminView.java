package kr.ondam.console.admin;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import kr.ondam.agent.User;
import kr.ondam.tenant.Tenant;
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
  private final Select<TenantId> chooser = new Select<>();
  private TabSheet tabs = new TabSheet();

  public AdminView(AdminParts parts) {
    this.parts = parts;
    User user = parts.who().get();
    scope = new AdminScope(user);
    lists = new AdminTabs(parts, new Changes(parts, user));
    chooser.setAriaLabel(getTranslation("centre.group.tenant"));
    chooser.setVisible(scope.everything());
    chooser.setItemLabelGenerator(this::name);
    chooser.setItems(reach(user));
    chooser.setValue(user.tenant());
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

  private List<TenantId> reach(User user) {
    List<TenantId> reach = new ArrayList<>(List.of(user.tenant()));
    parts.tenants().tenants().stream()
        .map(Tenant::id)
        .filter(id -> scope.covers(id) && !reach.contains(id))
        .forEach(reach::add);
    return reach;
  }

  private String name(TenantId id) {
    return parts.tenants().tenants().stream()
        .filter(tenant -> tenant.id().equals(id))
        .map(Tenant::name)
        .findFirst()
        .orElseGet(() -> parts.tenants().groupName().orElse(id.value()));
  }

  private void show(TenantId tenant, int selected) {
    // The choice comes from the browser: ask again whether it is in scope.
    if (!scope.covers(tenant)) {
      return;
    }
    var fresh = new TabSheet();
    fresh.setSizeFull();
    if (scope.everything()) {
      add(fresh, "admin.tenants", lists.tenants(this::addTenants));
    }
    add(fresh, "admin.users", lists.users(tenant));
    if (!tenant.equals(TenantId.GROUP)) {
      add(fresh, "admin.channels", lists.channels(tenant));
      add(fresh, "admin.queues", lists.queues(tenant));
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

  private void addTenants() {
    var chosen = chooser.getValue();
    chooser.setItems(reach(parts.who().get()));
    chooser.setValue(chosen);
  }
}
