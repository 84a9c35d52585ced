package kr.ondam.console.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import kr.ondam.launch.rules.Activation;
import kr.ondam.launch.rules.RuleState;
import kr.ondam.rules.file.Change;
import kr.ondam.rules.file.Diagnostic;
import kr.ondam.rules.file.FileContents;
import kr.ondam.rules.file.Leaves;

/// The lists of the rules' tab: changes, findings, tests, history.
final class RuleLists {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private RuleLists() {}

  static String time(Instant at) {
    return TIME.format(at.atZone(ZoneId.systemDefault()));
  }

  static Component changes(List<Change> changes) {
    Grid<Change> grid = grid("rules.changes", "rules.changes.none");
    column(grid, "rules.path", Change::path).setFlexGrow(3);
    column(grid, "rules.before", change -> value(change.before())).setFlexGrow(2);
    column(grid, "rules.after", change -> value(change.after())).setFlexGrow(2);
    column(grid, "rules.from", RuleLists::place).setFlexGrow(2);
    column(grid, "rules.sites", change -> String.join(", ", change.sites())).setFlexGrow(3);
    grid.setItems(changes);
    return grid;
  }

  private static String value(Optional<Leaves.Leaf> leaf) {
    return leaf.map(Leaves.Leaf::text).orElse("–");
  }

  private static String place(Change change) {
    return change.after().or(change::before).map(leaf -> leaf.at().toString()).orElse("");
  }

  /// @param elsewhere findings in files that are not shown
  static Component findings(List<Diagnostic> findings, long elsewhere) {
    var list = new Div();
    list.addClassName("rules-findings");
    if (findings.isEmpty()) {
      list.add(note("rules.findings.none"));
    }
    // What keeps the files out comes before what only deserves a look.
    findings.stream()
        .sorted(Comparator.comparing(found -> !found.severity().blocks()))
        .forEach(found -> list.add(finding(found)));
    if (elsewhere > 0) {
      list.add(new Div(text("rules.findings.elsewhere", elsewhere)));
    }
    return list;
  }

  private static Div finding(Diagnostic found) {
    Locale locale = UI.getCurrent().getLocale();
    String[] parts = RuleReasonDialog.wording(found, locale).split("\n", 2);
    String place = found.at().toString();
    var at = new Code(place);
    var word = new Span(text("rules.severity." + found.severity().name()));
    word.addClassNames("rules-word", found.severity().blocks() ? "bad" : "warn");
    String message =
        locale.getLanguage().equals("en") ? found.message().english() : found.message().korean();
    var head = new Div(word, at, new Span(message));
    head.addClassName("rules-finding-head");
    var item = new Div(head);
    item.addClassName("rules-finding");
    if (parts.length > 1) {
      var excerpt = new Pre(parts[1]);
      excerpt.addClassName("rules-code");
      item.add(excerpt);
    }
    return item;
  }

  static Component tests(List<FileContents.Tested> tests) {
    Grid<FileContents.Tested> grid = grid("rules.tests", "rules.tests.none");
    grid.addColumn(
            LitRenderer.<FileContents.Tested>of(
                    "<span class=\"rules-word ${item.tone}\">${item.word}</span>")
                .withProperty("tone", each -> tone(each.outcome()))
                .withProperty("word", each -> text("rules.outcome." + each.outcome().name())))
        .setHeader(text("rules.outcome"))
        .setAutoWidth(true)
        .setFlexGrow(0);
    column(grid, "rules.test.name", each -> each.test().name()).setFlexGrow(4);
    column(
        grid,
        "rules.test.kind",
        each -> text(each.test().script() ? "rules.test.script" : "rules.test.case"));
    column(grid, "rules.place", each -> each.test().at().toString()).setFlexGrow(2);
    grid.setItems(tests);
    return grid;
  }

  private static String tone(FileContents.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "good";
      case FAILED -> "bad";
      case NOT_RUN -> "warn";
    };
  }

  /// @param back is given the activation to roll back to
  static Component history(RuleActs acts, RuleState state, Consumer<Activation> back) {
    Grid<Activation> grid = grid("rules.history", "rules.history.none");
    column(grid, "rules.at", each -> time(each.at()));
    column(grid, "rules.kind", each -> text("rules.kind." + each.kind().name()));
    column(grid, "rules.label", Activation::label);
    column(grid, "rules.version", each -> Activation.abbreviated(each.version()));
    column(grid, "rules.by", each -> acts.mayRead(each) ? each.by() : "–");
    column(grid, "rules.why", each -> acts.mayRead(each) ? each.why() : "–").setFlexGrow(3);
    column(
        grid,
        "rules.effective",
        each -> each.effective().isAfter(each.at()) ? time(each.effective()) : "");
    grid.addColumn(
            LitRenderer.<Activation>of(
                    "<vaadin-button theme=\"tertiary small\" ?hidden=\"${item.now}\""
                        + " @click=\"${back}\">${item.text}</vaadin-button>"
                        + "<span class=\"rules-word good\" ?hidden=\"${!item.now}\">"
                        + "${item.nowText}</span>")
                .withProperty("now", each -> each.version().equals(state.decided()))
                .withProperty("nowText", _ -> text("rules.now"))
                .withProperty("text", _ -> text("rules.back"))
                .withFunction("back", back::accept))
        .setAutoWidth(true)
        .setFlexGrow(0);
    grid.setItems(state.history().reversed());
    return grid;
  }

  static <T> Grid<T> grid(String label, String empty) {
    Grid<T> grid = new Grid<>();
    grid.setAriaLabel(text(label));
    grid.setEmptyStateText(text(empty));
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.addClassName("rules-list");
    return grid;
  }

  static <T> Grid.Column<T> column(
      Grid<T> grid, String header, com.vaadin.flow.function.ValueProvider<T, String> value) {
    return grid.addColumn(value)
        .setHeader(text(header))
        .setResizable(true)
        .setTooltipGenerator(value::apply);
  }

  static Div note(String key, Object... params) {
    var note = new Div(text(key, params));
    note.addClassName("rules-note");
    return note;
  }

  static String text(String key, Object... params) {
    return UI.getCurrent().getTranslation(key, params);
  }
}
