package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import kr.ondam.agent.UserId;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.console.live.Notices;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Unseen;
import org.jspecify.annotations.Nullable;

/// Where the agent writes. Sending happens in the browser first: the text leaves the field at once,
/// is kept by the page until the server has stored it, and comes back when it was refused, so that
/// nothing typed is lost and nothing is sent twice.
final class Editor extends Div {
  private static final int KAKAO_LONGEST = 1000;
  private static final int LONGEST = 4000;

  /// Something to send or to note down.
  ///
  /// @param clientId the page's key of it, the same for every repetition
  /// @param masked whether what must not be stored is to be hidden in it
  /// @param parts the whole message to the customer; empty for a note
  record Written(
      ConversationId conversation,
      String text,
      String clientId,
      boolean note,
      boolean masked,
      List<Part> parts) {}

  /// As the page sends it.
  ///
  /// @param again whether it may have been sent before
  private record Posted(
      String conversation,
      String text,
      String id,
      boolean note,
      boolean mask,
      boolean again,
      String files,
      String answers) {}

  /// What is on its way, with what went along.
  private record Sending(ConversationId to, Trays.Load load) {}

  /// Takes what was written; may not block.
  interface Taker {
    void take(Written written);
  }

  private final Tab reply = new Tab(getTranslation("desk.reply"));
  private final Tab note = new Tab(getTranslation("desk.note"));
  private final Tabs mode = new Tabs(reply, note);
  private final TextArea area = new TextArea();
  private final Button send = new Button();
  private final NativeButton hint = new NativeButton();
  private final Span problem = new Span();
  private final Span tooLong = new Span();
  private final Div way = new Div();
  private final Blocked blocked = new Blocked(this::edit);
  private final Extras extras;
  private final transient Map<String, Sending> sending = new HashMap<>();
  private int longest = LONGEST;
  private transient Capabilities can = Capabilities.of(ChannelKind.WEB_CHAT);
  private boolean own = true;
  private transient @Nullable ConversationId used;

