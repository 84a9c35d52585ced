package kr.ondam.console.problems;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// A list of problems, a page at a time, whose rows are seen to one by one or several at once. What
/// became of several is said above the list until the next time.
final class ProblemTable<T> extends Div {
  private static final int PAGE = 100;

  /// Reads rows of the list.
  interface Pages<T> {
    /// At most `most` rows after `last`, from the beginning when that is null.
    ///
    /// @throws StoreUnavailable when they cannot be read now
    List<T> after(@Nullable T last, int most);
  }

  private final transient Pages<T> pages;
  private final transient Runnable changed;
  private final transient Runnable counted;
  private final transient List<T> rows = new ArrayList<>();
  private final Grid<T> grid = new Grid<>();
  private final Div bar = new Div();
  private final Div result = new Div();
  private final Button more;
  private boolean further;

  /// @param changed told after an act, so that everything is read again
  /// @param counted told when more rows were read
  ProblemTable(String label, String empty, Pages<T> pages, Runnable changed, Runnable counted) {
    this.pages = pages;
    this.changed = changed;
    this.counted = counted;
    addClassNames("admin-tab", "problem-table");
    grid.setAriaLabel(getTranslation(label));
    grid.setEmptyStateText(getTranslation(empty));
    grid.setSelectionMode(Grid.SelectionMode.MULTI);
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.addSelectionListener(_ -> choose());
    bar.addClassName("problem-bar");
    bar.setVisible(false);
    result.addClassName("problem-result");
    result.getElement().setAttribute("role", "status");
    result.setVisible(false);
    more = new Button(getTranslation("problems.more"), _ -> more());
    more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    more.addClassName("problem-more");
    add(result, bar, grid, more);
  }

  Grid<T> grid() {
    return grid;
  }

  Grid.Column<T> column(String header, ValueProvider<T, String> value) {
    return grid.addColumn(value)
        .setHeader(getTranslation(header))
        .setResizable(true)
        .setTooltipGenerator(value::apply);
  }

  /// A button in every row for what is not an act on several.
  void button(String label, Consumer<T> action, ValueProvider<T, Boolean> possible) {
    grid.addColumn(
            LitRenderer.<T>of(
                    "<vaadin-button theme=\"tertiary small\" ?hidden=\"${!item.possible}\""
                        + " @click=\"${act}\">${item.text}</vaadin-button>")
                .withProperty("text", _ -> getTranslation(label))
                .withProperty("possible", possible)
                .withFunction("act", action::accept))
        .setAutoWidth(true)
        .setFlexGrow(0);
  }

  /// A button in every row, and one for all that are chosen.
  void act(ProblemAct<T> act) {
    button(act.label(), row -> ask(act, row), act.possible()::test);
    var all = new Button("", _ -> ask(act));
    all.addThemeVariants(ButtonVariant.SMALL);
    grid.addSelectionListener(event ->
        all.setText(
            getTranslation(
                "problems.chosen",
                getTranslation(act.label()),
                event.getAllSelectedItems().size())));
    bar.add(all);
  }

  private void choose() {
    bar.setVisible(!grid.getSelectedItems().isEmpty());
  }

  /// Reads as much again as is shown.
  ///
  /// @throws StoreUnavailable when that cannot be done now
  void load() {
    int most = Math.max(PAGE, rows.size());
    var read = pages.after(null, most + 1);
    rows.clear();
    add(read, most);
  }

  /// Begins with the first page again.
  void restart() {
    rows.clear();
    result.setVisible(false);
  }

  private void add(List<T> read, int most) {
    further = read.size() > most;
    rows.addAll(read.subList(0, Math.min(most, read.size())));
    grid.deselectAll();
    grid.setItems(List.copyOf(rows));
    grid.recalculateColumnWidths();
    more.setVisible(further);
  }

  private void more() {
    try {
      add(pages.after(rows.getLast(), PAGE + 1), PAGE);
      counted.run();
    } catch (StoreUnavailable _) {
      say(getTranslation("problems.unreadable"));
    }
  }

  /// ` 12`, or ` 100+` where there are more; empty for none.
  String count() {
    return rows.isEmpty() ? "" : " " + rows.size() + (further ? "+" : "");
  }

  private void ask(ProblemAct<T> act, T row) {
    if (act.risky().test(row)) {
      ask(act, getTranslation(act.warning()), List.of(row));
    } else {
      go(act, List.of(row));
    }
  }

  private void ask(ProblemAct<T> act) {
    var chosen = rows.stream().filter(grid.getSelectedItems()::contains).toList();
    if (chosen.isEmpty()) {
      return;
    }
    long risky = chosen.stream().filter(act.risky()).count();
    var question = getTranslation("problems.chosenQuestion", chosen.size());
    ask(
        act,
        risky == 0 ? question : question + " " + getTranslation(act.warning() + ".some", risky),
        chosen);
  }

  private void ask(ProblemAct<T> act, String question, List<T> chosen) {
    var dialog = new ConfirmDialog();
    dialog.setHeader(getTranslation(act.label()));
    dialog.setText(question);
    dialog.setWidth("min(440px, 90vw)");
    dialog.setCancelable(true);
    dialog.setCancelText(getTranslation("admin.cancel"));
    dialog.setConfirmText(getTranslation(act.label()));
    dialog.addConfirmListener(_ -> go(act, chosen));
    dialog.open();
  }

  /// One after the other, away from the thread of the browser: each waits for the store.
  private void go(ProblemAct<T> act, List<T> chosen) {
    var ui = UI.getCurrent();
    Thread.startVirtualThread(() -> {
      List<Handled> all = chosen.stream().map(row -> one(act, row)).toList();
      try {
        ui.access(() -> {
          say(all.size() == 1 ? getTranslation(all.getFirst().sentence()) : sum(all));
          changed.run();
        });
      } catch (UIDetachedException _) {
        // Nobody looks any more.
      }
    });
  }

  private static <T> Handled one(ProblemAct<T> act, T row) {
    try {
      return act.work().apply(row);
    } catch (StoreUnavailable _) {
      return new Handled(false, "result.unavailable");
    }
  }

  /// How many were seen to, and why the others were not.
  private String sum(List<Handled> all) {
    Map<String, Long> reasons =
        all.stream()
            .filter(handled -> !handled.done())
            .collect(Collectors.groupingBy(Handled::sentence, TreeMap::new, Collectors.counting()));
    long done = all.stream().filter(Handled::done).count();
    if (reasons.isEmpty()) {
      return getTranslation("problems.handled", done);
    }
    var why =
        reasons.entrySet().stream()
            .map(e -> getTranslation(e.getKey()) + " (" + e.getValue() + ")")
            .collect(Collectors.joining(" "));
    return getTranslation("problems.handledSome", done, all.size() - done, why);
  }

  private void say(String sentence) {
    result.removeAll();
    result.add(new Span(sentence));
    result.setVisible(true);
  }
}
