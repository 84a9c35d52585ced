package kr.ondam.channel;

/// What a channel leaves out of a message, or carries in another form.
///
/// @param count how many it concerns, 1 or more; of a text that is too long, how long it is
/// @param detail the characters or the name concerned, or the most that fits; may be empty
public record Loss(Kind kind, int count, String detail) {
  /// What becomes of it.
  public enum Kind {
    /// Buttons go as a numbered list, which is answered by a number.
    CHOICES_AS_LIST(false),
    /// A card goes as text.
    CARD_AS_TEXT(false),
    /// A place goes as a link.
    PLACE_AS_LINK(false),
    /// A form goes as a list of its questions.
    FORM_AS_TEXT(false),
    /// A film or a sound goes as a file.
    MEDIA_AS_FILE(false),
    /// A picture or a file stays behind, because the channel carries none.
    FILE_LEFT_OUT(true),
    /// A picture or a file is larger than the channel carries.
    FILE_TOO_LARGE(true),
    /// A picture is wider or taller than the provider takes, so that it fails.
    PICTURE_SHAPE(true),
    /// Characters that the channel cannot carry.
    UNENCODABLE(true),
    /// Words for which the provider would put others, so that the text cannot be sent.
    REPLACED(true),
    /// The text is longer than the channel carries.
    TOO_LONG(true);

    private final boolean grave;

    Kind(boolean grave) {
      this.grave = grave;
    }

    /// Whether something is missing at the customer's, and not only in another form.
    public boolean grave() {
      return grave;
    }
  }
}
