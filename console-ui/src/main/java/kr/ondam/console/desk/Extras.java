package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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

  private final transient Attaching attaching;
  private final transient Consumer<String> complain;
  private final Upload upload = new Upload();
  private final Div chips = new Div();
  private final QuickAnswers answers = new QuickAnswers(this::changed);
  private final Carried carried = new Carried();
  private final Button attach = new Button(VaadinIcon.PAPERCLIP.create());
  private final Button offer = new Button(getTranslation("desk.answers"));
  private final transient Trays trays = new Trays();
  private volatile @Nullable ConversationId used;
  private ChannelKind channel = ChannelKind.WEB_CHAT;
  private transient Capabilities can = Capabilities.of(ChannelKind.WEB_CHAT);
  private String typed = "";
  private String told = "";

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
        trays.of(to).files.add(file);
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
      case "unscannable" -> "desk.attach.unscannable";
      default -> "desk.attach.refused";
    };
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
    show(conversation);
  }

  /// Draws what lies ready and tells the page.
  private void show(ConversationId conversation) {
    answers.use(trays.of(conversation).answers);
    draw();
    tell(trays.ready(conversation));
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
      trays.of(now).files.forEach(file -> chips.add(chip(file)));
    }
  }

  private Div chip(kr.ondam.conversation.Upload file) {
    var chip = new Div();
    chip.addClassName("file-chip");
    chip.getElement().setAttribute("role", "listitem");
    if (file.thumbnail()) {
      chip.add(new Image(thumbnail(file), ""));
    }
    var name = file.name().isEmpty() ? getTranslation("desk.part.file") : file.name();
    var remove = new NativeButton("×", _ -> remove(file));
    remove.getElement().setAttribute("aria-label", getTranslation("desk.attach.remove", name));
    var size = new Span(AttachedFile.size(file.bytes()));
    size.addClassName("size");
    chip.add(new Span(CalmText.of(name)), size, remove);
    return chip;
  }

  /// Asked for by the browser, for the storage may be far away.
  private DownloadHandler thumbnail(kr.ondam.conversation.Upload file) {
    return DownloadHandler.fromInputStream(_ ->
            attaching
                .thumbnail(file)
                .map(small ->
                    new DownloadResponse(
                        new ByteArrayInputStream(small), "", file.mime(), small.length))
                .orElseGet(() -> DownloadResponse.error(404)))
        .inline();
  }

  private void remove(kr.ondam.conversation.Upload file) {
    trays.remove(file);
    Thread.startVirtualThread(() -> attaching.withdraw(file));
    draw();
    changed();
  }

  /// What is being typed, where the channel counts it.
  void typed(String text) {
    typed = text;
    changed();
  }

  /// Says what the channel makes of what lies ready now.
  void changed() {
    var now = used;
    var ready = now == null ? Trays.Load.NONE : trays.ready(now);
    carried.show(channel, can, ready.with(typed), ready.files());
    if (!told.equals(said(ready))) {
      tell(ready);
    }
  }

  /// The page names with a reply what goes with it. It is told of changes only: what it has sent
  /// away meanwhile must not lie ready again.
  private void tell(Trays.Load ready) {
    told = said(ready);
    getElement()
        .executeJs(
            "const e = this.closest('.editor'); if (e) {"
                + " e.extras = $0 || $1 ? { files: $0, answers: $1 } : null; e.measured = $2; }",
            ids(ready),
            String.join("\n", ready.answers()),
            channel.texts());
  }

  private static String said(Trays.Load ready) {
    return ids(ready) + "\n\n" + String.join("\n", ready.answers());
  }

  private static String ids(Trays.Load ready) {
    return ready.files().stream()
        .map(file -> file.id().toString())
        .collect(Collectors.joining("\n"));
  }

  /// Takes out what goes with a reply, so that it goes with no other. Empty when a file of it is
  /// gone; then the rest lies ready.
  ///
  /// @param again whether the page sends it again, perhaps after it was loaded again
  /// @throws kr.ondam.tenant.StoreUnavailable when nobody can say now
  Optional<Trays.Load> take(ConversationId to, Trays.Named named, boolean again) {
    var load = again ? rebuilt(to, named) : Optional.of(trays.take(to, named));
    if (to.equals(used)) {
      typed = "";
      answers.use(trays.of(to).answers);
      draw();
      changed();
    }
    return load;
  }

  private Optional<Trays.Load> rebuilt(ConversationId to, Trays.Named named) {
    List<kr.ondam.conversation.Upload> files = new ArrayList<>();
    List<Part> stored = new ArrayList<>();
    for (var id : named.files()) {
      attaching
          .unsent(to, id)
          .ifPresentOrElse(files::add, () -> attaching.part(to, id).ifPresent(stored::add));
    }
    trays.take(to, named);
    boolean whole = files.size() + stored.size() == named.files().size();
    if (!whole) {
      giveBack(to, new Trays.Load(files, List.of(), named.answers()));
    }
    return whole ? Optional.of(new Trays.Load(files, stored, named.answers())) : Optional.empty();
  }

  /// Whether anything of a message arrives on the channel.
  boolean arrives(Trays.Load load, String text) {
    var parts = load.with(text);
    return !parts.isEmpty() && carried.show(channel, can, parts, load.files());
  }

  /// What went with a reply that was refused lies ready again.
  void giveBack(ConversationId to, Trays.Load load) {
    trays.giveBack(to, load);
    if (to.equals(used)) {
      show(to);
    }
  }
}
