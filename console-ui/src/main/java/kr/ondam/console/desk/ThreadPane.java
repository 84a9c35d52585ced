package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Note;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.Customer;
import org.jspecify.annotations.Nullable;

/// The middle: who this is and how the conversation stands, the thread, and the editor.
final class ThreadPane extends Div {
  /// What the buttons of the header and of messages ask for.
  record Wishes(
      Runnable hold,
      Runnable transfer,
      Runnable end,
      Runnable back,
      LongConsumer resend,
      BiConsumer<Conversation, Customer> notice) {}

  private record Place(long seq, int part) {}

  private record Entry(@Nullable Message message, @Nullable UUID note, Instant at, Div shown) {
    Entry(Message message, Div shown) {
      this(message, null, message.at(), shown);
    }
  }

  private final transient DeskParts parts;
  private final transient Bubbles bubbles;
  private final transient LongConsumer resend;
  private final H2 name = new H2();
  private final Span channel = new Span();
  private final Span queue = new Span();
  private final Span state = new Span();
  private final Element elapsed = Clocks.elapsed();
  private final transient ReplyLimits limits;
  private final Button hold = new Button();
  private final Button transfer = new Button();
  private final Button end = new Button();
  private final Div log = new Div();
  private final transient BotFold fold = new BotFold(log);
  private final Div frame = new Div();
  private final Div typing = new Div();
  private final Span takenBy = new Span();
  private final Div taken = new Div();
  private final Div nothing = new Div();
  private final Div work = new Div();
  private final Editor editor;
  private final transient List<Entry> entries = new ArrayList<>();
  private final transient Map<Place, Attachment> files = new HashMap<>();
  private final transient Map<UUID, Attachment> filesById = new HashMap<>();
  private transient @Nullable ConversationId shown;
  private transient @Nullable Stage stage;

  ThreadPane(DeskParts parts, Function<AgentId, String> agents, Editor editor, Wishes wishes) {
    this.parts = parts;
    this.editor = editor;
    limits = new ReplyLimits(parts, wishes.notice());
    bubbles =
        new Bubbles(parts.zone(), agents, this::file, new MessageActs(parts, parts.who().get()));
    resend = wishes.resend();
    addClassName("desk-thread");
    nothing.addClassName("nothing");
    nothing.setText(getTranslation("desk.choose"));
    log.addClassName("log");
    log.getElement().setAttribute("role", "log");
    log.getElement().setAttribute("tabindex", "0");
    log.getElement().setAttribute("aria-label", getTranslation("desk.thread"));
    log.addAttachListener(_ -> log.getElement().executeJs("window.ondam.log(this)"));
    frame.addClassName("log-frame");
    frame.add(log, jump());
    typing.addClassName("typing");
    typing.setText(getTranslation("desk.typing"));
    typing.getElement().setAttribute("aria-live", "polite");
    var close = new Button(getTranslation("desk.taken.close"), _ -> wishes.back().run());
    close.addThemeVariants(ButtonVariant.SMALL);
    taken.addClassName("taken");
    taken.getElement().setAttribute("role", "alert");
    taken.add(takenBy, close);
    taken.setVisible(false);
    work.addClassName("work");
    work.add(header(wishes), frame, editor.way(), typing, taken, limits.sentence(), editor);
    add(nothing, work);
    shows(false);
  }

  /// The page keeps the editor also while no conversation is open: out of sight, not taken away.
  private void shows(boolean conversation) {
    nothing.setVisible(!conversation);
    work.getElement().setAttribute("hidden", !conversation);
  }

  /// Leads to the latest message; the page shows it while that is out of sight.
  private NativeButton jump() {
    var jump = new NativeButton(getTranslation("desk.latest"));
    jump.addClassName("jump");
    jump.getElement().setAttribute("data-latest", getTranslation("desk.latest"));
    jump.getElement().setAttribute("data-new", getTranslation("desk.latest.new"));
    return jump;
  }

