package kr.ondam.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of a part remains when a channel carries nothing but text, in Korean.
public final class PlainWords {
  private static final String MAP = "https://map.kakao.com/link/map/";

  private final List<String> lines = new ArrayList<>();
  private int number;

  private PlainWords() {}

  /// Empty when nothing of it is for the customer or can be said in words.
  public static Optional<String> of(Part part) {
    var plain = new PlainWords();
    plain.say(part);
    var words = String.join("\n", plain.lines).strip();
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  private void say(Part part) {
    switch (part) {
      case Part.Text(var text) -> add(text);
      case Part.Image image -> add(image.url());
      case Part.File file -> add(file.url());
      case Part.Audio audio -> add(audio.url());
      case Part.Video video -> add(video.url());
      case Part.QuickReplies(var items) -> buttons(items);
      case Part.Card card -> card(card);
      case Part.Carousel(var cards) -> cards.forEach(card -> card(card));
      case Part.Location(var latitude, var longitude, var label) -> {
        add(label);
        lines.add(MAP + latitude + "," + longitude);
      }
      case Part.Form(var title, var fields, var _) -> {
        add(title);
        fields.forEach(field -> lines.add("· " + field.label()));
      }
      case Part.FormReply(var answers, var _) ->
          answers.forEach(answer -> lines.add(answer.label() + ": " + answer.value()));
      case Part.SystemEvent event -> CustomerLines.korean(event).ifPresent(lines::add);
      // The words of a template are with its provider; unknown kinds are ours, not the customer's.
      case Part.Template _, Part.Unsupported _ -> {}
    }
  }

  private void card(Part.Card card) {
    add(card.title());
    add(card.body());
    var picture = card.image();
    add(picture == null ? null : picture.url());
    buttons(card.buttons());
  }

  /// Choices get a number to answer with, which goes on from card to card; addresses are written
  /// out.
  private void buttons(List<Part.Button> buttons) {
    for (var button : buttons) {
      switch (button.action()) {
        case REPLY, POSTBACK -> lines.add(++number + ") " + button.label());
        case LINK, PHONE -> lines.add(button.label() + ": " + button.value());
      }
    }
  }

  private void add(@Nullable String text) {
    if (text != null && !text.isBlank() && !InlineFile.is(text)) {
      lines.add(text);
    }
  }
}
