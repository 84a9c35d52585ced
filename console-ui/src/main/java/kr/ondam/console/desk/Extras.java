package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.console.live.CalmText;
import kr.ondam.conversation.ConversationId;
import kr.ondam.media.Uploads;
import org.jspecify.annotations.Nullable;

/// What goes with a reply besides its words: files, and answers to choose from. Each conversation
/// keeps its own until they are sent.
final class Extras extends Div {
  private static final int MOST_FILES = 9;

  /// What one conversation has.
  private static final class Bag {
    final List<kr.ondam.conversation.Upload> files = new ArrayList<>();
    final List<String> answers = new ArrayList<>();

    boolean isEmpty() {
      return files.isEmpty() && answers.isEmpty();
    }
  }

  private final transient Attaching attaching;
  private final transient Consumer<String> complain;
  private final Upload upload = new Upload();
  private final Div chips = new Div();
  private final QuickAnswers answers = new QuickAnswers(this::changed);
  private final Carried carried = new Carried();
  private final Button attach = new Button(VaadinIcon.PAPERCLIP.create());
  private final Button offer = new Button(getTranslation("desk.answers"));
  private final transient Map<ConversationId, Bag> bags = new HashMap<>();
  private volatile @Nullable ConversationId used;
  private ChannelKind channel = ChannelKind.WEB_CHAT;
  private transient Capabilities can = Capabilities.of(ChannelKind.WEB_CHAT);
  private String typed = "";

  /// @param complain shows why a file is not taken; empty takes that away
  Extras(Attaching attaching, Consumer<String> complain) {
    this.attaching = attaching;
    this.complain = complain;
    addClassName("extras");
    upload.setUploadHandler(receiver());
    upload.setDropAllowed(false);
    var hidden = new Div();
    hidden.getElement().setAttribute("hidden", true);
    upload.setUploadButton(hidden);
    upload.setMaxFiles(MOST_FILES);
    upload.setMaxFileSize(Uploads.LARGEST);
    upload.setI18n(UploadWords.of(this));
    upload.addFileRejectedListener(event -> complain.accept(event.getErrorMessage()));
    upload.addAllFinishedListener(_ -> upload.clearFileList());
    chips.addClassName("file-chips");
    chips.getElement().setAttribute("role", "list");
    chips.getElement().setAttribute("aria-label", getTranslation("desk.attach.list"));
    attach.setId("attach");
    attach.addThemeVariants(ButtonVariant.SMALL);
    offer.setId("answers");
    offer.addThemeVariants(ButtonVariant.SMALL);
    offer.addClickListener(_ -> answers.toggle());
    add(chips, upload, answers, carried);
  }

  /// The buttons, which stand beside the one that sends.
  Div buttons() {
    var buttons = new Div(attach, offer);
    buttons.addClassName("extra-buttons");
    return buttons;
  }

  Upload upload() {
    return upload;
  }

  Button attach() {
    return attach;
  }

  /// The file is looked at on the thread of its own request, without holding up the screen.
  private UploadHandler receiver() {
    return new UploadHandler() {
      @Override
      public void handleUploadRequest(UploadEvent event) throws IOException {
        var to = used;
        if (to == null) {
          event.reject(getTranslation("desk.attach.refused"));
          return;
        }
        var result = attaching.take(to, event.getFileName(), event.getInputStream());
        event.getUI().access(() -> received(to, event.getFileName(), result));
      }

      @Override
      public long getFileSizeMax() {
        return Uploads.LARGEST + 1L;
      }

      @Override
      public long getRequestSizeMax() {
        return Uploads.LARGEST + 1_000_000L;
      }
    };
  }

  private void received(ConversationId to, String name, Uploads.Result result) {
    switch (result) {
      case Uploads.Result.Taken(var file) -> {
        bag(to).files.add(file);
        complain.accept("");
      }
      case Uploads.Result.Refused(var code) ->
          complain.accept(getTranslation(sentence(code), CalmText.of(name)));
      case Uploads.Result.Later _ -> complain.accept(getTranslation("desk.attach.later"));
    }
    if (to.equals(used)) {
      draw();
      changed();
    }
  }

  private static String sentence(String code) {
    return switch (code) {
      case "too_large" -> "desk.attach.tooLarge";
      case "not_allowed" -> "desk.attach.notAllowed";
      case "harmful" -> "desk.attach.harmful";
      case "too_many_pixels" -> "desk.attach.tooManyPixels";
      case "empty" -> "desk.attach.empty";
      case "too_many" -> "desk.attach.tooMany";
      default -> "desk.attach.refused";
    };
  }

