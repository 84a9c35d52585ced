package kr.ondam.console.admin;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kr.ondam.launch.rules.InForce;
import kr.ondam.launch.rules.RuleState;
import kr.ondam.rules.file.Leaves;
import kr.ondam.rules.file.RuleSet;
import kr.ondam.rules.file.TenantRules;

/// 현재 규칙: every value that counts in a centre, and where it comes from.
final class RuleValues extends Div {
  private final Grid<Map.Entry<String, Leaves.Leaf>> grid =
      RuleLists.grid("rules.values", "rules.values.none");
  private final ComboBox<RuleSet> site = new ComboBox<>();
  private final TextField filter = new TextField();

  /// @param tenant the only tenant to show, empty for all
  RuleValues(RuleState state, Optional<String> tenant) {
    addClassName("rules-values");
    List<RuleSet> sites = sites(state, tenant);
    site.setAriaLabel(getTranslation("rules.site"));
    site.setItems(sites);
    site.setItemLabelGenerator(RuleValues::name);
    site.setWidth("320px");
    site.addValueChangeListener(_ -> show());
    filter.setPlaceholder(getTranslation("rules.filter"));
    filter.setAriaLabel(getTranslation("rules.filter"));
    filter.setClearButtonVisible(true);
    filter.setValueChangeMode(ValueChangeMode.LAZY);
    filter.addValueChangeListener(_ -> show());
    RuleLists.column(grid, "rules.path", Map.Entry::getKey).setFlexGrow(3).setSortable(true);
    RuleLists.column(grid, "rules.value", entry -> entry.getValue().text()).setFlexGrow(4);
    RuleLists.column(grid, "rules.place", entry -> entry.getValue().at().toString()).setFlexGrow(2);
    var bar = new Div(site, filter);
    bar.addClassName("rules-bar");
    add(bar, grid);
    if (!sites.isEmpty()) {
      site.setValue(sites.getFirst());
    }
  }

  private static List<RuleSet> sites(RuleState state, Optional<String> tenant) {
    List<RuleSet> sites = new ArrayList<>();
    for (TenantRules rules :
        state.inForce().map(InForce::book).map(book -> book.tenants().values()).orElse(List.of())) {
      if (tenant.isEmpty() || tenant.get().equals(rules.tenant())) {
        sites.addAll(rules.centres().values());
        sites.add(rules.base());
      }
    }
    return sites;
  }

  private static String name(RuleSet set) {
    return set.site()
        .centre()
        .map(centre -> set.site().tenant() + " · " + centre)
        .orElse(set.site().tenant());
  }

  private void show() {
    var chosen = site.getValue();
    String wanted = filter.getValue().strip().toLowerCase(Locale.ROOT);
    grid.setItems(
        chosen == null
            ? List.of()
            : chosen.leaves().byPath().entrySet().stream()
                .filter(entry ->
                    (entry.getKey() + " " + entry.getValue().text())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .toList());
  }
}
