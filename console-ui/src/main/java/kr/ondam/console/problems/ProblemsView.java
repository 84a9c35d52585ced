package kr.ondam.console.problems;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import kr.ondam.agent.User;
import kr.ondam.console.live.Failures;
import kr.ondam.console.live.Notices;
import kr.ondam.console.live.Sentences;
import kr.ondam.console.live.TenantSelect;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.ReplayResult;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// 전송 문제: replies that did not arrive and input that could not be understood, until somebody has
/// seen to them. A system administrator chooses whose input, or what came in for nobody.
@Route("problems")
@RolesAllowed({"MANAGER", "ADMIN", "SYSTEM_ADMIN"})
@StyleSheet("centre.css")
@StyleSheet("admin.css")
public final class ProblemsView extends Composite<Div> implements HasDynamicTitle {
  private final transient ProblemsParts parts;
  private final transient User user;
  private final transient ProblemScope scope;
  private transient ProblemReader reader;
  private transient ProblemActs acts;
  private final Grid<ProblemRow> problems = new Grid<>();
  private final Grid<LetterRow> letters = new Grid<>();
  private final Div failure = new Div();
  private final Tab problemsTab;
  private final Tab lettersTab;
  private final TabSheet tabs = new TabSheet();

  public ProblemsView(ProblemsParts parts) {
    this.parts = parts;
    user = parts.who().get();
    scope = new ProblemScope(user);
    reader = new ProblemReader(parts, user.tenant());
    acts = new ProblemActs(parts, user, user.tenant());
    var chooser = new TenantSelect(parts.tenants(), user.tenant(), scope::letters);
    chooser.setVisible(scope.everywhere());
    chooser.addValueChangeListener(event -> turn(event.getValue()));
    var again = new Button(getTranslation("problems.reload"), _ -> reload());
    again.addThemeVariants(ButtonVariant.SMALL);
    boolean replies = scope.replies(user.tenant());
    var note = new Span(getTranslation(replies ? "problems.note" : "problems.note.inbound"));
    note.addClassName("centre-note");
    var header = new Div(new H1(getTranslation("problems.title")), chooser, note, again);
    header.addClassName("centre-header");
    failure.addClassName("problem");
    failure.getElement().setAttribute("role", "alert");
    failure.setVisible(false);
    fillProblems();
    fillLetters();
    tabs.setSizeFull();
    problemsTab = tabs.add("", problems);
    lettersTab = tabs.add("", letters);
    if (!replies) {
      problemsTab.setVisible(false);
      tabs.setSelectedTab(lettersTab);
    }
    getContent().addClassName("admin");
    getContent().add(header, failure, tabs);
    reload();
  }