  /// @param user who writes: what waits unsent in the browser goes under no other name
  /// @param typing told when the agent begins and stops to write to the customer
  /// @param attaching takes the files that go with a reply
  Editor(UserId user, Taker taker, Consumer<Boolean> typing, Attaching attaching) {
    extras = new Extras(attaching, problem::setText);
    addClassName("editor");
    area.setId("editor");
    area.setWidthFull();
    area.setMinRows(2);
    area.setMaxRows(8);
    area.setAriaLabel(getTranslation("desk.reply"));
    send.setText(getTranslation("desk.send"));
    send.addThemeVariants(ButtonVariant.PRIMARY);
    send.setId("send");
    // Which key sends is the page's own choice; it writes the words of the choice itself.
    hint.addClassName("hint");
    hint.getElement().setAttribute("data-enter", getTranslation("desk.send.enter"));
    hint.getElement().setAttribute("data-ctrl", getTranslation("desk.send.ctrl"));
    hint.getElement().setAttribute("title", getTranslation("desk.send.choose"));
    var counter = new Span();
    counter.addClassName("counter");
    problem.addClassName("editor-problem");
    problem.getElement().setAttribute("role", "alert");
    tooLong.addClassNames("editor-problem", "too-long");
    tooLong.getElement().setAttribute("role", "alert");
    tooLong.getElement().setAttribute("data-words", getTranslation("result.tooLong"));
    way.addClassName("on-its-way");
    way.getElement().setAttribute("role", "status");
    way.getElement().setAttribute("data-sending", getTranslation("desk.sending"));
    way.getElement().setAttribute("data-saving", getTranslation("desk.saving"));
    way.getElement().setAttribute("data-unsent", getTranslation("desk.unsent"));
    way.getElement().setAttribute("data-unsent-note", getTranslation("desk.unsent.note"));
    mode.addSelectedChangeListener(_ -> showMode());
    showMode();
    var foot = new Div(extras.buttons(), problem, tooLong, counter, send);
    foot.addClassName("editor-foot");
    var head = new Div(mode, hint);
    head.addClassName("editor-head");
    add(head, area, extras, blocked, foot);
    area.getElement()
        .addEventListener(
            "ondam-send",
            event -> {
              var data = event.getEventData();
              take(
                  taker,
                  new Posted(
                      data.path("event.detail.conversation").asString(""),
                      data.path("event.detail.text").asString(""),
                      data.path("event.detail.id").asString(""),
                      data.path("event.detail.note").asBoolean(false),
                      data.path("event.detail.mask").asBoolean(false),
                      data.path("event.detail.again").asBoolean(false),
                      data.path("event.detail.files").asString(""),
                      data.path("event.detail.answers").asString("")));
            })
        .addEventData("event.detail.conversation")
        .addEventData("event.detail.text")
        .addEventData("event.detail.id")
        .addEventData("event.detail.note")
        .addEventData("event.detail.mask")
        .addEventData("event.detail.again")
        .addEventData("event.detail.files")
        .addEventData("event.detail.answers");
    area.getElement()
        .addEventListener(
            "ondam-typing",
            event -> typing.accept(event.getEventData().path("event.detail").asBoolean(false)))
        .addEventData("event.detail");
    area.getElement()
        .addEventListener(
            "ondam-measure",
            event -> extras.typed(event.getEventData().path("event.detail").asString("")))
        .addEventData("event.detail");
    // The field belongs to the page: what the server knew of it would only overwrite newer typing.
    addAttachListener(_ -> {
      getElement()
          .executeJs(
              "window.ondam.editor(this, $0, $1, $2, $3, $4, $5, $6)",
              area.getElement(),
              send.getElement(),
              hint.getElement(),
              blocked.send(),
              way.getElement(),
              tooLong.getElement(),
              user.toString());
      getElement()
          .executeJs(
              "window.ondam.files(this, $0, $1)",
              extras.upload().getElement(),
              extras.attach().getElement());
    });
  }

  /// Where what is on its way longer than usual is shown, below the thread.
  Div way() {
    return way;
  }

  /// What comes from a browser may be anything.
  private void take(Taker taker, Posted posted) {
    if (sending.containsKey(posted.id())) {
      // Its answer is on the way.
      return;
    }
    problem.setText("");
    blocked.hide();
    try {
      var to = new ConversationId(UUID.fromString(posted.conversation()));
      if (posted.note()) {
        send(taker, to, posted, Trays.Load.NONE);
        return;
      }
      var named = Trays.Named.of(posted.files(), posted.answers());
      extras
          .take(to, named, posted.again())
          .ifPresentOrElse(
              load -> reply(taker, to, posted, load),
              () -> refuse(posted.id(), getTranslation("desk.attach.gone")));
    } catch (IllegalArgumentException _) {
      problem.setText(getTranslation("result.refused"));
    } catch (StoreUnavailable _) {
      // The page keeps it and sends it when the conversation is opened again.
      problem.setText(getTranslation("result.unavailable"));
    }
  }

  private void reply(Taker taker, ConversationId to, Posted posted, Trays.Load load) {
    var text = posted.text();
    if (Unseen.all(text) && load.with("").isEmpty()) {
      // All of it went with another reply.
      getElement().executeJs("window.ondam.sent(this, $0)", posted.id());
    } else if (to.equals(used) && !extras.arrives(load, text)) {
      extras.giveBack(to, load);
      refuse(posted.id(), getTranslation("desk.carried.nothing"));
    } else if (!posted.mask() && Blocked.blocks(text)) {
      extras.giveBack(to, load);
      if (to.equals(used)) {
        refuse(posted.id(), "");
        blocked.show(text);
      } else {
        getElement().executeJs("window.ondam.refused(this, $0)", posted.id());
        elsewhere(getTranslation("desk.unsent.blocked"));
      }
    } else {
      send(taker, to, posted, load);
    }
  }

