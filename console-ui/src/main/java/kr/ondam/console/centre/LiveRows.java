package kr.ondam.console.centre;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.ListDataProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The rows of a grid that are replaced while somebody works in it: selection, sorting and scroll
/// position stay, because a row is the same as long as its id is.
final class LiveRows<T> extends ListDataProvider<T> {
  private final transient Function<T, Object> id;
  private final transient List<T> rows;

  private LiveRows(List<T> rows, Function<T, Object> id) {
    super(rows);
    this.rows = rows;
    this.id = id;
  }

  static <T> LiveRows<T> by(Function<T, Object> id) {
    return new LiveRows<>(new ArrayList<>(), id);
  }

  @Override
  public Object getId(T item) {
    return id.apply(item);
  }

  /// Replaces the rows; selected rows that are gone are no longer selected.
  void show(List<T> fresh, Grid<T> grid) {
    Set<Object> present = fresh.stream().map(id).collect(Collectors.toSet());
    for (T selected : List.copyOf(grid.getSelectedItems())) {
      if (!present.contains(id.apply(selected))) {
        grid.deselect(selected);
      }
    }
    rows.clear();
    rows.addAll(fresh);
    refreshAll();
  }
}
