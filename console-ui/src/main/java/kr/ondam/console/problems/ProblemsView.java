package kr.ondam.console.problems;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
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
import java.util.Optional;
import kr.ondam.agent.User;
import kr.ondam.console.live.Failures;
import kr.ondam.console.live.Sentences;
import kr.ondam.console.live.TenantSelect;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.NoticeResult;
import kr.ondam.conversation.ReplayResult;
import kr.ondam.conversation.ReplyResult;
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
  private final ProblemTable<ProblemRow> problems;
  private final ProblemTable<NoticeRow> notices;
  private final ProblemTable<LetterRow> letters;
  private final Div failure = new Div();
  private final Tab problemsTab;
  private final Tab noticesTab;
  private final Tab lettersTab;
  private final TabSheet tabs = new TabSheet();

  public ProblemsView(ProblemsParts parts) {
    this.parts = parts;
    user = parts.who().get();
    scope = new ProblemScope(user);
    reader = new ProblemReader(parts, user.tenant());
    acts = new ProblemActs(parts, user, user.tenant());
    problems =
        new ProblemTable<>(
            "problems.outbound",
            "problems.outbound.none",
            (last, most) -> reader.problems(last, most),
            this::reload,
            this::count);
    notices =
        new ProblemTable<>(
            "problems.notices",
            "problems.notices.none",
            (last, most) -> reader.notices(last, most),
            this::reload,
            this::count);
    letters =
        new ProblemTable<>(
            "problems.inbound",
            "problems.inbound.none",
            (last, most) -> reader.letters(last, most),
            this::reload,
            this::count);
    var chooser = new TenantSelect(parts.tenants(), user.tenant(), scope::letters);
    chooser.setVisible(scope.everywhere());
    chooser.addValueChangeListener(event -> turn(event.getValue()));
    var again = new Button(getTranslation("problems.reload"), _ -> restart());
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
    fillNotices();
    fillLetters();
    tabs.setSizeFull();
    problemsTab = tabs.add("", problems);
    noticesTab = tabs.add("", notices);
    lettersTab = tabs.add("", letters);
    if (!replies) {
      problemsTab.setVisible(false);
      noticesTab.setVisible(false);
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
      letters.restart();
      reload();
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("problems.title");
  }

  private void fillProblems() {
    problems.column("problems.at", ProblemRow::at).setAutoWidth(true).setFlexGrow(0);
    state(problems, row -> row.problem().message().delivery());
    problems.column("problems.customer", row -> customer(row.customer()));
    problems.column("problems.channel", ProblemRow::channel);
    problems.column("problems.agent", ProblemRow::agent);
    problems
        .column("problems.reason", row -> Failures.sentence(this, row.problem().message()))
        .setFlexGrow(4);
    problems.act(
        new ProblemAct<>(
            "problems.resend",
            ProblemsView::canBeResent,
            row -> row.problem().message().delivery() == Delivery.UNKNOWN,
            "failure.unknown",
            this::resend));
    problems.act(
        new ProblemAct<>(
            "problems.dismiss",
            _ -> true,
            _ -> false,
            "",
            row -> dismissed(acts.dismiss(row.problem()))));
  }

  /// Whoever may have one already is not written to again without a question.
  private void fillNotices() {
    notices.column("problems.at", NoticeRow::at).setAutoWidth(true).setFlexGrow(0);
    state(notices, row -> row.notice().delivery());
    notices.column("problems.customer", row -> customer(row.customer()));
    notices.column("problems.channel", NoticeRow::channel);
    notices.column("problems.template", row -> row.notice().template());
    notices
        .column(
            "problems.reason",
            row -> Failures.sentence(this, row.notice().delivery(), row.notice().failure()))
        .setFlexGrow(4);
    notices.act(
        new ProblemAct<>(
            "problems.resend",
            _ -> true,
            row -> row.notice().delivery() == Delivery.UNKNOWN,
            "failure.unknown",
            row -> resent(acts.resend(row.notice()))));
    notices.act(
        new ProblemAct<>(
            "problems.dismiss",
            _ -> true,
            _ -> false,
            "",
            row -> dismissed(acts.dismiss(row.notice()))));
  }

  private <T> void state(ProblemTable<T> table, ValueProvider<T, Delivery> delivery) {
    table
        .grid()
        .addColumn(
            LitRenderer.<T>of("<span class=\"rules-word ${item.tone}\">${item.word}</span>")
                .withProperty(
                    "tone", row -> delivery.apply(row) == Delivery.UNKNOWN ? "warn" : "bad")
                .withProperty(
                    "word", row -> getTranslation("delivery." + delivery.apply(row).name())))
        .setHeader(getTranslation("problems.state"))
        .setAutoWidth(true)
        .setFlexGrow(0);
  }

  private String customer(String known) {
    return known.isEmpty() ? getTranslation("customer.unknown") : known;
  }

  private static boolean canBeResent(ProblemRow row) {
    return row.problem().message().resendable() && row.problem().conversation().endedAt() == null;
  }

  private void fillLetters() {
    letters.column("problems.at", LetterRow::at).setAutoWidth(true).setFlexGrow(0);
    letters.column(
        "problems.channel",
        row ->
            row.letter().account().equals(DeadLetter.NO_ACCOUNT)
                ? getTranslation("problems.noAccount")
                : row.channel());
    letters.column("problems.reason", row -> reason(row.letter().reason())).setFlexGrow(4);
    letters.column("problems.size", row -> getTranslation("problems.bytes", row.size()));
    if (acts.seesOriginals()) {
      letters.button("problems.original", this::show, _ -> true);
    }
    letters.act(
        new ProblemAct<>(
            "problems.replay", row -> row.letter().replayable(), _ -> false, "", this::replay));
    letters.act(
        new ProblemAct<>(
            "problems.discard",
            _ -> true,
            _ -> true,
            "problems.letter.discardQuestion",
            row ->
                acts.discard(row.letter())
                    ? new Handled(true, "problems.letter.discarded")
                    : new Handled(false, "problems.letter.gone")));
  }

  /// In words; the stable word itself when there are none.
  private String reason(String code) {
    String key = "problems.reason." + code.replaceAll("[^a-z_].*", "");
    String words = getTranslation(key);
    return words.contains(key) ? code : words;
  }

  private void restart() {
    problems.restart();
    notices.restart();
    letters.restart();
    reload();
  }

  private void reload() {
    try {
      if (problemsTab.isVisible()) {
        problems.load();
        notices.load();
      }
      letters.load();
      count();
      failure.setVisible(false);
    } catch (StoreUnavailable e) {
      failure.setText(getTranslation("problems.unreadable"));
      failure.setVisible(true);
    }
  }

  private void count() {
    problemsTab.setLabel(getTranslation("problems.outbound") + problems.count());
    noticesTab.setLabel(getTranslation("problems.notices") + notices.count());
    lettersTab.setLabel(getTranslation("problems.inbound") + letters.count());
    if (reader.tenant().equals(user.tenant())) {
      OpenCount.update(reader.open());
    }
  }

  private Handled resend(ProblemRow row) {
    var result = acts.resend(row.problem()).toCompletableFuture().join();
    return new Handled(result instanceof ReplyResult.Stored, Sentences.of(result));
  }

  private static Handled resent(Optional<NoticeResult> result) {
    return result
        .map(told ->
            switch (told) {
              case NoticeResult.Kept _ -> new Handled(true, "desk.notice.sent");
              case NoticeResult.IdTaken _, NoticeResult.Refused _ ->
                  new Handled(false, "desk.notice.refused");
            })
        .orElseGet(() -> new Handled(false, "problems.gone"));
  }

  private static Handled dismissed(boolean done) {
    return new Handled(done, done ? "problems.dismissed" : "problems.gone");
  }

  private Handled replay(LetterRow row) {
    return handled(acts.replay(row.letter()).toCompletableFuture().join());
  }

  private static Handled handled(ReplayResult result) {
    return switch (result) {
      case ReplayResult.Done _ -> new Handled(true, "problems.replayed");
      case ReplayResult.NotFound _ -> new Handled(false, "problems.letter.gone");
      case ReplayResult.NoChannel _ -> new Handled(false, "problems.noChannel");
      case ReplayResult.StillUnreadable(var reason) ->
          new Handled(
              false,
              reason.equals("conflict") ? "problems.stillOther" : "problems.stillUnreadable");
      case ReplayResult.Unavailable _ -> new Handled(false, "result.unavailable");
    };
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
    var path = new Code(row.letter().path());
    var line = new Div(new Span(getTranslation("problems.letter.path") + " "), path);
    line.addClassName("centre-note");
    line.setVisible(!row.letter().path().isEmpty());
    return line;
  }
}
