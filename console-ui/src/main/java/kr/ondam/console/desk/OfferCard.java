package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.function.Consumer;
import kr.ondam.report.Board;
import kr.ondam.routing.Offer;
import org.jspecify.annotations.Nullable;

/// 배정 제안: who waits, since when, and how long the offer stands.
final class OfferCard extends Div {
  private static final int MOST = 100;

  private final transient Offer offer;

  OfferCard(
      DeskState.Offered offered, Instant now, Consumer<Offer> accept, Consumer<Offer> decline) {
    offer = offered.offer();
    var row = offered.row();
    var lent = offered.lent();
    addClassName("offer");
    getElement().setAttribute("role", "alert");
    getElement().setAttribute("data-offer", offer.id().toString());
    var title = new Span(title(lent));
    title.addClassName("offer-title");
    var head = new Div(title);
    head.addClassName("offer-head");
    head.getElement().appendChild(Clocks.countdown(offer.offeredAt(), offer.expiresAt(), now));
    var name =
        new Span(row == null ? "" : DeskText.called(this, row.customer(), row.conversation()));
    name.addClassName("offer-name");
    if (lent != null) {
      name.setText(lent.tenant().name());
      addClassName("lent");
      getStyle().set("--hue", Integer.toString(lent.tenant().hue()));
      getElement().setAttribute("data-tenant", lent.tenant().id().value());
    }
    var facts = new Span(facts(offered));
    facts.addClassName("offer-facts");
    var waits = new Span(getTranslation("desk.waits") + " ");
    var elapsed = Clocks.elapsed();
    Clocks.run(elapsed, since(offered), now, Board.THRESHOLD);
    waits.getElement().appendChild(elapsed);
    waits.addClassName("offer-facts");
    var words =
        new Div(row == null ? getTranslation("desk.offer.lent.help") : first(row.preview()));
    words.addClassName("offer-words");
    var accepting = new Button(getTranslation("desk.accept"), _ -> accept.accept(offer));
    accepting.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
    accepting.setTooltipText("Alt+A");
    accepting.setDisableOnClick(true);
    var declining = new Button(getTranslation("desk.decline"), _ -> decline.accept(offer));
    declining.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    declining.setTooltipText("Alt+X");
    declining.setDisableOnClick(true);
    var buttons = new Div(declining, accepting);
    buttons.addClassName("offer-buttons");
    add(head, name, new Div(facts, waits), words, buttons);
  }

  /// Two lines are shown, and all that is there is read out.
  private static String first(String words) {
    return words.codePointCount(0, words.length()) <= MOST
        ? words
        : words.substring(0, words.offsetByCodePoints(0, MOST)) + "…";
  }

  private String title(DeskState.@Nullable Lent lent) {
    if (lent != null) {
      return getTranslation("desk.offer.lent");
    }
    return getTranslation(offer.transferredBy() == null ? "desk.offer" : "desk.offer.transferred");
  }

  private String facts(DeskState.Offered offered) {
    var row = offered.row();
    var lent = offered.lent();
    if (lent != null) {
      return getTranslation("channel." + lent.channel().name()) + " · " + lent.queue();
    }
    return row == null
        ? ""
        : getTranslation("channel." + row.conversation().channel().name()) + " · " + row.queue();
  }

  private static Instant since(DeskState.Offered offered) {
    var row = offered.row();
    var lent = offered.lent();
    return lent != null ? lent.since() : row == null ? offered.offer().offeredAt() : row.since();
  }

  Offer offer() {
    return offer;
  }
}