  private Bag bag(ConversationId of) {
    return bags.computeIfAbsent(of, _ -> new Bag());
  }

  /// Turns to a conversation.
  ///
  /// @param own whether it is of the agent's own tenant; files go in no other
  void use(ConversationId conversation, ChannelKind kind, Capabilities carries, boolean own) {
    used = conversation;
    channel = kind;
    can = carries;
    typed = "";
    boolean files = own && can.files();
    attach.setEnabled(files);
    var why = files ? "desk.attach" : own ? "desk.attach.notHere" : "desk.attach.notOwn";
    attach.setAriaLabel(getTranslation(why));
    attach.setTooltipText(getTranslation(why));
    answers.use(bag(conversation).answers);
    draw();
    changed();
  }

  /// Nothing can be answered any more.
  void close() {
    attach.setEnabled(false);
    offer.setEnabled(false);
    answers.setVisible(false);
  }

  void reopen() {
    offer.setEnabled(true);
  }

  private void draw() {
    chips.removeAll();
    var now = used;
    if (now != null) {
      bag(now).files.forEach(file -> chips.add(chip(file)));
    }
  }

  private Div chip(kr.ondam.conversation.Upload file) {
    var chip = new Div();
    chip.addClassName("file-chip");
    chip.getElement().setAttribute("role", "listitem");
    attaching
        .thumbnail(file)
        .ifPresent(small -> {
          var coded = Base64.getEncoder().encodeToString(small);
          chip.add(new Image("data:" + file.mime() + ";base64," + coded, ""));
        });
    var name = file.name().isEmpty() ? getTranslation("desk.part.file") : file.name();
    var remove = new NativeButton("×", _ -> remove(file));
    remove.getElement().setAttribute("aria-label", getTranslation("desk.attach.remove", name));
    var size = new Span(AttachedFile.size(file.bytes()));
    size.addClassName("size");
    chip.add(new Span(CalmText.of(name)), size, remove);
    return chip;
  }

  private void remove(kr.ondam.conversation.Upload file) {
    bags.values().forEach(bag -> bag.files.remove(file));
    attaching.withdraw(file);
    draw();
    changed();
  }

  /// What is being typed, where the channel counts it.
  void typed(String text) {
    typed = text;
    changed();
  }

  private void changed() {
    var now = used;
    var bag = now == null ? new Bag() : bag(now);
    carried.show(channel, can, with(typed, bag), sizes(bag));
    getElement()
        .executeJs(
            "const e = this.closest('.editor'); if (e) { e.extras = $0; e.measured = $1; }",
            !bag.isEmpty(),
            can.measure() == Capabilities.Measure.MS949);
  }

  private static Map<UUID, Long> sizes(Bag bag) {
    Map<UUID, Long> sizes = new HashMap<>();
    bag.files.forEach(file -> sizes.put(file.id().value(), file.bytes()));
    return sizes;
  }

  private static List<Part> with(String text, Bag bag) {
    List<Part> parts = new ArrayList<>();
    if (!text.isBlank()) {
      parts.add(new Part.Text(text));
    }
    for (var file : bag.files) {
      var id = file.id().value();
      parts.add(
          file.picture()
              ? new Part.Image(null, file.name(), id)
              : new Part.File(null, file.name(), id));
    }
    if (!bag.answers.isEmpty()) {
      parts.add(QuickAnswers.part(bag.answers));
    }
    return parts;
  }

  /// The whole message with these words; empty when there is nothing, or nothing of it arrives.
  List<Part> message(ConversationId to, String text) {
    var bag = bag(to);
    var parts = with(text, bag);
    boolean arrives = carried.show(channel, can, parts, sizes(bag));
    return arrives ? parts : List.of();
  }

  /// What was sent with a message is not kept for another one.
  void sent(ConversationId to, List<Part> parts) {
    var bag = bag(to);
    for (var part : parts) {
      var id = part.file();
      bag.files.removeIf(file -> file.id().value().equals(id));
      if (part instanceof Part.QuickReplies(var items)) {
        items.forEach(item -> bag.answers.remove(item.label()));
      }
    }
    if (to.equals(used)) {
      typed = "";
      answers.use(bag.answers);
      draw();
      changed();
    }
  }
}
