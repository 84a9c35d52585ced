package kr.ondam.gateway.webchat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import kr.ondam.channel.webchat.ClientFrame;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Signals;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.IdentityKey;
import kr.ondam.event.Fact;
import kr.ondam.event.InOrder;
import kr.ondam.routing.RoutingFact;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open sockets of one visitor and the conversation they show. Everything except joining runs
/// in the room's mailbox; methods that say so hand over to it.
///
/// What a socket missed and what is new meet without a hole: the room is found by facts before it
/// reads the store, and a socket leaves out what it has been sent already.
final class ChatRoom {
  /// Whose room it is.
  record Key(TenantId tenant, IdentityKey identity) {}

  private static final Logger log = LoggerFactory.getLogger(ChatRoom.class);
  private static final int MOST_WAITING = 1000;
  private static final int PAGE = 200;

  private final Key key;
  private final ChatTools tools;
  private final ChatFrames frames;
  private final ChatHub hub;
  private final InOrder mailbox;
  private final Allowance messages;
  private final List<ChatSocket> sockets = new CopyOnWriteArrayList<>();
  private @Nullable Conversation current;
  private boolean over;
  private long lastSeq;
  private long lastToCustomer;
  private long delivered;
  private long read;
  private long readByAgent;
  private int position;

  ChatRoom(Key key, ChatTools tools, ChatFrames frames, ChatHub hub) {
    this.key = key;
    this.tools = tools;
    this.frames = frames;
    this.hub = hub;
    mailbox =
        new InOrder(
            tools.executor(), e -> log.warn("a task of a chat failed: {}", e.getClass().getName()));
    messages = new Allowance(tools.limits().messagesPerTenSeconds(), tools.nanoTime());
  }

  Key key() {
    return key;
  }

  boolean mayWrite() {
    return messages.take();
  }

  /// Called by the hub only, which lets nobody join while the last one leaves.
  void add(ChatSocket socket) {
    sockets.add(socket);
    if (sockets.size() > tools.limits().socketsPerVisitor()) {
      sockets.getFirst().close(4409, "superseded");
      sockets.removeFirst();
    }
  }

  /// Answers whether nobody is left.
  boolean remove(ChatSocket socket) {
    sockets.remove(socket);
    return sockets.isEmpty();
  }

  /// Sends everybody away.
  void close(int code, String reason) {
    sockets.forEach(socket -> socket.close(code, reason));
  }

  /// Hands a task over. A room that cannot keep up is cut; its widgets come back and read what they
  /// missed (C6).
  void put(Runnable task) {
    if (!mailbox.offer(task, MOST_WAITING)) {
      tools.meters().counter("webchat.cut", "reason", "behind").increment();
      close(1013, "too slow");
    }
  }

  /// Hands a fact over.
  void put(Fact fact) {
    put(() -> on(fact));
  }

  private void on(Fact fact) {
    switch (fact) {
      case ConversationFact.ConversationOpened(var opened, var at) -> {
        begin(opened);
        // Nobody waits yet while a bot answers.
        if (isCurrent(opened.id()) && opened.stage() != Stage.BOT) {
          tell(ChatFrames.passing(opened.id(), "conversation.opened", at.toEpochMilli()));
        }
      }
      case ConversationFact.MessageReceived(var message, var _) -> show(message);
      case ConversationFact.MessageSent(var message, var _) -> show(message);
      case ConversationFact.ConversationEnded ended -> {
        if (isCurrent(ended.conversation())) {
          over = true;
        }
      }
      case RoutingFact.StageChanged changed -> moved(changed);
      // The hub hands over nothing else.
      default -> {}
    }
  }

  private boolean isCurrent(ConversationId conversation) {
    return current != null && current.id().equals(conversation);
  }

  /// A new conversation takes the place of the one shown. While that is open, one that is older
  /// does not; once it is over, times say nothing, because the clock may have been set back.
  private void begin(Conversation opened) {
    if (isCurrent(opened.id())) {
      return;
    }
    if (current != null && !over && !opened.openedAt().isAfter(current.openedAt())) {
      hub.forget(opened.id(), this);
      return;
    }
    adopt(opened);
    lastSeq = 0;
  }

  /// Follows a conversation. Whoever shows another one starts over with it.
  private void adopt(Conversation conversation) {
    if (isCurrent(conversation.id())) {
      current = conversation;
      over = over || conversation.endedAt() != null;
      lastSeq = Math.max(lastSeq, conversation.lastSeq());
      lastToCustomer = Math.max(lastToCustomer, conversation.lastOutboundSeq());
      return;
    }
    if (current != null) {
      hub.forget(current.id(), this);
    }
    current = conversation;
    over = conversation.endedAt() != null;
    lastSeq = conversation.lastSeq();
    lastToCustomer = conversation.lastOutboundSeq();
    delivered = 0;
    read = 0;
    readByAgent = 0;
    position = 0;
    hub.follow(conversation.id(), this);
    sockets.forEach(socket -> socket.shows(conversation.id(), 0));
  }

  private void show(Message message) {
    if (!isCurrent(message.conversation())) {
      return;
    }
    lastSeq = Math.max(lastSeq, message.seq());
    if (message.direction() == Direction.OUT) {
      lastToCustomer = Math.max(lastToCustomer, message.seq());
    }
    var frame = frames.message(message).toString();
    for (var socket : sockets) {
      if (socket.shown() == message.seq() - 1) {
        socket.show(message, frame);
      } else if (socket.shown() < message.seq()) {
        catchUp(socket, message.conversation());
      }
    }
    if (message.author().kind() == AuthorKind.AGENT) {
      readByAgent(message.seq());
    }
  }

