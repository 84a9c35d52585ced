package kr.ondam.console.desk;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.User;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.HistoryItem;
import kr.ondam.conversation.Notice;
import kr.ondam.customer.CustomerId;
import kr.ondam.tenant.StoreUnavailable;

/// 상담 이력: what this customer consulted about before, on any channel, and what happened elsewhere.
final class HistoryTab extends Div {
  private static final int MOST = 500;

  private final transient DeskParts parts;
  private final transient Function<AgentId, String> agents;
  private final transient User user;
  private final transient SentNotices sent;

  HistoryTab(DeskParts parts, User user, Function<AgentId, String> agents) {
    this.parts = parts;
    this.user = user;
    this.agents = agents;
    sent = new SentNotices(parts, user.tenant());
    addClassName("history");
  }

  /// @param whose the customer whose history it is
  void show(CustomerId whose, List<HistoryItem> items, List<Disposition> dispositions) {
    sent.read(whose, items);
    if (items.isEmpty()) {
      say(getTranslation("desk.history.none"));
      return;
    }
    removeAll();
    for (var item : items) {
      add(
          switch (item) {
            case HistoryItem.Consultation consultation -> consultation(consultation, dispositions);
            case HistoryItem.Elsewhere(var event) ->
                sent.notice(event.id())
                    .map(this::notice)
                    .orElseGet(() -> elsewhere(event.at(), event.title()));
          });
    }
  }

  private Div elsewhere(Instant at, String title) {
    var card = card(DeskText.stamp(at, parts.zone()));
    card.addClassName("elsewhere");
    card.add(new Div(title));
    return card;
  }

  private Div notice(Notice notice) {
    var card =
        elsewhere(notice.createdAt(), getTranslation("desk.history.notice", notice.template()));
    card.add(sent.line(notice));
    return card;
  }

  /// A notice of the customer was kept, or has moved.
  private void put(Notice notice) {
    if (!sent.moved(notice)) {
      getChildren().filter(Empty.class::isInstance).findFirst().ifPresent(this::remove);
      addComponentAsFirst(notice(notice));
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    sent.follow(event.getUI(), this::put);
  }

  @Override
  protected void onDetach(DetachEvent event) {
    sent.close();
    super.onDetach(event);
  }

  /// Instead of what only another tenant may see.
  ///
  /// @param tenant its name
  void closedBy(String tenant) {
    sent.forget();
    say(getTranslation("desk.history.lent", tenant));
  }

  void failed() {
    sent.forget();
    say(getTranslation("desk.history.failed"));
  }

  private void say(String sentence) {
    removeAll();
    add(new Empty(sentence));
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

  /// Stands where there are no cards.
  private static final class Empty extends Div {
    Empty(String sentence) {
      super(sentence);
      addClassName("empty");
    }
  }
}