  private Div header(Wishes wishes) {
    var back = new Button("‹", _ -> wishes.back().run());
    back.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    back.addClassName("back");
    back.setAriaLabel(getTranslation("desk.back"));
    state.addClassName("state");
    channel.addClassName("chip");
    queue.addClassName("chip");
    var time = new Span();
    time.addClassName("conv-time");
    time.getElement().appendChild(elapsed);
    prepare(hold, "desk.hold", "Alt+H", wishes.hold());
    hold.setId("hold");
    prepare(transfer, "desk.transfer", "Alt+T", wishes.transfer());
    transfer.setId("transfer");
    prepare(end, "desk.end", "Alt+E", wishes.end());
    end.setId("end");
    end.addThemeVariants(ButtonVariant.ERROR);
    var facts = new Div(channel, queue, state, limits.chip(), time);
    facts.addClassName("facts");
    var who = new Div(name, facts);
    who.addClassName("who");
    var buttons = new Div(hold, transfer, end);
    buttons.addClassName("buttons");
    var header = new Div(back, who, buttons);
    header.addClassName("thread-header");
    return header;
  }

  private void prepare(Button button, String key, String shortcut, Runnable wish) {
    button.setText(getTranslation(key));
    button.setTooltipText(shortcut);
    button.addThemeVariants(ButtonVariant.SMALL);
    button.addClickListener(_ -> wish.run());
  }

  /// Shows a conversation at its first message after `seen`, else at its latest.
  void open(DeskReader.Opened opened, long seen) {
    var c = opened.conversation();
    shown = c.id();
    entries.clear();
    log.removeAll();
    fold.clear();
    taken.setVisible(false);
    head(c, opened.customer(), opened.queue());
    files.clear();
    filesById.clear();
    fold.fold(opened.messages());
    opened.attachments().forEach(this::put);
    opened.messages().forEach(message -> put(message));
    opened.notes().forEach(this::put);
    opened.botNotes().forEach(this::put);
    markUnread(seen);
    typing(false);
    shows(true);
    editor.carries(
        parts.carriage().of(c.tenant(), c.account(), c.channel()), opened.lentBy() == null);
    editor.use(c.id(), c.channel(), c.stage().open() && !limits.show(c, opened.customer()));
    log.getElement().executeJs("window.ondam.arrive(this)");
  }

  /// A line above what the customer said since the agent looked; none when all of it is new.
  private void markUnread(long seen) {
    boolean known = false;
    for (var entry : entries) {
      var message = entry.message();
      if (message != null && message.direction() == Direction.IN) {
        if (known && message.seq() > seen) {
          var line = new Div(new Span(getTranslation("desk.unread")));
          line.addClassName("unread-line");
          log.addComponentAtIndex(log.indexOf(entry.shown()), line);
          return;
        }
        known = true;
      }
    }
  }

  /// Says who has the conversation now; nothing can be written any more.
  void taken(String sentence) {
    takenBy.setText(sentence);
    taken.setVisible(true);
    hold.setEnabled(false);
    transfer.setEnabled(false);
    end.setEnabled(false);
    log.addClassName("over");
    editor.freeze();
  }

  void head(Conversation c, Customer customer, String queueName) {
    stage = c.stage();
    name.setText(DeskText.called(this, DeskText.name(customer), c));
    channel.setText(getTranslation("channel." + c.channel().name()));
    queue.setText(queueName);
    queue.setVisible(!queueName.isEmpty());
    state.setText(getTranslation("stage." + c.stage().name()));
    state.getElement().setAttribute("data-state", c.stage().name().toLowerCase(Locale.ROOT));
    Clocks.run(elapsed, c.openedAt(), parts.clock().instant());
    boolean held = running();
    log.setClassName("over", !held);
    hold.setText(getTranslation(c.stage() == Stage.ON_HOLD ? "desk.resume" : "desk.hold"));
    hold.setEnabled(held);
    transfer.setEnabled(held);
    end.setEnabled(held || c.stage() == Stage.WRAP_UP);
    end.setText(getTranslation(c.stage() == Stage.WRAP_UP ? "desk.end.classify" : "desk.end"));
    if (limits.show(c, customer) || !c.stage().open()) {
      editor.end(c.id());
    }
  }

  /// The customer writes; the page takes silence as the end of it.
  void typing(boolean on) {
    typing.getElement().executeJs("window.ondam.typing(this, $0)", on);
  }

  @Nullable ConversationId shown() {
    return shown;
  }

