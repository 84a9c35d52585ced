package kr.ondam.console.live;

import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;

/// Chooses whose things are shown: the user's own tenant, or the group, first. What comes out of it
/// was said by a browser: ask again whether it is in scope.
public final class TenantSelect extends Select<TenantId> {
  private final transient TenantStore tenants;
  private final TenantId own;
  private final transient Predicate<TenantId> covers;

  /// @param covers which others there are to choose from
  public TenantSelect(TenantStore tenants, TenantId own, Predicate<TenantId> covers) {
    this.tenants = tenants;
    this.own = own;
    this.covers = covers;
    setAriaLabel(getTranslation("centre.group.tenant"));
    setItemLabelGenerator(this::name);
    setItems(reach());
    setValue(own);
  }

  /// Reads the tenants afresh; the choice stays.
  public void reload() {
    var chosen = getValue();
    setItems(reach());
    setValue(chosen);
  }

  private List<TenantId> reach() {
    var others =
        tenants.tenants().stream().map(Tenant::id).filter(id -> covers.test(id) && !id.equals(own));
    return Stream.concat(Stream.of(own), others).toList();
  }

  private String name(TenantId id) {
    return tenants.tenants().stream()
        .filter(tenant -> tenant.id().equals(id))
        .map(Tenant::name)
        .findFirst()
        .orElseGet(() -> tenants.groupName().orElse(id.value()));
  }
}
