package kr.ondam.console.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Part;
import kr.ondam.console.live.CalmText;
import kr.ondam.console.live.Failures;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Note;
import kr.ondam.tenant.Unseen;
import org.jspecify.annotations.Nullable;

/// Draws messages and notes. What customers wrote is only ever set as text, never as markup.
final class Bubbles {
  /// For a file that is known by its id alone.
  private static final int NO_PLACE = -1;

  private final ZoneId zone;
  private final Function<AgentId, String> agents;
  private final Files files;
  private final Acts acts;

  Bubbles(ZoneId zone, Function<AgentId, String> agents, Files files, Acts acts) {
    this.zone = zone;
    this.agents = agents;
    this.files = files;
    this.acts = acts;
  }

  /// What the user may do about what is drawn.
  interface Acts {
    /// Whether the user may have a file fetched anew.
    boolean fetches(Attachment file);

    void fetch(Attachment file);

    /// Whether the user may look at what a provider sent.
    boolean seesOriginal(Message message);

    void showOriginal(Message message);
  }

  /// Knows the files behind the parts of the messages.
  interface Files {
    /// Null when nothing is known of one.
    ///
    /// @param file its id where the part says it: a message that is sent again shares that of the
    ///   first
    @Nullable Attachment of(long seq, int part, @Nullable UUID file);
  }

  /// Whether a file may stand behind the part.
  static boolean isFile(Part part) {
    return switch (part) {
      case Part.Image _, Part.File _, Part.Audio _, Part.Video _ -> true;
      case Part.Text _,
          Part.QuickReplies _,
          Part.Card _,
          Part.Carousel _,
          Part.Location _,
          Part.Form _,
          Part.FormReply _,
          Part.Template _,
          Part.SystemEvent _,
          Part.Unsupported _ ->
          false;
    };
  }

  /// A message with a button that sends it again.
  Div resendable(Message message, LongConsumer resend) {
    var bubble = message(message);
    var again = new Button(text(bubble, "desk.resend"), _ -> resend.accept(message.seq()));
    again.addThemeVariants(ButtonVariant.SMALL);
    again.addClassName("resend");
    again.setDisableOnClick(true);
    bubble.add(again);
    return bubble;
  }

  /// A message that was sent again further down.
  Div resent(Message message) {
    var bubble = message(message);
    var line = new Span(text(bubble, "desk.resent"));
    line.addClassName("resent");
    bubble.add(line);
    return bubble;
  }

  Div message(Message message) {
    var bubble = new Div();
    bubble.getElement().setAttribute("data-seq", Long.toString(message.seq()));
    if (message.direction() == Direction.SYSTEM) {
      bubble.addClassName("line");
      message.parts().forEach(part -> bubble.add(new Span(systemWords(bubble, part))));
      bubble.add(new Span(" " + DeskText.clock(message.at(), zone)));
      return bubble;
    }
    bubble.addClassNames("message", message.direction() == Direction.IN ? "in" : "out");
    var body = new Div();
    body.addClassName("bubble");
    for (int i = 0; i < message.parts().size(); i++) {
      var part = message.parts().get(i);
      body.add(
          part(
              body,
              part,
              files.of(message.seq(), i, part.file()),
              id -> files.of(message.seq(), NO_PLACE, id)));
    }
    var foot = new Div();
    foot.addClassName("foot");
    foot.add(new Span(DeskText.clock(message.at(), zone)));
    if (message.direction() == Direction.OUT) {
      foot.addComponentAsFirst(new Span(author(bubble, message)));
      foot.add(delivery(message));
    }
    bubble.add(body, foot);
    var held = message.delivery() == Delivery.QUEUED ? message.failure() : null;
    if (held != null) {
      var why = new Div(bubble.getTranslation(Failures.waiting(held)));
      why.addClassName("held");
      bubble.add(why);
    }
    if (message.parts().stream().anyMatch(Part.Unsupported.class::isInstance)
        && acts.seesOriginal(message)) {
      var original = new Button(text(bubble, "desk.original"), _ -> acts.showOriginal(message));
      original.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
      original.addClassName("original");
      body.add(original);
    }
    if (message.resendable()) {
      var why = new Div(Failures.sentence(bubble, message));
      why.addClassName("failure");
      bubble.add(why);
    }
    return bubble;
  }

  private String author(Component texts, Message message) {
    return switch (message.author().kind()) {
      case AGENT -> {
        var id = new AgentId(UUID.fromString(message.author().id()));
        yield agents.apply(id);
      }
      case BOT -> text(texts, "channel.BOT");
      case CUSTOMER, SYSTEM -> "";
    };
  }

  /// Whether an agent wrote the message.
  static boolean byAgent(Message message) {
    return message.author().kind() == AuthorKind.AGENT;
  }

  private Span delivery(Message message) {
    var state = new Span();
    state.addClassName("delivery");
    if (message.delivery() != Delivery.NONE) {
      String name = message.delivery().name();
      state.setText(text(state, "delivery." + name));
      state.addClassName(name.toLowerCase(Locale.ROOT));
    }
    return state;
  }

