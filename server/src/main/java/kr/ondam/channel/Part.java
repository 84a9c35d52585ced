package kr.ondam.channel;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One piece of a message.
public sealed interface Part {
  /// The attachment that holds the file of this part, null when there is none or, as on a carousel,
  /// there may be several.
  default @Nullable UUID file() {
    return switch (this) {
      case Image image -> image.fileId();
      case File file -> file.fileId();
      case Audio audio -> audio.fileId();
      case Video video -> video.fileId();
      case Card card -> {
        var picture = card.image();
        yield picture == null ? null : picture.fileId();
      }
      case Text _,
          QuickReplies _,
          Carousel _,
          Location _,
          Form _,
          FormReply _,
          Template _,
          SystemEvent _,
          Unsupported _ ->
          null;
    };
  }

  /// The attachments that hold the files of this part, in the order in which it shows them.
  default List<UUID> files() {
    List<? extends Part> pieces = this instanceof Carousel(var cards) ? cards : List.of(this);
    return pieces.stream().map(Part::file).filter(Objects::nonNull).toList();
  }

  /// Plain text; control characters are kept here and left out on display.
  record Text(String text) implements Part {}

  /// A picture.
  ///
  /// @param url the provider's address of it, never shown as a link; null for one of ours
  /// @param fileId the attachment that holds it, null for one of a customer's
  record Image(@Nullable String url, @Nullable String alt, @Nullable UUID fileId) implements Part {
    /// One that is known by its address.
    public Image(@Nullable String url, @Nullable String alt) {
      this(url, alt, null);
    }
  }

  /// A file of any kind; `url` and `fileId` as those of an [Image].
  record File(@Nullable String url, String name, @Nullable UUID fileId) implements Part {
    /// One that is known by its address.
    public File(@Nullable String url, String name) {
      this(url, name, null);
    }
  }

  /// A sound, such as a voice message; `url` and `fileId` as those of an [Image].
  ///
  /// @param name empty where none was given
  record Audio(@Nullable String url, String name, @Nullable UUID fileId) implements Part {
    /// One that is known by its address.
    public Audio(@Nullable String url) {
      this(url, "", null);
    }
  }

  /// A film; `url` and `fileId` as those of an [Image].
  ///
  /// @param name empty where none was given
  record Video(@Nullable String url, String name, @Nullable UUID fileId) implements Part {
    /// One that is known by its address.
    public Video(@Nullable String url) {
      this(url, "", null);
    }
  }

  /// Choices under a message.
  record QuickReplies(List<Button> items) implements Part {
    public QuickReplies {
      items = List.copyOf(items);
    }
  }

  /// A picture, words and choices that belong together; at least one of them is there.
  ///
  /// @param title at most 200 characters, may be empty
  /// @param body at most 4000 characters, may be empty
  /// @param buttons at most 10
  record Card(@Nullable Image image, String title, String body, List<Button> buttons)
      implements Part {
    public Card {
      buttons = List.copyOf(buttons);
      Sizes.text("card title", title, 0, 200);
      Sizes.text("card body", body, 0, 4000);
      Sizes.count("card buttons", buttons.size(), 0, 10);
      if (image == null && title.isBlank() && body.isBlank() && buttons.isEmpty()) {
        throw new IllegalArgumentException("card: empty (expected: a picture, words or a button)");
      }
    }
  }

  /// 1 to 10 cards side by side.
  record Carousel(List<Card> cards) implements Part {
    public Carousel {
      cards = List.copyOf(cards);
      Sizes.count("carousel", cards.size(), 1, 10);
    }
  }

  /// A place.
  ///
  /// @param latitude in degrees, from -90 to 90
  /// @param longitude in degrees, from -180 to 180
  /// @param label what it is called, at most 200 characters, may be empty
  record Location(double latitude, double longitude, String label) implements Part {
    public Location {
      Sizes.degrees("latitude", latitude, 90);
      Sizes.degrees("longitude", longitude, 180);
      Sizes.text("location label", label, 0, 200);
    }
  }

