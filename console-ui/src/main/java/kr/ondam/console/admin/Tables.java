package kr.ondam.console.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.function.Supplier;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// A tab's content: a bar with the button that creates something, and the list of what there is.
final class Tables<T> extends Div {
  final Grid<T> grid = new Grid<>();
  private final Div problem = new Div();
  private final transient Supplier<List<T>> rows;

  /// @param rows reads the list afresh
  Tables(String ariaLabel, String empty, Supplier<List<T>> rows) {
    this.rows = rows;
    addClassName("admin-tab");
    grid.setAriaLabel(ariaLabel);
    grid.setEmptyStateText(empty);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addThemeVariants(GridVariant.NO_BORDER);
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    add(problem, grid);
  }

  void creates(@Nullable String label, Runnable create) {
    if (label != null) {
      var button = new Button(label, _ -> create.run());
      button.addThemeVariants(ButtonVariant.PRIMARY);
      var bar = new Div(button);
      bar.addClassName("admin-bar");
      addComponentAsFirst(bar);
    }
  }

  void reload() {
    problem.setVisible(false);
    try {
      grid.setItems(rows.get());
    } catch (StoreUnavailable e) {
      problem.setText(getTranslation("admin.unreadable"));
      problem.setVisible(true);
    }
  }
}
