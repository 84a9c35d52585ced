package kr.ondam.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of a part remains when a channel carries nothing but text, in Korean.
public final class PlainWords {
  private static final String MAP = "https://map.kakao.com/link/map/";

  private PlainWords() {}

  /// Empty when nothing of it is for the customer or can be said in words.
  public static Optional<String> of(Part part) {
    List<String> lines = new ArrayList<>();
    switch (part) {
      case Part.Text(var text) -> add(lines, text);
      case Part.Image image -> add(lines, image.url());
      case Part.File file -> add(lines, file.url());
      case Part.Audio audio -> add(lines, audio.url());
      case Part.Video video -> add(lines, video.url());
      case Part.QuickReplies(var items) -> buttons(lines, items);
      case Part.Card card -> card(lines, card);
      case Part.Carousel(var cards) -> cards.forEach(card -> card(lines, card));
      case Part.Location(var latitude, var longitude, var label) -> {
        add(lines, label);
        lines.add(MAP + latitude + "," + longitude);
      }
      case Part.Form(var title, var fields) -> {
        add(lines, title);
        fields.forEach(field -> lines.add("· " + field.label()));
      }
      case Part.FormReply(var answers) ->
          answers.forEach(answer -> lines.add(answer.label() + ": " + answer.value()));
      case Part.SystemEvent event -> CustomerLines.korean(event).ifPresent(lines::add);
      // The words of a template are with its provider; unknown kinds are ours, not the customer's.
      case Part.Template _, Part.Unsupported _ -> {}
    }
    var words = String.join("\n", lines).strip();
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  private static void card(List<String> lines, Part.Card card) {
    add(lines, card.title());
    add(lines, card.body());
    var picture = card.image();
    add(lines, picture == null ? null : picture.url());
    buttons(lines, card.buttons());
  }

  /// Choices get a number to answer with, addresses are written out.
  private static void buttons(List<String> lines, List<Part.Button> buttons) {
    int number = 1;
    for (var button : buttons) {
      switch (button.action()) {
        case REPLY, POSTBACK -> lines.add(number++ + ") " + button.label());
        case LINK, PHONE -> lines.add(button.label() + ": " + button.value());
      }
    }
  }

  private static void add(List<String> lines, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      lines.add(text);
    }
  }
}
