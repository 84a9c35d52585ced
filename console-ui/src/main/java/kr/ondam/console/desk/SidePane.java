package kr.ondam.console.desk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.User;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.Why;
import kr.ondam.tenant.StoreUnavailable;

/// The right side: 상담 이력 first, then 고객 정보 and 상담유형·결과.
final class SidePane extends Div {
  private static final int MOST_HISTORY = 50;

  private final transient DeskParts parts;
  private final transient User user;
  private final HistoryTab history;
  private final CustomerTab customer;
  private final OutcomeTab outcome;
  private final TabSheet tabs = new TabSheet();
  private final Tab historyTab;
  private final Tab customerTab;
  private final Tab outcomeTab;
  private final WhyHere why;
  private final Div nothing = new Div();

  /// @param corrected told after the agent has corrected who the customer is
  SidePane(
      DeskParts parts,
      User user,
      Function<AgentId, String> agents,
      OutcomeTab outcome,
      Runnable corrected) {
    this.parts = parts;
    this.user = user;
    this.outcome = outcome;
    history = new HistoryTab(parts, user, agents);
    customer = new CustomerTab(parts, user, _ -> corrected.run());
    addClassName("desk-side");
    tabs.setSizeFull();
    historyTab = tabs.add(getTranslation("desk.history"), history);
    customerTab = tabs.add(getTranslation("desk.customer"), customer);
    outcomeTab = tabs.add(getTranslation("desk.outcome"), outcome);
    historyTab.setId("tab-history");
    customerTab.setId("tab-customer");
    outcomeTab.setId("tab-outcome");
    nothing.addClassName("nothing");
    nothing.setText(getTranslation("desk.side.none"));
    why =
        new WhyHere(new Why(parts.routing(), parts.agents(), parts.partitions(), parts.zone())::of);
    add(nothing, tabs, why);
    close();
  }

  /// Shows whose conversation it is, with 상담 이력 in front, or what is left to do after its end.
  void show(DeskReader.Opened opened) {
    var c = opened.conversation();
    var lentBy = opened.lentBy();
    customerTab.setVisible(lentBy == null);
    try {
      var dispositions = parts.conversations().dispositions(c.tenant());
      outcome.show(Dispositions.choices(dispositions), c.disposition());
    } catch (StoreUnavailable _) {
      history.failed();
    }
    if (lentBy == null) {
      showOwn(opened);
    } else {
      // Of another tenant there is the thread and its end, nothing else (decision 0008).
      history.closedBy(lentBy.name());
    }
    why.setVisible(lentBy == null);
    stage(c.stage());
    nothing.setVisible(false);
    tabs.setVisible(true);
    if (c.stage() == Stage.WRAP_UP) {
      showOutcome();
    } else {
      showHistory();
    }
  }

  private void showOwn(DeskReader.Opened opened) {
    var c = opened.conversation();
    showHistoryOf(c);
    try {
      var reachable = parts.customers().identities(user.tenant(), c.customer());
      customer.show(opened.customer(), reachable, c.attributes());
    } catch (StoreUnavailable _) {
      history.failed();
    }
    why.show(c);
  }

  void showHistoryOf(Conversation c) {
    try {
      history.show(
          c.customer(),
          parts.history().of(user.tenant(), c.customer(), c.id(), MOST_HISTORY),
          parts.conversations().dispositions(user.tenant()));
    } catch (StoreUnavailable _) {
      history.failed();
    }
  }

  void stage(Stage stage) {
    outcome.stage(stage);
  }

  void close() {
    nothing.setVisible(true);
    tabs.setVisible(false);
    why.setVisible(false);
  }

  void showHistory() {
    tabs.setSelectedTab(historyTab);
  }

  /// Shows the disposition, ready to be typed.
  void showOutcome() {
    tabs.setSelectedTab(outcomeTab);
    outcome.focusField();
  }
}
