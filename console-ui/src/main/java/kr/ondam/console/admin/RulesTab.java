package kr.ondam.console.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.TabSheet;
import java.util.Map;
import java.util.stream.Collectors;
import kr.ondam.event.Subscription;
import kr.ondam.launch.rules.Activation;
import kr.ondam.launch.rules.RuleState;
import kr.ondam.rules.file.FileContents;

/// 배정 규칙: what is in force, what is being written, and the way from one to the other. It follows
/// the files by itself.
final class RulesTab extends Div {
  private final transient AdminParts parts;
  private final transient RuleActs acts;
  private final Div cards = new Div();
  private TabSheet lists = new TabSheet();
  private transient RuleState shown;
  private transient Subscription subscription = () -> {};

  RulesTab(AdminParts parts, RuleActs acts) {
    this.parts = parts;
    this.acts = acts;
    addClassName("rules");
    cards.addClassName("rules-cards");
    add(cards, lists);
    shown = acts.state();
    show(shown);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    subscription.close();
    var ui = event.getUI();
    subscription = parts.rules().listen(() -> ui.access(this::reload));
    reload();
  }

  @Override
  protected void onDetach(DetachEvent event) {
    subscription.close();
  }

  private void reload() {
    var now = acts.state();
    if (!now.equals(shown)) {
      show(now);
    }
  }

  private void show(RuleState state) {
    shown = state;
    cards.removeAll();
    cards.add(inForce(state), draft(state));
    state
        .alarms()
        .forEach(alarm -> {
          boolean english = getLocale().getLanguage().equals("en");
          var problem = new Div(english ? alarm.english() : alarm.korean());
          problem.addClassName("problem");
          problem.getElement().setAttribute("role", "alert");
          cards.add(problem);
        });
    int selected = Math.max(0, lists.getSelectedIndex());
    var fresh = new TabSheet();
    fresh.addClassName("rules-lists");
    var changes = acts.changes(state);
    var tests = acts.tests(state);
    var findings = acts.diagnostics(state);
    long passed =
        tests.stream().filter(each -> each.outcome() == FileContents.Outcome.PASSED).count();
    fresh.add(count("rules.changes", changes.size()), RuleLists.changes(changes));
    fresh.add(
        count("rules.findings", findings.size()),
        RuleLists.findings(findings, acts.elsewhere(state)));
    fresh.add(
        getTranslation("rules.tests") + " " + passed + "/" + tests.size(), RuleLists.tests(tests));
    fresh.add(getTranslation("rules.history"), RuleLists.history(acts, state, this::askBack));
    fresh.add(getTranslation("rules.values"), new RuleValues(state, acts.tenant()));
    boolean broken = state.standing() == RuleState.Standing.BROKEN;
    fresh.setSelectedIndex(broken && selected == 0 ? 1 : selected);
    replace(lists, fresh);
    lists = fresh;
  }

  private String count(String key, int count) {
    return getTranslation(key) + " " + count;
  }

  private Section inForce(RuleState state) {
    var card = card("rules.inForce");
    if (state.inForce().isEmpty()) {
      card.add(RuleLists.note("rules.inForce.none"));
      return card;
    }
    var now = state.inForce().get();
    var activation = now.activation();
    card.add(
        title(activation), RuleLists.note("rules.since", RuleLists.time(activation.effective())));
    if (activation.kind() == Activation.Kind.FIRST) {
      card.add(new Div(getTranslation("rules.kind.FIRST")));
    } else if (acts.mayRead(activation)) {
      card.add(new Div(getTranslation("rules.byWhy", activation.by(), activation.why())));
    }
    if (!now.whole()) {
      card.add(word("rules.partly", "warn"));
    }
    state
        .waiting()
        .ifPresent(later ->
            card.add(
                new Div(
                    getTranslation(
                        "rules.waiting",
                        Activation.abbreviated(later.version()),
                        RuleLists.time(later.effective())))));
    return card;
  }

  private Div title(Activation activation) {
    var label = new Span(activation.label().isEmpty() ? "–" : activation.label());
    label.addClassName("rules-label");
    var version = new Span(Activation.abbreviated(activation.version()));
    version.addClassName("rules-sha");
    version.setTitle(activation.version());
    return new Div(label, version);
  }

  private Section draft(RuleState state) {
    var card = card("rules.draft");
    var standing = state.standing();
    var tone =
        switch (standing) {
          case SAME -> "good";
          case CHANGED, SCHEDULED -> "warn";
          case BROKEN, EMPTY -> "bad";
        };
    card.add(word("rules.standing." + standing.name(), tone));
    card.add(RuleLists.note("rules.standing." + standing.name() + ".help"));
    state.draft().unreadable().ifPresent(problem -> card.add(new Div(problem)));
    if (!state.draft().ignored().isEmpty() && acts.tenant().isEmpty()) {
      card.add(RuleLists.note("rules.ignored", String.join(", ", state.draft().ignored())));
    }
    var apply = new Button(getTranslation("rules.apply"), _ -> askApply());
    apply.addThemeVariants(ButtonVariant.PRIMARY);
    apply.setEnabled(standing == RuleState.Standing.CHANGED);
    card.add(apply);
    return card;
  }

  private void askApply() {
    var seen = shown;
    String tenants =
        seen.changes().entrySet().stream()
            .filter(each -> acts.tenant().isEmpty() || acts.tenant().get().equals(each.getKey()))
            .map(RulesTab::summary)
            .collect(Collectors.joining(", "));
    int count = acts.tenant().isEmpty() ? seen.allChanges().size() : acts.changes(seen).size();
    String question = getTranslation("rules.apply.question", count, tenants);
    var named = seen.draft().book().map(book -> book.effectiveAt()).orElseThrow();
    if (named.isPresent() && named.getAsLong() > parts.clock().millis()) {
      question +=
          " "
              + getTranslation(
                  "rules.apply.later",
                  RuleLists.time(java.time.Instant.ofEpochMilli(named.getAsLong())));
    }
    new RuleReasonDialog(getTranslation("rules.apply"), question, why -> acts.activate(why, seen))
        .open();
  }

  private static String summary(Map.Entry<String, ? extends java.util.List<?>> tenant) {
    return tenant.getKey() + " " + tenant.getValue().size();
  }

  private void askBack(Activation to) {
    new RuleReasonDialog(
            getTranslation("rules.back"),
            getTranslation(
                "rules.back.question",
                Activation.abbreviated(to.version()),
                RuleLists.time(to.at())),
            why -> acts.rollback(why, to.version()))
        .open();
  }

  private Section card(String key) {
    var card = new Section(new H2(getTranslation(key)));
    card.addClassName("rules-card");
    card.getElement().setAttribute("data-card", key);
    return card;
  }

  private Span word(String key, String tone) {
    var word = new Span(getTranslation(key));
    word.addClassNames("rules-word", tone);
    return word;
  }
}
