package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.User;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.HistoryItem;
import kr.ondam.tenant.StoreUnavailable;

/// 상담 이력: what this customer consulted about before, on any channel, and what happened elsewhere.
final class HistoryTab extends Div {
  private static final int MOST = 500;

  private final transient DeskParts parts;
  private final transient Function<AgentId, String> agents;
  private final transient User user;

  HistoryTab(DeskParts parts, User user, Function<AgentId, String> agents) {
    this.parts = parts;
    this.user = user;
    this.agents = agents;
    addClassName("history");
  }

  void show(List<HistoryItem> items, List<Disposition> dispositions) {
    if (items.isEmpty()) {
      say(getTranslation("desk.history.none"));
      return;
    }
    removeAll();
    for (var item : items) {
      add(
          switch (item) {
            case HistoryItem.Consultation consultation -> consultation(consultation, dispositions);
            case HistoryItem.Elsewhere(var event) -> {
              var card = card(DeskText.stamp(event.at(), parts.zone()));
              card.addClassName("elsewhere");
              card.add(new Div(event.title()));
              yield card;
            }
          });
    }
  }

  /// Instead of what only another tenant may see.
  ///
  /// @param tenant its name
  void closedBy(String tenant) {
    say(getTranslation("desk.history.lent", tenant));
  }

  void failed() {
    say(getTranslation("desk.history.failed"));
  }

  private void say(String sentence) {
    removeAll();
    var said = new Div(sentence);
    said.addClassName("empty");
    add(said);
  }

  private static Div card(String when) {
    var stamp = new Span(when);
    stamp.addClassName("when");
    var head = new Div(stamp);
    head.addClassName("card-head");
    var card = new Div(head);
    card.addClassName("card");
    return card;
  }

  private Div consultation(HistoryItem.Consultation item, List<Disposition> dispositions) {
    var c = item.conversation();
    var card = card(DeskText.stamp(c.openedAt(), parts.zone()));
    var channel = new Span(getTranslation("channel." + c.channel().name()));
    channel.addClassName("chip");
    var state = new Span(getTranslation("stage." + c.stage().name()));
    state.addClassName("state");
    state.getElement().setAttribute("data-state", ListRow.tone(c));
    var tags = new Div(channel, state);
    tags.addClassName("tags");
    card.add(tags);
    var code = c.disposition();
    var result =
        new Div(
            code == null
                ? getTranslation("desk.history.unclassified")
                : Dispositions.path(code, dispositions));
    result.addClassName("result");
    card.add(result);
    var agent = c.assignee();
    if (agent != null) {
      var by = new Div(getTranslation("desk.history.agent", agents.apply(agent)));
      by.addClassName("by");
      card.add(by);
    }
    item.beginning().stream()
        .map(message -> DeskText.plain(message.parts()))
        .filter(words -> !words.isBlank())
        .findFirst()
        .ifPresent(words -> {
          var first = new Div(words);
          first.addClassName("first-words");
          card.add(first);
        });
    var whole = new Div();
    whole.addClassName("transcript");
    whole.setVisible(false);
    var more = new Button(getTranslation("desk.history.open"));
    more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    more.addClickListener(_ -> {
      boolean opening = !whole.isVisible();
      if (opening && whole.getChildren().findAny().isEmpty()) {
        fill(whole, c);
      }
      whole.setVisible(opening);
      more.setText(getTranslation(opening ? "desk.history.close" : "desk.history.open"));
    });
    card.add(more, whole);
    return card;
  }

  /// Whoever reads an earlier consultation leaves a trace.
  private void fill(Div whole, Conversation c) {
    try {
      var files = parts.attachments().of(c.tenant(), c.id());
      var bubbles =
          new Bubbles(
              parts.zone(),
              agents,
              (seq, part, id) ->
                  files.stream()
                      .filter(file ->
                          file.seq() == seq && file.part() == part || file.id().value().equals(id))
                      .findFirst()
                      .orElse(null),
              new MessageActs(parts, user));
      parts
          .conversations()
          .messages(c.tenant(), c.id(), 0, MOST)
          .forEach(message -> whole.add(bubbles.message(message)));
      parts.conversations().notes(c.tenant(), c.id()).forEach(n -> whole.add(bubbles.note(n)));
      parts
          .audit()
          .record(
              user,
              parts.remoteAddress().get(),
              "history.viewed",
              c.customer().value(),
              c.id().toString(),
              "");
    } catch (StoreUnavailable _) {
      whole.add(new Div(getTranslation("desk.history.failed")));
    }
  }
}
