package kr.ondam.console.desk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kr.ondam.agent.UserId;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.routing.Offer;
import kr.ondam.routing.OfferId;
import org.jspecify.annotations.Nullable;

/// The left side: offers on top, then 내 상담 or 대기열.
final class ListPane extends Div {
  /// What a press in the list asks for.
  ///
  /// @param take to fetch a waiting conversation out of the queue
  /// @param reload called when the other tab was chosen
  record Wishes(
      Consumer<ConversationId> open,
      Consumer<ConversationId> take,
      Consumer<Offer> accept,
      Consumer<Offer> decline,
      Runnable reload) {}

  private final transient UserId who;
  private final transient Wishes wishes;
  private final Div offers = new Div();
  private final Span mineCount = new Span();
  private final Span waitingCount = new Span();
  private final Tab mineTab = new Tab();
  private final Tab waitingTab = new Tab();
  private final Tabs tabs = new Tabs(mineTab, waitingTab);
  private final Div rows = new Div();
  private final Div empty = new Div();
  private final Div stale = new Div();
  private final transient Map<OfferId, OfferCard> cards = new HashMap<>();
  private final transient Map<ConversationId, ListRow> shown = new HashMap<>();
  private final transient Map<ConversationId, Long> seen = new HashMap<>();
  private transient @Nullable DeskState state;
  private transient @Nullable ConversationId selected;

  /// @param who reads: the page keeps how far
  ListPane(UserId who, Wishes wishes) {
    this.who = who;
    this.wishes = wishes;
    addClassName("desk-list");
    offers.addClassName("offers");
    mineTab.add(new Span(getTranslation("desk.mine")), mineCount);
    waitingTab.add(new Span(getTranslation("desk.waiting")), waitingCount);
    mineTab.setId("tab-mine");
    waitingTab.setId("tab-waiting");
    mineCount.addClassName("count");
    waitingCount.addClassName("count");
    tabs.addSelectedChangeListener(_ -> {
      rows.removeAll();
      shown.clear();
      wishes.reload().run();
    });
    rows.addClassName("rows");
    rows.getElement().setAttribute("role", "group");
    rows.getElement().setAttribute("aria-label", getTranslation("desk.mine"));
    empty.addClassName("empty");
    empty.setVisible(false);
    empty.setText(getTranslation("centre.loading"));
    stale.addClassName("stale");
    stale.getElement().setAttribute("role", "status");
    stale.setVisible(false);
    stale.setText(getTranslation("desk.stale"));
    add(stale, offers, tabs, rows, empty);
  }

  /// Takes the keyboard when nothing else has it.
  void rest() {
    getElement().executeJs("window.ondamUnsent.rest(this)");
  }

  boolean showsWaiting() {
    return tabs.getSelectedTab() == waitingTab;
  }

  /// Says that what is shown could not be read again.
  void stale() {
    stale.setVisible(true);
  }

  /// How many customers wait for an answer of this agent, offers counted.
  int calls() {
    var now = state;
    return now == null
        ? 0
        : now.offers().size()
            + (int) now.mine().stream().filter(row -> row.conversation().customerWaits()).count();
  }

  /// Answers whether an offer came that was not there before.
  boolean show(DeskState fresh) {
    state = fresh;
    stale.setVisible(false);
    mineCount.setText(Integer.toString(fresh.mine().size()));
    waitingCount.setText(Integer.toString(fresh.waitingCount()));
    boolean more = showOffers(fresh);
    paint();
    return more;
  }

  void select(@Nullable ConversationId id) {
    selected = id;
    paint();
  }

  /// Up to which seq the agent has looked at the conversation; at least up to the last answer.
  long seen(Conversation c) {
    return seen.getOrDefault(c.id(), c.lastOutboundSeq());
  }

  /// The agent has looked at the conversation up to `seq`.
  void saw(ConversationId id, long seq) {
    if (seen.merge(id, seq, Math::max) == seq) {
      getElement()
          .executeJs(
              "window.ondamUnsent.saw($0, $1, $2)", who.toString(), id.toString(), (double) seq);
    }
    paint();
  }

  /// Conversations of 내 상담 in the order shown.
  List<ConversationId> mine() {
    var now = state;
    return now == null ? List.of() : now.mine().stream().map(r -> r.conversation().id()).toList();
  }

  /// The conversation of 내 상담 that stands so many places below another one, or above it, going
  /// round; the first when that one is not there.
  Optional<ConversationId> beside(@Nullable ConversationId other, int by) {
    var order = mine();
    int at = other == null ? -1 : order.indexOf(other);
    return order.isEmpty()
        ? Optional.empty()
        : Optional.of(order.get(at < 0 ? 0 : Math.floorMod(at + by, order.size())));
  }

  /// @param number from 1
  Optional<ConversationId> slot(int number) {
    return mine().stream().skip(number - 1L).findFirst();
  }

  /// The first of 내 상담 that is not this one.
  Optional<ConversationId> another(ConversationId than) {
    return mine().stream().filter(id -> !id.equals(than)).findFirst();
  }

  Optional<Offer> firstOffer() {
    return offers
        .getChildren()
        .filter(OfferCard.class::isInstance)
        .map(card -> ((OfferCard) card).offer())
        .findFirst();
  }

  private boolean showOffers(DeskState fresh) {
    boolean more = false;
    var now = fresh.offers().stream().map(o -> o.offer().id()).toList();
    for (var gone : List.copyOf(cards.keySet())) {
      if (!now.contains(gone)) {
        offers.remove(cards.remove(gone));
      }
    }
    for (var offered : fresh.offers()) {
      if (!cards.containsKey(offered.offer().id())) {
        var card = new OfferCard(offered, fresh.at(), wishes.accept(), wishes.decline());
        cards.put(offered.offer().id(), card);
        offers.add(card);
        more = true;
      }
    }
    return more;
  }

  private void paint() {
    var now = state;
    if (now == null) {
      return;
    }
    boolean waiting = showsWaiting();
    List<DeskState.Row> wanted = waiting ? now.waiting() : now.mine();
    if (wanted == null) {
      return;
    }
    var ids = wanted.stream().map(row -> row.conversation().id()).toList();
    for (var gone : List.copyOf(shown.keySet())) {
      if (!ids.contains(gone)) {
        rows.remove(shown.remove(gone));
      }
    }
    Consumer<ConversationId> press = waiting ? wishes.take() : wishes.open();
    List<ListRow> order = new ArrayList<>();
    for (var row : wanted) {
      var item = shown.computeIfAbsent(row.conversation().id(), id -> new ListRow(id, press));
      paint(item, row, now.at());
      order.add(item);
    }
    if (!rows.getChildren().toList().equals(order)) {
      rows.removeAll();
      order.forEach(rows::add);
    }
    rows.setVisible(!wanted.isEmpty());
    empty.setVisible(wanted.isEmpty());
    empty.setText(emptiness(now, waiting));
  }

  private void paint(ListRow item, DeskState.Row row, Instant at) {
    var c = row.conversation();
    boolean unread = c.lastInboundSeq() > seen(c);
    item.show(row, at, c.id().equals(selected), unread && !c.id().equals(selected));
    if (showsWaiting()) {
      item.getElement().setAttribute("title", getTranslation("desk.take"));
    }
  }

  private String emptiness(DeskState now, boolean waiting) {
    if (waiting) {
      return getTranslation("desk.waiting.none");
    }
    return now.ready()
        ? getTranslation("desk.mine.none")
        : getTranslation("desk.mine.none.notReady", now.waitingCount());
  }
}