  /// Questions to be answered together, 1 to 20.
  ///
  /// @param title at most 200 characters, may be empty
  /// @param ticket what comes back with the answers, for the program that asks; never shown, at
  ///   most 4000 characters, may be empty
  record Form(String title, List<Field> fields, String ticket) implements Part {
    public Form {
      fields = List.copyOf(fields);
      Sizes.text("form title", title, 0, 200);
      Sizes.count("form fields", fields.size(), 1, 20);
      Sizes.text("form ticket", ticket, 0, 4000);
    }

    /// One of which only the answers come back.
    public Form(String title, List<Field> fields) {
      this(title, fields, "");
    }
  }

  /// One question of a form.
  ///
  /// @param name by which the answer is known, 1 to 64 characters
  /// @param label the question, 1 to 200 characters
  /// @param options what may be chosen, at most 50; empty for other kinds than a choice
  record Field(String name, String label, FieldKind kind, boolean required, List<String> options) {
    public Field {
      options = List.copyOf(options);
      Sizes.text("field name", name, 1, 64);
      Sizes.text("field label", label, 1, 200);
      Sizes.count("field options", options.size(), kind == FieldKind.CHOICE ? 1 : 0, 50);
      options.forEach(option -> Sizes.text("field option", option, 1, 200));
    }
  }

  enum FieldKind {
    TEXT,
    LONG_TEXT,
    NUMBER,
    DATE,
    CHOICE,
    CONSENT
  }

  /// The answers to a form in the order of its questions, at most 20.
  ///
  /// @param ticket that of the form
  record FormReply(List<Answer> answers, String ticket) implements Part {
    public FormReply {
      answers = List.copyOf(answers);
      Sizes.count("form answers", answers.size(), 0, 20);
      Sizes.text("form ticket", ticket, 0, 4000);
    }

    /// Those to a form without a ticket.
    public FormReply(List<Answer> answers) {
      this(answers, "");
    }
  }

  /// One answer.
  ///
  /// @param name of the field, 1 to 64 characters
  /// @param label its question, at most 200 characters
  /// @param value at most 4000 characters, may be empty
  record Answer(String name, String label, String value) {
    public Answer {
      Sizes.text("answer name", name, 1, 64);
      Sizes.text("answer label", label, 0, 200);
      Sizes.text("answer value", value, 0, 4000);
    }
  }

  /// A message whose words a provider has approved and keeps.
  ///
  /// @param provider whose it is, 1 to 64 characters
  /// @param code of the template, 1 to 64 characters
  /// @param vars what is put into its gaps, at most 50
  record Template(String provider, String code, Map<String, String> vars) implements Part {
    public Template {
      vars = Map.copyOf(vars);
      Sizes.text("template provider", provider, 1, 64);
      Sizes.text("template code", code, 1, 64);
      Sizes.count("template vars", vars.size(), 0, 50);
    }
  }

  /// What one choice does when pressed.
  record Button(String label, ButtonAction action, String value) {
    /// Whether it is answered, and so gets a number where it cannot be pressed.
    boolean numbered() {
      return action == ButtonAction.REPLY || action == ButtonAction.POSTBACK;
    }
  }

  enum ButtonAction {
    REPLY,
    LINK,
    PHONE,
    POSTBACK
  }

  /// Something the system did, such as `conversation.assigned`, with what it needs to be worded.
  record SystemEvent(String code, Map<String, String> params) implements Part {
    /// The code of the line that ends a conversation. On its way out it asks the provider to end
    /// the customer's session.
    public static final String CLOSED = "conversation.closed";

    /// The bot has given the conversation to people; told to nobody but the counsellor.
    public static final String HANDED_OVER = "conversation.handed_over";

    /// Whoever it was transferred to has not taken it; told to nobody but the counsellor.
    public static final String RETURNED = "conversation.returned";

    /// The name of who has not taken it.
    public static final String FROM = "from";

    /// It is out of hours; `opens` is the instant from which the conversation waits.
    public static final String AFTER_HOURS = "conversation.after_hours";

    /// It takes longer than it should.
    public static final String LONG_WAIT = "conversation.long_wait";

    /// Nobody can take it now; the customer will be called back.
    public static final String CALLBACK = "conversation.callback";

    /// When the conversation begins to wait, in ISO 8601.
    public static final String OPENS = "opens";

    public SystemEvent {
      params = Map.copyOf(params);
    }
  }

  /// A kind we do not know, kept with its original.
  record Unsupported(String type, String raw) implements Part {}
}