  /// Who answers has read what came before.
  private void readByAgent(long seq) {
    if (current != null && seq > readByAgent) {
      readByAgent = seq;
      tell(ChatFrames.read(current.id(), seq));
    }
  }

  private void catchUp(ChatSocket socket, ConversationId conversation) {
    try {
      List<Message> page;
      do {
        page = tools.conversations().messages(key.tenant(), conversation, socket.shown(), PAGE);
        page.forEach(missed -> socket.show(missed, frames.message(missed).toString()));
      } while (page.size() == PAGE);
    } catch (StoreUnavailable _) {
      // It comes back and reads what it missed.
      socket.leave("unavailable", 1013, "not now");
    }
  }

  private void moved(RoutingFact.StageChanged changed) {
    if (!isCurrent(changed.conversation())) {
      return;
    }
    boolean waits = changed.stage() == Stage.QUEUED || changed.stage() == Stage.OFFERED;
    if (!waits) {
      position = 0;
    } else if (changed.previousAssignee() != null && changed.stage() == Stage.QUEUED) {
      tell(
          ChatFrames.passing(
              changed.conversation(), "conversation.transferred", changed.at().toEpochMilli()));
    }
  }

  /// Tells where in its queue the conversation stands, when that is news.
  void place(ConversationId conversation, int place) {
    if (isCurrent(conversation) && place != position && !over) {
      position = place;
      tell(ChatFrames.queued(conversation, place, tools.clock().millis()));
    }
  }

  void signal(Signals.Signal signal) {
    if (!isCurrent(signal.conversation())) {
      return;
    }
    switch (signal) {
      case Signals.AgentTyping typing -> {
        if (!over) {
          tell(ChatFrames.typing(typing.conversation(), typing.on()));
        }
      }
      case Signals.AgentRead seen -> readByAgent(Math.min(seen.seq(), lastSeq));
      case Signals.CustomerTyping _ -> {}
    }
  }

  /// Whether the next message belongs to a conversation that is there already.
  boolean isOpen() {
    return current != null && !over;
  }

  private void tell(String frame) {
    sockets.forEach(socket -> socket.tell(frame));
  }

  /// Welcomes a socket and brings it up to date.
  void greet(ChatSocket socket, ClientFrame.Hello hello) {
    for (var other : sockets) {
      if (other != socket && !hello.tab().isEmpty() && other.tab().equals(hello.tab())) {
        other.close(4409, "superseded");
      }
    }
    try {
      Optional<Conversation> latest = tools.conversations().latestOf(key.tenant(), key.identity());
      if (latest.isEmpty()) {
        socket.welcome(null, 0, null);
      } else {
        resume(socket, hello, latest.get());
      }
    } catch (StoreUnavailable _) {
      socket.leave("unavailable", 1013, "not now");
    }
  }

  private void resume(ChatSocket socket, ClientFrame.Hello hello, Conversation latest) {
    adopt(latest);
    boolean same = latest.id().toString().equals(hello.conversation());
    long after = same ? hello.lastSeq() : 0;
    if (after > latest.lastSeq()) {
      socket.close(1008, "ack_too_high");
      return;
    }
    if (same) {
      reached(after, Delivery.DELIVERED);
    }
    var assignee = latest.assignee();
    boolean attended = assignee != null && latest.endedAt() == null;
    socket.welcome(
        latest.id(),
        latest.lastSeq(),
        attended && assignee != null ? frames.name(key.tenant(), assignee) : null);
    new Replay(tools.conversations(), frames).write(latest, after, socket);
    readByAgent = Math.max(readByAgent, latest.lastOutboundSeq());
    if (readByAgent > 0) {
      socket.tell(ChatFrames.read(latest.id(), readByAgent));
    }
    boolean waits = latest.stage() == Stage.QUEUED || latest.stage() == Stage.OFFERED;
    if (waits && latest.endedAt() == null) {
      position = 0;
      hub.places(key.tenant());
    }
  }

  /// The customer has got or read everything up to `seq` of a conversation.
  void reached(@Nullable String conversation, long seq, Delivery state) {
    if (current != null && (conversation == null || current.id().toString().equals(conversation))) {
      reached(seq, state);
    }
  }

  private void reached(long seq, Delivery state) {
    long clamped = Math.min(seq, lastSeq);
    long before = state == Delivery.READ ? read : Math.max(delivered, read);
    if (current == null || clamped <= before) {
      return;
    }
    if (state == Delivery.READ) {
      read = clamped;
    } else {
      delivered = clamped;
    }
    if (before >= lastToCustomer) {
      return;
    }
    try {
      var now = tools.clock().instant();
      List<ConversationFact> facts = new ArrayList<>();
      tools
          .conversations()
          .advance(key.tenant(), current.id(), clamped, state)
          .forEach(m -> facts.add(new ConversationFact.DeliveryChanged(m, now)));
      tools.bus().publishAll(facts);
    } catch (StoreUnavailable _) {
      // The next read mark tries again.
      read = 0;
      delivered = 0;
    }
  }

  void customerTypes(boolean on) {
    if (current != null && !over) {
      tools.signals().send(new Signals.CustomerTyping(key.tenant(), current.id(), on));
    }
  }

  /// Gives the room up, after what it still has to do.
  void finish() {
    boolean taken =
        mailbox.offer(
            () -> {
              if (current != null) {
                hub.forget(current.id(), this);
              }
            },
            MOST_WAITING);
    if (!taken) {
      hub.forgetAll(this);
    }
  }
}
