package kr.ondam.console.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kr.ondam.channel.Part;
import kr.ondam.console.live.CalmText;

/// Draws what a message holds besides words and files. All of it is only ever set as text; a button
/// of the customer does nothing on the desk but say where it leads.
final class RichParts {
  private static final String MAP = "https://map.kakao.com/link/map/%s,%s";

  private RichParts() {}

  static Div choices(List<Part.Button> items) {
    var choices = new Div();
    choices.addClassName("choices");
    for (var item : items) {
      var choice = new Span(CalmText.of(item.label()));
      if (item.action() == Part.ButtonAction.LINK || item.action() == Part.ButtonAction.PHONE) {
        choice.setTitle(CalmText.of(item.value()));
      }
      choices.add(choice);
    }
    return choices;
  }

  static Div card(Component texts, Part.Card card) {
    var shown = new Div();
    shown.addClassName("card");
    var picture = card.image();
    if (picture != null) {
      var alt = picture.alt();
      var name = alt == null || alt.isBlank() ? "" : " · " + CalmText.of(alt);
      shown.add(line("attachment", texts.getTranslation("desk.part.image") + name));
    }
    if (!card.title().isBlank()) {
      shown.add(line("card-title", CalmText.of(card.title())));
    }
    if (!card.body().isBlank()) {
      shown.add(line("words", CalmText.of(card.body())));
    }
    if (!card.buttons().isEmpty()) {
      shown.add(choices(card.buttons()));
    }
    return shown;
  }

  static Div carousel(Component texts, List<Part.Card> cards) {
    var shown = new Div();
    shown.addClassName("carousel");
    cards.forEach(card -> shown.add(card(texts, card)));
    return shown;
  }

  static Div location(Component texts, Part.Location location) {
    var place = String.format(Locale.ROOT, "%.5f, %.5f", location.latitude(), location.longitude());
    var label = location.label().isBlank() ? place : CalmText.of(location.label());
    var map = new Anchor(MAP.formatted(location.latitude(), location.longitude()), label);
    map.setTarget(AnchorTarget.BLANK);
    map.getElement().setAttribute("rel", "noopener noreferrer");
    map.setTitle(place);
    var shown = new Div(new Span(texts.getTranslation("desk.part.location") + " · "), map);
    shown.addClassName("attachment");
    return shown;
  }

  static Div form(Component texts, Part.Form form) {
    var title = form.title().isBlank() ? "" : " · " + CalmText.of(form.title());
    var shown = new Div(new Span(texts.getTranslation("desk.part.form") + title));
    shown.addClassName("card");
    form.fields().forEach(field -> shown.add(line("words", CalmText.of(field.label()))));
    return shown;
  }

  static Div answers(List<Part.Answer> answers) {
    var shown = new Div();
    shown.addClassName("card");
    for (var answer : answers) {
      var label = answer.label().isBlank() ? answer.name() : answer.label();
      shown.add(line("card-title", CalmText.of(label)));
      shown.add(line("words", CalmText.of(answer.value())));
    }
    return shown;
  }

  static Div template(Component texts, Part.Template template) {
    var shown = new Div();
    shown.addClassName("card");
    shown.add(line("card-title", texts.getTranslation("desk.part.template", template.code())));
    template.vars().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            gap -> shown.add(line("words", CalmText.of(gap.getKey() + ": " + gap.getValue()))));
    return shown;
  }

  private static Div line(String name, String words) {
    var line = new Div(words);
    line.addClassName(name);
    return line;
  }
}
