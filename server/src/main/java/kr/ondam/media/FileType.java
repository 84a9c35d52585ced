package kr.ondam.media;

import java.util.Set;
import kr.ondam.conversation.AttachmentKind;

/// What a file is.
///
/// @param mime as it is widely called, without parameters
/// @param extension that it is given when it has none, with its dot; empty for none
record FileType(String mime, String extension, Form form) {
  static final FileType JPEG = new FileType("image/jpeg", ".jpg", Form.PICTURE);
  static final FileType PNG = new FileType("image/png", ".png", Form.PICTURE);
  static final FileType GIF = new FileType("image/gif", ".gif", Form.PICTURE);

  private static final Set<Form> EXPECTED =
      Set.of(Form.PICTURE, Form.SOUND, Form.FILM, Form.ZIP, Form.DOCUMENT);

  /// What is done with it.
  enum Form {
    PICTURE,
    SOUND,
    FILM,
    /// A zip, which documents of offices are too.
    ZIP,
    DOCUMENT,
    /// A system might run it.
    PROGRAM,
    /// A browser might run it.
    MARKUP,
    /// Text among it, and all that people hardly show each other in a consultation.
    OTHER
  }

  /// What a file of the type is handed in as.
  AttachmentKind kind() {
    return switch (form) {
      case PICTURE -> AttachmentKind.IMAGE;
      case SOUND -> AttachmentKind.AUDIO;
      case FILM -> AttachmentKind.VIDEO;
      case ZIP, DOCUMENT, PROGRAM, MARKUP, OTHER -> AttachmentKind.FILE;
    };
  }

  boolean image() {
    return form == Form.PICTURE;
  }

  /// Whether its bytes say that it is what people show each other.
  boolean expected() {
    return EXPECTED.contains(form);
  }

  /// Whether a browser or a system might run it.
  boolean active() {
    return form == Form.PROGRAM || form == Form.MARKUP;
  }
}
