package kr.ondam.channel;

/// What a channel can carry of a message (channels.md section 6).
///
/// @param measure how long texts are counted
/// @param longest the most of that in one message
/// @param picture the most bytes of a picture, 0 when it carries none
/// @param file the most bytes of a file, 0 when it carries none
/// @param choices the most quick replies under a message, 0 when they go as a numbered list
/// @param label the most characters of one quick reply; one that is longer makes all go as a list
/// @param cards whether cards and carousels are shown as such
/// @param places whether a place is shown as such
public record Capabilities(
    Measure measure,
    int longest,
    long picture,
    long file,
    int choices,
    int label,
    boolean cards,
    boolean places) {
  private static final long MIB = 1024 * 1024;

  /// How a channel counts.
  public enum Measure {
    CHARACTERS,
    /// Octets of MS949, as Korean carriers count; what that cannot encode cannot be sent.
    MS949
  }

  /// A channel that carries texts and nothing else.
  public static Capabilities text(Measure measure, int longest) {
    return new Capabilities(measure, longest, 0, 0, 0, 0, false, false);
  }

  /// What channels of a kind can at least; an adapter may know better.
  public static Capabilities of(ChannelKind kind) {
    return switch (kind) {
      // Only words, or five buttons of 28 characters; files lie on Kakao's servers first.
      case KAKAO_COUNSEL ->
          new Capabilities(Measure.CHARACTERS, 1000, 5 * MIB, 20 * MIB, 5, 28, true, false);
      // A picture or a file would need an address that everybody can open.
      case KAKAO_SKILL -> new Capabilities(Measure.CHARACTERS, 1000, 0, 0, 10, 14, true, false);
      case SMS_SMPP, SMS_HTTP -> text(Measure.CHARACTERS, 4000);
      case WEB_CHAT, BOT ->
          new Capabilities(Measure.CHARACTERS, 4000, 20 * MIB, 20 * MIB, 10, 100, true, true);
    };
  }

  /// Whether a picture or a file can go at all.
  public boolean files() {
    return picture > 0 || file > 0;
  }
}
