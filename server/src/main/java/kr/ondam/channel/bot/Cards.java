package kr.ondam.channel.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;

/// Turns the cards of bots into parts.
final class Cards {
  private Cards() {}

  /// A picture, words and buttons as parts of one message.
  static List<Part> of(
      @Nullable String image, String title, String body, List<Part.Button> buttons) {
    List<Part> parts = new ArrayList<>();
    if (image != null && !image.isBlank()) {
      parts.add(new Part.Image(image, title.isBlank() ? null : title));
    }
    var words =
        Stream.of(title, body).filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
    if (!words.isEmpty()) {
      parts.add(new Part.Text(words));
    }
    if (!buttons.isEmpty()) {
      parts.add(new Part.QuickReplies(buttons));
    }
    return parts;
  }
}
