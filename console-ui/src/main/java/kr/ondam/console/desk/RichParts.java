package kr.ondam.console.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import kr.ondam.channel.Part;
import kr.ondam.console.live.CalmText;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.Choices;
import org.jspecify.annotations.Nullable;

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

  /// @param files knows the copy of a card's picture, null where there is none
  static Div card(Component texts, Part.Card card, Function<UUID, @Nullable Attachment> files) {
    var shown = new Div();
    shown.addClassName("part-card");
    var picture = card.image();
    if (picture != null) {
      shown.add(picture(texts, picture, files));
    }
    if (!card.title().isBlank()) {
      shown.add(line("part-title", CalmText.of(card.title())));
    }
    if (!card.body().isBlank()) {
      shown.add(line("words", CalmText.of(card.body())));
    }
    if (!card.buttons().isEmpty()) {
      shown.add(choices(card.buttons()));
    }
    return shown;
  }

  private static Div picture(
      Component texts, Part.Image picture, Function<UUID, @Nullable Attachment> files) {
    var label = texts.getTranslation("desk.part.image");
    var alt = picture.alt() == null ? "" : picture.alt();
    var id = picture.fileId();
    var file = id == null ? null : files.apply(id);
    return file == null
        ? line("attachment", label + (alt.isBlank() ? "" : " · " + CalmText.of(alt)))
        : new AttachedFile(file, label, file.name().isEmpty() ? alt : file.name(), null);
  }

  static Div carousel(
      Component texts, List<Part.Card> cards, Function<UUID, @Nullable Attachment> files) {
    var shown = new Div();
    shown.addClassName("carousel");
    shown.getElement().setAttribute("tabindex", "0");
    cards.forEach(card -> shown.add(card(texts, card, files)));
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

  /// What was asked, as the customer sees it.
  static Div form(Component texts, Part.Form form) {
    var shown = new Div();
    shown.addClassNames("part-card", "form");
    var title = form.title().isBlank() ? "" : " · " + CalmText.of(form.title());
    shown.add(line("part-title", texts.getTranslation("desk.part.form") + title));
    for (var field : form.fields()) {
      var asked = line("words", CalmText.of(field.label()));
      if (field.required()) {
        var required = new Span(texts.getTranslation("desk.form.required"));
        required.addClassName("required");
        asked.add(new Span(" "), required);
      }
      shown.add(asked);
      if (!field.options().isEmpty()) {
        shown.add(line("options", CalmText.of(String.join(" · ", field.options()))));
      }
    }
    return shown;
  }

  /// Questions with their answers as a table.
  static Component answers(Component texts, List<Part.Answer> answers) {
    if (answers.size() == 1 && answers.getFirst().name().equals(Choices.NAME)) {
      var label = CalmText.of(answers.getFirst().label());
      return line("attachment", texts.getTranslation("desk.part.choice", label));
    }
    var table = new NativeTable();
    table.addClassName("answers-table");
    table.setCaptionText(texts.getTranslation("desk.form.answers"));
    var body = table.getBody();
    for (var answer : answers) {
      var label = answer.label().isBlank() ? answer.name() : answer.label();
      var row = body.addRow();
      var question = row.addHeaderCell();
      question.setText(CalmText.of(label));
      question.getElement().setAttribute("scope", "row");
      row.addDataCell().setText(worded(texts, answer.value()));
    }
    return table;
  }

  /// A consent is kept as a word for programs.
  private static String worded(Component texts, String value) {
    return switch (value) {
      case "" -> "–";
      case "true" -> texts.getTranslation("desk.form.yes");
      case "false" -> texts.getTranslation("desk.form.no");
      default -> CalmText.of(value);
    };
  }

  static Div template(Component texts, Part.Template template) {
    var shown = new Div();
    shown.addClassName("part-card");
    shown.add(line("part-title", texts.getTranslation("desk.part.template", template.code())));
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