  /// @param byId knows the pictures of cards, of which one part may have several
  private Component part(
      Component texts,
      Part part,
      @Nullable Attachment file,
      Function<UUID, @Nullable Attachment> byId) {
    return switch (part) {
      case Part.Text(var said) ->
          Unseen.all(said) ? new Div(text(texts, "desk.part.blank")) : Links.words(said);
      case Part.Image image -> attachment(texts, "desk.part.image", image.alt(), file);
      case Part.File sent -> attachment(texts, "desk.part.file", sent.name(), file);
      case Part.Audio _ -> attachment(texts, "desk.part.audio", null, file);
      case Part.Video _ -> attachment(texts, "desk.part.video", null, file);
      case Part.QuickReplies(var items) -> RichParts.choices(items);
      case Part.Card card -> RichParts.card(texts, card, byId);
      case Part.Carousel(var cards) -> RichParts.carousel(texts, cards, byId);
      case Part.Location location -> RichParts.location(texts, location);
      case Part.Form form -> RichParts.form(texts, form);
      case Part.FormReply(var answers, var _) -> RichParts.answers(texts, answers);
      case Part.Template template -> RichParts.template(texts, template);
      case Part.SystemEvent _ -> new Div(systemWords(texts, part));
      case Part.Unsupported unknown -> unknown(texts, unknown);
    };
  }

  private static Div unknown(Component texts, Part.Unsupported part) {
    var shown = new Div(UnknownWords.of(part, (key, values) -> text(texts, key, values)));
    shown.addClassNames("attachment", "unsupported");
    return shown;
  }

  private Div attachment(
      Component texts, String key, @Nullable String name, @Nullable Attachment file) {
    if (file != null) {
      var called = file.name().isEmpty() ? name : file.name();
      return new AttachedFile(
          file,
          text(texts, key),
          called == null ? "" : called,
          acts.fetches(file) ? () -> acts.fetch(file) : null);
    }
    var shown =
        new Div(
            text(texts, key) + (name == null || name.isBlank() ? "" : " · " + CalmText.of(name)));
    shown.addClassName("attachment");
    return shown;
  }

  private static String systemWords(Component texts, Part part) {
    if (!(part instanceof Part.SystemEvent event)) {
      return "";
    }
    return switch (event.code()) {
      case "conversation.assigned" -> {
        String agent = event.params().getOrDefault("agent", "");
        yield text(texts, "desk.line.assigned", agent);
      }
      case Part.SystemEvent.RETURNED -> {
        String from = event.params().getOrDefault(Part.SystemEvent.FROM, "");
        yield text(texts, "desk.line.returned", from);
      }
      case Part.SystemEvent.CLOSED -> text(texts, closed(event.params().get("reason")));
      case Part.SystemEvent.HANDED_OVER -> {
        String reason = event.params().getOrDefault("reason", HandoverReason.BOT.name());
        yield text(texts, "desk.line.handedOver", text(texts, "handover." + reason));
      }
      case Part.SystemEvent.AFTER_HOURS -> text(texts, "desk.line.afterHours");
      case Part.SystemEvent.LONG_WAIT -> text(texts, "desk.line.longWait");
      case Part.SystemEvent.CALLBACK -> text(texts, "desk.line.callback");
      default -> event.code();
    };
  }

  /// Why it ended, where that says more than that an agent ended it; a line from before reasons
  /// were kept has none.
  private static String closed(@Nullable String reason) {
    return switch (reason) {
      case "CUSTOMER", "MANAGER", "SESSION_GONE", "SYSTEM", "BOT", "CALLBACK" ->
          "desk.line.closed." + reason;
      case null, default -> "desk.line.closed";
    };
  }

  Div note(Note note) {
    var label = new Span(text(new Span(), "desk.note"));
    label.addClassName("note-label");
    var words = new Div(CalmText.of(note.text()));
    words.addClassName("words");
    var body = new Div(label, words);
    body.addClassName("bubble");
    var foot =
        new Div(
            new Span(agents.apply(AgentId.of(note.author()))),
            new Span(DeskText.clock(note.at(), zone)));
    foot.addClassName("foot");
    var shown = new Div(body, foot);
    shown.addClassNames("message", "out", "note");
    return shown;
  }

  /// What a bot said for the agent only; a suggestion can be taken over into the reply.
  Div botNote(BotNote note, Consumer<String> intoReply) {
    boolean suggests = note.kind() == BotNote.Kind.SUGGESTION;
    var label = new Span();
    label.setText(text(label, "desk.bot." + note.kind().name()));
    label.addClassName("note-label");
    var body = new Div(label);
    body.addClassName("bubble");
    note.parts().forEach(part -> body.add(part(body, part, null, _ -> null)));
    var shown = new Div(body);
    var words = DeskText.words(note.parts());
    if (suggests && !words.isBlank()) {
      var take = new Button(text(label, "desk.bot.intoReply"), _ -> intoReply.accept(words));
      take.addThemeVariants(ButtonVariant.SMALL);
      take.addClassName("into-reply");
      shown.add(take);
    }
    var foot = new Div(new Span(DeskText.clock(note.at(), zone)));
    foot.addClassName("foot");
    shown.add(foot);
    shown.addClassNames("message", "out", "bot-note");
    return shown;
  }

  private static String text(Component texts, String key, Object... values) {
    return texts.getTranslation(key, values);
  }
}
