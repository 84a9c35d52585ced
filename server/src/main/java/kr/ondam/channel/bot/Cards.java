package kr.ondam.channel.bot;

import java.util.List;
import java.util.Optional;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;

/// Makes parts of the cards of bots.
final class Cards {
  private Cards() {}

  /// Empty for a card on which there is nothing.
  ///
  /// @throws Unfit for one that is larger than a card can be
  static Optional<Part.Card> of(
      @Nullable String image, String title, String body, List<Part.Button> buttons) {
    var picture = image == null || image.isBlank() ? null : new Part.Image(image, null);
    if (picture == null && title.isBlank() && body.isBlank() && buttons.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Part.Card(picture, title, body, buttons));
    } catch (IllegalArgumentException _) {
      throw new Unfit(
          "bad_card", "a title of 200, a text of 4000 characters and 10 buttons at most");
    }
  }

  /// One card stands alone, several side by side.
  ///
  /// @throws Unfit for more than stand side by side
  static List<Part> row(List<Part.Card> cards) {
    if (cards.size() < 2) {
      return List.copyOf(cards);
    }
    try {
      return List.of(new Part.Carousel(cards));
    } catch (IllegalArgumentException _) {
      throw new Unfit("too_many_cards", "at most 10 cards side by side");
    }
  }
}