  private void send(Taker taker, ConversationId to, Posted posted, Trays.Load load) {
    sending.put(posted.id(), new Sending(to, load));
    var parts = posted.note() ? List.<Part>of() : load.with(posted.text());
    taker.take(new Written(to, posted.text(), posted.id(), posted.note(), posted.mask(), parts));
  }

  private void refuse(String id, String sentence) {
    getElement().executeJs("window.ondam.refused(this, $0)", id);
    problem.setText(sentence);
  }

  /// What was refused in a conversation that is out of sight is not said beside another one.
  private void elsewhere(String sentence) {
    Notices.say(getTranslation("desk.unsent.refused", sentence));
  }

  /// Says what the channel of the next conversation carries.
  ///
  /// @param ofOwnTenant whether that is of the agent's own tenant
  void carries(Capabilities carried, boolean ofOwnTenant) {
    can = carried;
    own = ofOwnTenant;
  }

  /// Turns to a conversation; its draft comes back, and with it whether it is a reply or a note.
  void use(ConversationId conversation, ChannelKind channel, boolean open) {
    boolean kakao = channel == ChannelKind.KAKAO_COUNSEL || channel == ChannelKind.KAKAO_SKILL;
    longest = kakao ? KAKAO_LONGEST : LONGEST;
    used = conversation;
    problem.setText("");
    blocked.hide();
    area.setReadOnly(false);
    reply.setEnabled(open);
    note.setEnabled(true);
    send.setEnabled(true);
    extras.use(conversation, channel, can, own);
    if (open) {
      extras.reopen();
    } else {
      extras.close();
    }
    getElement()
        .executeJs("window.ondam.use(this, $0, $1, $2)", conversation.toString(), longest, open);
  }

  /// Puts words behind what was typed as a reply, for the agent to send or not.
  void suggest(String words) {
    getElement().executeJs("window.ondam.suggest(this, $0)", words);
  }

  private void edit() {
    blocked.hide();
    focus();
  }

  /// After a conversation ended, only notes can be written.
  void end(ConversationId conversation) {
    reply.setEnabled(false);
    extras.close();
    blocked.hide();
    getElement().executeJs("window.ondam.ended(this, $0)", conversation.toString());
  }

  /// No conversation is open any more.
  void leave() {
    used = null;
    getElement().executeJs("window.ondam.left(this)");
  }

  /// What was typed stays to be read and copied, but goes nowhere.
  void freeze() {
    blocked.hide();
    area.setReadOnly(true);
    reply.setEnabled(false);
    extras.close();
    note.setEnabled(false);
    send.setEnabled(false);
  }

  void focus() {
    getElement().executeJs("setTimeout(() => $0.focus())", area.getElement());
  }

  private void showMode() {
    boolean asNote = mode.getSelectedTab() == note;
    setClassName("noting", asNote);
    extras.setVisible(!asNote);
    area.setPlaceholder(
        getTranslation(asNote ? "desk.note.placeholder" : "desk.reply.placeholder"));
    area.setAriaLabel(getTranslation(asNote ? "desk.note" : "desk.reply"));
    send.setText(getTranslation(asNote ? "desk.note.save" : "desk.send"));
  }

  /// What was sent is stored, or comes back with the sentence that says why it is not.
  void heard(String clientId, @Nullable String refusal) {
    var sent = sending.remove(clientId);
    if (sent == null || sent.to().equals(used)) {
      problem.setText(refusal == null ? "" : refusal);
    } else if (refusal != null) {
      elsewhere(refusal);
    }
    if (refusal != null && sent != null) {
      extras.giveBack(sent.to(), sent.load());
    } else {
      extras.changed();
    }
    getElement()
        .executeJs(
            refusal == null ? "window.ondam.sent(this, $0)" : "window.ondam.refused(this, $0)",
            clientId);
  }
}