  /// Whether it can be held, given away and ended.
  boolean running() {
    return stage == Stage.ACTIVE || stage == Stage.ON_HOLD;
  }

  boolean onHold() {
    return stage == Stage.ON_HOLD;
  }

  private @Nullable Attachment file(long seq, int part, @Nullable UUID id) {
    var own = files.get(new Place(seq, part));
    return own == null && id != null ? filesById.get(id) : own;
  }

  Editor editor() {
    return editor;
  }

  void close() {
    shown = null;
    entries.clear();
    log.removeAll();
    editor.leave();
    shows(false);
  }

  /// The seq of the last message shown, 0 when there is none.
  long lastSeq() {
    for (var entry : entries.reversed()) {
      if (entry.message() != null) {
        return entry.message().seq();
      }
    }
    return 0;
  }

  /// Adds a message or replaces it. Answers false, adding nothing, when messages before it are
  /// missing.
  boolean put(Message message) {
    int known = indexOf(message.seq());
    if (known >= 0) {
      redraw(known, message);
      return true;
    }
    long last = lastSeq();
    if (last != 0 && message.seq() != last + 1) {
      return message.seq() <= last;
    }
    insert(new Entry(message, bubble(message)));
    var reachable = limits.heard(message);
    if (reachable != null) {
      editor.use(reachable.id(), reachable.channel(), reachable.stage().open());
    }
    var again = message.resendOf() == 0 ? -1 : indexOf(message.resendOf());
    var first = again < 0 ? null : entries.get(again).message();
    if (first != null) {
      redraw(again, first);
    }
    return true;
  }

  /// Shows how far the copy of a file is, at its message if that is in sight.
  void put(Attachment file) {
    filesById.put(file.id().value(), file);
    var before = files.put(new Place(file.seq(), file.part()), file);
    int at = indexOf(file.seq());
    var message = at < 0 ? null : entries.get(at).message();
    if (message != null && !file.equals(before)) {
      redraw(at, message);
    }
  }

  private int indexOf(long seq) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      var message = entries.get(i).message();
      if (message != null && message.seq() == seq) {
        return i;
      }
    }
    return -1;
  }

  private void redraw(int at, Message message) {
    var fresh = bubble(message);
    log.replace(entries.get(at).shown(), fresh);
    entries.set(at, new Entry(message, fresh));
  }

  /// What did not arrive can be sent again until it was.
  private Div bubble(Message message) {
    if (!message.resendable()) {
      return fold.mark(bubbles.message(message), message);
    }
    boolean again =
        entries.stream()
            .anyMatch(e -> e.message() != null && e.message().resendOf() == message.seq());
    return again ? bubbles.resent(message) : bubbles.resendable(message, resend);
  }

  /// Draws a message afresh that was not sent again after all.
  void notResent(long seq) {
    int at = indexOf(seq);
    var message = at < 0 ? null : entries.get(at).message();
    if (message != null) {
      redraw(at, message);
    }
  }

  void put(Note note) {
    if (!knows(note.id())) {
      insert(new Entry(null, note.id(), note.at(), bubbles.note(note)));
    }
  }

  void put(BotNote note) {
    if (!knows(note.id())) {
      var shown = bubbles.botNote(note, editor::suggest);
      insert(new Entry(null, note.id(), note.at(), shown));
    }
  }

  private boolean knows(UUID note) {
    return entries.stream().anyMatch(entry -> note.equals(entry.note()));
  }

  private void insert(Entry entry) {
    int at = entries.size();
    while (at > 0 && entries.get(at - 1).at().isAfter(entry.at())) {
      at--;
    }
    var day = LocalDate.ofInstant(entry.at(), parts.zone());
    var before = at == 0 ? null : LocalDate.ofInstant(entries.get(at - 1).at(), parts.zone());
    entries.add(at, entry);
    if (at == entries.size() - 1) {
      if (!day.equals(before)) {
        log.add(divider(day));
      }
      log.add(entry.shown());
    } else {
      log.addComponentAtIndex(log.indexOf(entries.get(at + 1).shown()), entry.shown());
    }
  }

  private Div divider(LocalDate day) {
    var divider = new Div(new Span(DeskText.day(day, getLocale())));
    divider.addClassName("day");
    return divider;
  }
}
