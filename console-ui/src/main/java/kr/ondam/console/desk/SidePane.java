package kr.ondam.console.desk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;

/// The right side: 상담 이력 first, then 고객 and 상담 유형.
final class SidePane extends Div {
  private final TabSheet tabs = new TabSheet();
  private final Tab history;
  private final Tab outcome;
  private final Div nothing = new Div();

  SidePane(HistoryTab historyTab, CustomerTab customerTab, OutcomeTab outcomeTab) {
    addClassName("desk-side");
    tabs.setSizeFull();
    history = tabs.add(getTranslation("desk.history"), historyTab);
    var customer = tabs.add(getTranslation("desk.customer"), customerTab);
    outcome = tabs.add(getTranslation("desk.outcome"), outcomeTab);
    history.setId("tab-history");
    customer.setId("tab-customer");
    outcome.setId("tab-outcome");
    nothing.addClassName("nothing");
    nothing.setText(getTranslation("desk.side.none"));
    add(nothing, tabs);
    close();
  }

  void open() {
    nothing.setVisible(false);
    tabs.setVisible(true);
  }

  void close() {
    nothing.setVisible(true);
    tabs.setVisible(false);
  }

  void showHistory() {
    tabs.setSelectedTab(history);
  }

  void showOutcome() {
    tabs.setSelectedTab(outcome);
  }
}
