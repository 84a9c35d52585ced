package kr.ondam.console.desk;

import kr.ondam.agent.User;
import kr.ondam.console.live.Notices;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Note;
import kr.ondam.conversation.Signals;
import kr.ondam.conversation.Stage;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// The conversation an agent works on: its thread in the middle and its customer at the right, from
/// the moment it is opened until it is over, left, or taken by somebody else.
final class OpenConversation {
  private final User user;
  private final Borrowing borrowing;
  private final Signals signals;
  private final DeskReader reader;
  private final ListPane list;
  private final ThreadPane thread;
  private final SidePane side;
  private final Followed followed = new Followed();
  private @Nullable ConversationId ending;

  OpenConversation(
      User user,
      Borrowing borrowing,
      Signals signals,
      DeskReader reader,
      ListPane list,
      ThreadPane thread,
      SidePane side) {
    this.user = user;
    this.borrowing = borrowing;
    this.signals = signals;
    this.reader = reader;
    this.list = list;
    this.thread = thread;
    this.side = side;
  }

  /// The one that can be worked on; null when there is none, also while one that was taken is still
  /// in sight. May be asked on any thread.
  @Nullable ConversationId id() {
    return followed.id();
  }

  /// Whether news of it are wanted. May be asked on any thread.
  boolean follows(ConversationId asked) {
    return followed.covers(asked);
  }

  /// Opens an own conversation. Answers whether it was somebody else's, so that the lists are old.
  boolean open(ConversationId wanted) {
    try {
      var found =
          followed.open(
              wanted,
              () ->
                  reader
                      .open(wanted)
                      .filter(opened -> user.agentId().equals(opened.conversation().assignee())));
      if (found.isPresent()) {
        show(found.get());
        return false;
      }
      Notices.say(thread.getTranslation("desk.moved"));
    } catch (StoreUnavailable _) {
      Notices.say(thread.getTranslation("result.unavailable"));
    }
    return true;
  }

  private void show(DeskReader.Opened opened) {
    var c = opened.conversation();
    thread.open(opened, list.seen(c));
    list.select(c.id());
    read(c.id());
    side.show(opened);
    if (c.stage() != Stage.WRAP_UP) {
      thread.editor().focus();
    }
  }

  void put(Message message) {
    if (message.conversation().equals(thread.shown())) {
      if (message.parts().stream().anyMatch(Bubbles::isFile)) {
        followed.hear(() -> know(message.conversation()));
      }
      if (!thread.put(message)) {
        followed.hear(() -> fill(message.conversation()));
      }
      thread.typing(false);
      read(message.conversation());
    }
  }

  /// Puts in what is missing at the end. Nobody has left it by that.
  private boolean fill(ConversationId shown) {
    know(shown);
    reader.after(shown, thread.lastSeq()).forEach(thread::put);
    return false;
  }

  /// Reads how far the copies of the customer's files are. Nobody has left it by that.
  private boolean know(ConversationId shown) {
    reader.attachments(shown).forEach(thread::put);
    return false;
  }

  void put(Attachment file) {
    if (file.conversation().equals(thread.shown())) {
      thread.put(file);
    }
  }

  /// Shows what could not be read when it was new. Answers as [#turned].
  boolean catchUp() {
    var now = id();
    return now != null
        && followed.catchUp(() -> {
          fill(now);
          read(now);
          return reader.open(now).map(this::turned).orElseGet(this::grantOver);
        });
  }

  /// What stands on the screen is read, and the customer may know it.
  private void read(ConversationId shown) {
    list.saw(shown, thread.lastSeq());
    if (shown.equals(id())) {
      signals.send(new Signals.AgentRead(borrowing.owner(shown), shown, thread.lastSeq()));
    }
  }

  void typing(ConversationId by, boolean on) {
    if (by.equals(id())) {
      thread.typing(on);
    }
  }

  void put(Note note) {
    if (note.conversation().equals(thread.shown())) {
      thread.put(note);
    }
  }

  void put(BotNote note) {
    if (note.conversation().equals(thread.shown())) {
      thread.put(note);
    }
  }

  /// The stage or the assignee has changed. Answers whether it was left or given up.
  boolean turned(ConversationId changed) {
    return changed.equals(id())
        && followed.hear(() -> reader.open(changed).map(this::turned).orElseGet(this::grantOver));
  }

  /// The conversation of another tenant is not open to the agent any more.
  private boolean grantOver() {
    var now = id();
    if (now == null || !borrowing.concerns(now)) {
      return false;
    }
    Notices.say(thread.getTranslation("result.grantOver"));
    leave();
    return true;
  }

  private boolean turned(DeskReader.Opened now) {
    var c = now.conversation();
    if (c.stage() == Stage.CLOSED || c.stage() == Stage.ABANDONED) {
      if (!c.id().equals(ending)) {
        Notices.say(
            thread.getTranslation(
                c.disposition() == null ? "desk.over.unclassified" : "desk.over"));
      }
      leave();
      return true;
    }
    thread.head(c, now.customer(), now.queue());
    if (user.agentId().equals(c.assignee())) {
      side.stage(c.stage());
      return false;
    }
    handOver(now);
    return true;
  }

  /// Somebody else has it now: what was typed stays in sight, and who has it is said.
  private void handOver(DeskReader.Opened now) {
    var taker = now.conversation().assignee();
    var sentence =
        taker == null
            ? thread.getTranslation("desk.taken.queue", now.queue())
            : thread.getTranslation("desk.taken", reader.agent(taker));
    followed.leave();
    thread.taken(sentence);
    side.stage(Stage.CLOSED);
    list.select(null);
  }

  /// After the customer was corrected: the same number may bring another history.
  void corrected() {
    var now = id();
    if (now != null) {
      reader
          .open(now)
          .ifPresent(opened -> {
            thread.head(opened.conversation(), opened.customer(), opened.queue());
            side.showHistoryOf(opened.conversation());
          });
    }
  }

  /// The agent ends it and hears of that by the answer; null when it did not come to that.
  void ends(@Nullable ConversationId own) {
    ending = own;
  }

  void leave() {
    followed.leave();
    thread.close();
    side.close();
    list.select(null);
    list.rest();
  }
}