  /// Turns to what came in for another tenant. The choice comes from the browser: it is asked again
  /// whether it is in scope.
  private void turn(@Nullable TenantId tenant) {
    if (tenant != null && scope.letters(tenant)) {
      reader = new ProblemReader(parts, tenant);
      acts = new ProblemActs(parts, user, tenant);
      reload();
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("problems.title");
  }

  private void fillProblems() {
    prepare(problems, "problems.outbound", "problems.outbound.none");
    column(problems, "problems.at", ProblemRow::at).setAutoWidth(true).setFlexGrow(0);
    problems
        .addColumn(
            LitRenderer.<ProblemRow>of(
                    "<span class=\"rules-word ${item.tone}\">${item.word}</span>")
                .withProperty("tone", row -> isUnknown(row) ? "warn" : "bad")
                .withProperty(
                    "word",
                    row -> getTranslation("delivery." + row.problem().message().delivery().name())))
        .setHeader(getTranslation("problems.state"))
        .setAutoWidth(true)
        .setFlexGrow(0);
    column(problems, "problems.customer", this::customer);
    column(problems, "problems.channel", ProblemRow::channel);
    column(problems, "problems.agent", ProblemRow::agent);
    column(problems, "problems.reason", row -> Failures.sentence(this, row.problem().message()))
        .setFlexGrow(4);
    act(problems, "problems.resend", this::askResend, ProblemsView::canBeResent);
    act(problems, "problems.dismiss", this::dismiss, _ -> true);
  }

  private String customer(ProblemRow row) {
    return row.customer().isEmpty() ? getTranslation("customer.unknown") : row.customer();
  }

  private static boolean isUnknown(ProblemRow row) {
    return row.problem().message().delivery() == Delivery.UNKNOWN;
  }

  private static boolean canBeResent(ProblemRow row) {
    return row.problem().message().resendable() && row.problem().conversation().endedAt() == null;
  }

  private void fillLetters() {
    prepare(letters, "problems.inbound", "problems.inbound.none");
    column(letters, "problems.at", LetterRow::at).setAutoWidth(true).setFlexGrow(0);
    column(
        letters,
        "problems.channel",
        row ->
            row.letter().account().equals(DeadLetter.NO_ACCOUNT)
                ? getTranslation("problems.noAccount")
                : row.channel());
    column(letters, "problems.reason", row -> reason(row.letter().reason())).setFlexGrow(4);
    column(letters, "problems.size", row -> getTranslation("problems.bytes", row.size()));
    if (acts.seesOriginals()) {
      act(letters, "problems.original", this::show, _ -> true);
    }
    act(letters, "problems.replay", this::replay, row -> row.letter().replayable());
    act(letters, "problems.discard", this::askDiscard, _ -> true);
  }

  /// In words; the stable word itself when there are none.
  private String reason(String code) {
    String key = "problems.reason." + code.replaceAll("[^a-z_].*", "");
    String words = getTranslation(key);
    return words.contains(key) ? code : words;
  }

  private void reload() {
    try {
      List<ProblemRow> outbound = problemsTab.isVisible() ? reader.problems() : List.of();
      var inbound = reader.letters();
      problems.setItems(outbound);
      letters.setItems(inbound);
      // What can be done to a row is not the same for every tenant.
      letters.recalculateColumnWidths();
      problemsTab.setLabel(getTranslation("problems.outbound") + count(outbound));
      lettersTab.setLabel(getTranslation("problems.inbound") + count(inbound));
      if (reader.tenant().equals(user.tenant())) {
        OpenCount.update(outbound.size() + inbound.size());
      }
      failure.setVisible(false);
    } catch (StoreUnavailable e) {
      failure.setText(getTranslation("problems.unreadable"));
      failure.setVisible(true);
    }
  }

  private static String count(List<?> rows) {
    return rows.isEmpty() ? "" : " " + rows.size() + (rows.size() == ProblemReader.MOST ? "+" : "");
  }

  /// Whoever may have it already is not written to again without a question.
  private void askResend(ProblemRow row) {
    if (isUnknown(row)) {
      ask("problems.resend", "failure.unknown", () -> resend(row));
    } else {
      resend(row);
    }
  }

  private void resend(ProblemRow row) {
    hear(acts.resend(row.problem()), Sentences::of);
  }

  private void replay(LetterRow row) {
    hear(acts.replay(row.letter()), ProblemsView::sentence);
  }

  private <T> void hear(CompletionStage<T> stage, Function<T, String> sentence) {
    var ui = UI.getCurrent();
    stage.thenAccept(result ->
        ui.access(() -> {
          Notices.say(ui.getTranslation(sentence.apply(result)));
          reload();
        }));
  }

  private static String sentence(ReplayResult result) {
    return switch (result) {
      case ReplayResult.Done _ -> "problems.replayed";
      case ReplayResult.NotFound _ -> "problems.letter.gone";
      case ReplayResult.NoChannel _ -> "problems.noChannel";
      case ReplayResult.StillUnreadable _ -> "problems.stillUnreadable";
      case ReplayResult.Unavailable _ -> "result.unavailable";
    };
  }

  private void dismiss(ProblemRow row) {
    done(() -> acts.dismiss(row.problem()), "problems.dismissed", "problems.gone");
  }

  private void askDiscard(LetterRow row) {
    ask(
        "problems.discard",
        "problems.letter.discardQuestion",
        () ->
            done(
                () -> acts.discard(row.letter()),
                "problems.letter.discarded",
                "problems.letter.gone"));
  }

  private void done(java.util.function.BooleanSupplier act, String yes, String no) {
    try {
      Notices.say(getTranslation(act.getAsBoolean() ? yes : no));
    } catch (StoreUnavailable e) {
      Notices.say(getTranslation("result.unavailable"));
    }
    reload();
  }

  private void ask(String act, String question, Runnable confirmed) {
    var dialog = new ConfirmDialog();
    dialog.setHeader(getTranslation(act));
    dialog.setText(getTranslation(question));
    dialog.setCancelable(true);
    dialog.setCancelText(getTranslation("admin.cancel"));
    dialog.setConfirmText(getTranslation(act));
    dialog.addConfirmListener(_ -> confirmed.run());
    dialog.open();
  }

  private void show(LetterRow row) {
    var text = new Pre(acts.original(row.letter()));
    text.addClassName("rules-code");
    var dialog = new Dialog(path(row), text);
    dialog.setHeaderTitle(getTranslation("problems.letter.raw"));
    dialog.setWidth("min(760px, 90vw)");
    dialog.getFooter().add(new Button(getTranslation("problems.close"), _ -> dialog.close()));
    dialog.open();
  }

  private Div path(LetterRow row) {
    var path = new Code(row.letter().tail());
    var line = new Div(new Span(getTranslation("problems.letter.path") + " "), path);
    line.addClassName("centre-note");
    return line;
  }

  private void prepare(Grid<?> grid, String label, String empty) {
    grid.setAriaLabel(getTranslation(label));
    grid.setEmptyStateText(getTranslation(empty));
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.setSizeFull();
  }

  private <T> Grid.Column<T> column(Grid<T> grid, String header, ValueProvider<T, String> value) {
    return grid.addColumn(value)
        .setHeader(getTranslation(header))
        .setResizable(true)
        .setTooltipGenerator(value::apply);
  }

  private <T> void act(
      Grid<T> grid, String label, Consumer<T> action, ValueProvider<T, Boolean> possible) {
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
}
