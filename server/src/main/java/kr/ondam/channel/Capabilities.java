package kr.ondam.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a channel can carry of a message (channels.md section 6).
///
/// @param measure how long texts are counted
/// @param longest the most of that in one message
/// @param picture the most bytes of a picture, 0 when it carries none
/// @param file the most bytes of a file, 0 when it carries none
/// @param video the most bytes of a film that is shown as such, 0 when all go as files
/// @param audio the same of a sound
/// @param choices the quick replies under a message; others go as a numbered list
/// @param cards the cards and carousels shown as such, null when all go as text
/// @param places whether a place is shown as such
/// @param forms whether a form can be filled in
/// @param replaced a pattern of what the provider would put other words for, empty for nothing; a
///   text with it cannot be sent
/// @param shapes of the pictures that the provider takes
public record Capabilities(
    Measure measure,
    int longest,
    long picture,
    long file,
    long video,
    long audio,
    Buttons choices,
    @Nullable Cards cards,
    boolean places,
    boolean forms,
    String replaced,
    PictureShapes shapes) {
  private static final long MIB = 1024 * 1024;

  /// How a channel counts.
  public enum Measure {
    CHARACTERS,
    /// Octets of MS949, as Korean carriers count; what that cannot encode cannot be sent.
    MS949
  }

  /// Buttons of which a channel carries all or, when one does not fit, none.
  ///
  /// @param most how many, 0 for none
  /// @param label the most characters of each
  /// @param calls whether one may call a number
  /// @param links how an address must begin that one may open, empty for any, null where none may
  public record Buttons(int most, int label, boolean calls, @Nullable String links) {
    /// No buttons at all.
    public static final Buttons NONE = new Buttons(0, 0, false, "");

    /// Whether they can go as buttons.
    public boolean carry(List<Part.Button> items) {
      return items.size() <= most && items.stream().allMatch(this::carry);
    }

    private boolean leads(String address) {
      return links != null && address.startsWith(links);
    }

    private boolean carry(Part.Button item) {
      boolean works =
          switch (item.action()) {
            case REPLY, POSTBACK -> true;
            case LINK -> leads(item.value());
            case PHONE -> calls;
          };
      return works && item.label().length() <= label;
    }
  }

  /// Cards that a channel shows as such.
  ///
  /// @param title the most characters of one
  /// @param body the most characters of one that stands alone
  /// @param beside the most characters of one beside others
  public record Cards(Buttons buttons, int title, int body, int beside) {
    private static Cards with(Buttons buttons) {
      return new Cards(buttons, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /// @param others whether it stands beside others
    boolean carry(Part.Card card, boolean others) {
      var picture = card.image();
      var url = picture == null ? null : picture.url();
      return buttons.carry(card.buttons())
          && (url == null || InlineFile.is(url) || buttons.leads(url))
          && card.title().length() <= title
          && card.body().length() <= (others ? beside : body);
    }
  }

  /// A channel where films and sounds go as files, if at all, and texts as they are.
  public Capabilities(
      Measure measure,
      int longest,
      long picture,
      long file,
      Buttons choices,
      @Nullable Cards cards,
      boolean places,
      boolean forms) {
    this(
        measure,
        longest,
        picture,
        file,
        0,
        0,
        choices,
        cards,
        places,
        forms,
        "",
        PictureShapes.ANY);
  }

  /// A channel that carries texts and nothing else.
  public static Capabilities text(Measure measure, int longest) {
    return new Capabilities(measure, longest, 0, 0, Buttons.NONE, null, false, false);
  }

  /// The same with other quick replies.
  public Capabilities choosing(Buttons other) {
    return new Capabilities(
        measure, longest, picture, file, video, audio, other, cards, places, forms, replaced,
        shapes);
  }

  /// The same with films and sounds shown as such, each of so many bytes at most.
  public Capabilities playing(long films, long sounds) {
    return new Capabilities(
        measure, longest, picture, file, films, sounds, choices, cards, places, forms, replaced,
        shapes);
  }

  /// The same with pictures of these shapes only.
  public Capabilities showing(PictureShapes other) {
    return new Capabilities(
        measure, longest, picture, file, video, audio, choices, cards, places, forms, replaced,
        other);
  }

  /// What channels of a kind can at least; an adapter may know better.
  public static Capabilities of(ChannelKind kind) {
    return switch (kind) {
      // Only words, or five buttons of 28 characters; files lie on Kakao's servers first.
      case KAKAO_COUNSEL -> {
        var buttons = new Buttons(5, 28, false, "http");
        yield new Capabilities(
                Measure.CHARACTERS,
                1000,
                5 * MIB,
                20 * MIB,
                buttons,
                Cards.with(buttons),
                false,
                false)
            .showing(PictureShapes.COUNSEL);
      }
      // A picture or a file would need an address that everybody can open. A quick reply can only
      // say something in the customer's name.
      case KAKAO_SKILL ->
          new Capabilities(
              Measure.CHARACTERS,
              1000,
              0,
              0,
              new Buttons(10, 14, false, null),
              new Cards(new Buttons(3, 14, true, "https://"), 35, 230, 76),
              false,
              false);
      // 255 parts of 66 characters each, less what a cut between characters leaves free.
      case SMS_SMPP -> text(Measure.CHARACTERS, 14_000);
      case SMS_HTTP -> text(Measure.CHARACTERS, 1600);
      case WEB_CHAT, BOT ->
          new Capabilities(
                  Measure.CHARACTERS,
                  4000,
                  20 * MIB,
                  20 * MIB,
                  new Buttons(10, 100, true, ""),
                  Cards.with(new Buttons(Integer.MAX_VALUE, Integer.MAX_VALUE, true, "")),
                  true,
                  true)
              .playing(20 * MIB, 20 * MIB);
    };
  }

  /// Whether a picture or a file can go at all.
  public boolean files() {
    return picture > 0 || file > 0;
  }
}
