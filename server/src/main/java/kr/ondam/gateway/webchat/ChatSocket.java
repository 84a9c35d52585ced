package kr.ondam.gateway.webchat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.webchat.ClientFrame;
import kr.ondam.channel.webchat.FrameReader;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Receipt;
import kr.ondam.gateway.Socket;
import kr.ondam.gateway.SocketListener;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.time.Alarm;
import org.jspecify.annotations.Nullable;

/// One open socket of a visitor. What the widget says is judged on the socket's thread; what has to
/// do with the conversation is done in the room's mailbox.
final class ChatSocket implements SocketListener {
  private static final int MOST_BAD_FRAMES = 20;
  private static final int MOST_MISSED = 2;

  private final Visit visit;
  private final Socket socket;
  private final ChatTools tools;
  private final ChatHub hub;
  private final ChatRoom room;
  private final Sayings sayings;
  private final FrameReader reader = new FrameReader();
  private final Allowance allowance;
  private final AtomicInteger missed = new AtomicInteger();
  private final AtomicInteger lookingUp = new AtomicInteger();
  private final AtomicBoolean gone = new AtomicBoolean();
  private volatile Alarm alarm = () -> {};

  // Of the socket's thread.
  private boolean hello;
  private int badFrames;

  // Of the room's mailbox.
  private String tab = "";
  private boolean greeted;
  private boolean leaving;
  private int unanswered;
  private final Deque<ClientFrame.Say> afterReference = new ArrayDeque<>();
  private long shown;
  private @Nullable ConversationId pingedConversation;
  private long pingedSeq;
  private boolean pinged;
  private @Nullable ConversationId conversation;

  private ChatSocket(Visit visit, Socket socket, ChatTools tools, ChatHub hub, ChatRoom room) {
    this.visit = visit;
    this.socket = socket;
    this.tools = tools;
    this.hub = hub;
    this.room = room;
    sayings = new Sayings(tools);
    allowance = new Allowance(tools.limits().framesPerTenSeconds(), tools.nanoTime());
  }

  /// Opens the place of a visitor's socket. It joins the room last, so that nothing can come to it
  /// before it is whole.
  static ChatSocket open(Visit visit, Socket socket, ChatTools tools, ChatHub hub) {
    return hub.join(
        visit,
        room -> {
          var opened = new ChatSocket(visit, socket, tools, hub, room);
          opened.expectHello();
          return opened;
        });
  }

  private void expectHello() {
    alarm = tools.timers().after(tools.limits().helloWithin(), () -> room.put(this::unlessGreeted));
  }

  private void unlessGreeted() {
    if (!greeted) {
      close(4408, "no hello");
    }
  }

  @Override
  public void text(String message) {
    if (gone.get()) {
      return; // sent before the widget knew that it is closed
    }
    missed.set(0);
    if (!allowance.take()) {
      close(4429, "too many frames");
      return;
    }
    var frame = reader.read(message);
    switch (frame) {
      case ClientFrame.Hello first -> greet(first);
      case ClientFrame.Ping() -> room.put(() -> tell("{\"t\":\"pong\"}"));
      case ClientFrame.Pong() -> room.put(this::ponged);
      case ClientFrame.Refused(var cmid, var code) -> refuse(cmid, code);
      case ClientFrame.Say say -> inOrder(() -> say(say));
      case ClientFrame.Read(var named, var seq) ->
          inOrder(() -> room.put(() -> room.reached(named, seq, Delivery.READ)));
      case ClientFrame.Typing(var on) -> inOrder(() -> room.put(() -> room.customerTypes(on)));
    }
  }

  private void inOrder(Runnable task) {
    if (hello) {
      task.run();
    } else {
      refuse(null, "no_hello");
    }
  }

  private void greet(ClientFrame.Hello first) {
    if (first.version() != 1) {
      close(4406, "version");
    } else if (hello) {
      refuse(null, "bad_frame");
    } else {
      hello = true;
      room.put(() -> {
        tab = first.tab();
        room.greet(this, first);
      });
    }
  }

  private void refuse(@Nullable String cmid, String code) {
    tools.meters().counter("webchat.refused", "code", code).increment();
    if (cmid == null && ++badFrames > MOST_BAD_FRAMES) {
      close(1008, "bad frames");
    } else {
      send(ChatFrames.err(cmid, code, false));
    }
  }

  private void say(ClientFrame.Say say) {
    if (!room.mayWrite()) {
      tools.meters().counter("webchat.refused", "code", "rate").increment();
      send(ChatFrames.err(say.cmid(), "rate", true));
      return;
    }
    var routingKey = visit.routingKey();
    if (routingKey == null) {
      room.put(() -> unanswered++);
      acceptInOrder(say);
    } else {
      room.put(() -> {
        unanswered++;
        refer(say, routingKey);
      });
    }
  }

  /// A file or a form is looked up first, which takes its time in the room's mailbox; what is
  /// written meanwhile goes after it.
  private void acceptInOrder(ClientFrame.Say say) {
    if (!say.looksUp() && lookingUp.get() == 0) {
      accept(say);
      return;
    }
    lookingUp.incrementAndGet();
    room.put(() -> {
      try {
        accept(say);
      } finally {
        lookingUp.decrementAndGet();
      }
    });
  }

  private void accept(ClientFrame.Say say) {
    Sayings.Known known;
    try {
      known = sayings.of(visit.visitor(), say);
    } catch (StoreUnavailable _) {
      room.put(() -> answer(say.cmid(), new Receipt.Unavailable()));
      return;
    }
    switch (known) {
      case Sayings.Known.Whole whole ->
          tools
              .intake()
              .accept(sayings.spoken(visit, say, whole))
              .thenAccept(receipt -> room.put(() -> answer(say.cmid(), receipt)));
      case Sayings.Known.Stored(var message) ->
          room.put(() -> answered(ChatFrames.ack(say.cmid(), message, true)));
      case Sayings.Known.Refused(var code) ->
          room.put(() -> answered(ChatFrames.err(say.cmid(), code, false)));
    }
  }

  /// What the page is about goes before a message that opens a conversation. Such a message waits,
  /// with those that follow it, until that is stored.
  private void refer(ClientFrame.Say say, String routingKey) {
    if (afterReference.isEmpty() && room.isOpen()) {
      accept(say);
      return;
    }
    afterReference.add(say);
    if (afterReference.size() > 1) {
      return;
    }
    var visitor = visit.visitor();
    tools
        .intake()
        .accept(
            new Inbound.Referred(
                visitor.tenant(),
                visitor.account(),
                visitor.identity().externalUser(),
                null,
                routingKey,
                Map.of(),
                tools.clock().instant()))
        .thenAccept(receipt -> room.put(() -> referred(receipt)));
  }

  /// When it could not be stored, the customer may send what waited again.
  private void referred(Receipt receipt) {
    var waiting = List.copyOf(afterReference);
    afterReference.clear();
    boolean stored = receipt instanceof Receipt.Noted;
    waiting.forEach(say -> {
      if (stored) {
        accept(say);
      } else {
        answer(say.cmid(), receipt);
      }
    });
  }

  private void answer(String cmid, Receipt receipt) {
    answered(
        switch (receipt) {
          case Receipt.Stored(var message, var _) -> ChatFrames.ack(cmid, message, false);
          case Receipt.Duplicate(var message, var _) -> ChatFrames.ack(cmid, message, true);
          case Receipt.Noted() -> "";
          case Receipt.SetAside _ -> ChatFrames.err(cmid, "bad_part", false);
          case Receipt.Busy() -> ChatFrames.err(cmid, "rate", true);
          case Receipt.Unavailable() -> ChatFrames.err(cmid, "unavailable", true);
        });
  }

  private void answered(String frame) {
    unanswered--;
    if (!frame.isEmpty()) {
      tell(frame);
    }
    if (leaving && unanswered == 0) {
      close(1012, "server restarts");
    }
  }

  String tab() {
    return tab;
  }

  /// The highest seq that was sent; nothing is missing before a greeting.
  long shown() {
    return greeted ? shown : Long.MAX_VALUE;
  }

  /// Shows a conversation from here on.
  void shows(ConversationId now, long seq) {
    conversation = now;
    shown = seq;
  }

  void welcome(@Nullable ConversationId now, long seq, @Nullable String agent) {
    conversation = now;
    greeted = true;
    alarm.cancel();
    var heartbeat = tools.limits().heartbeat();
    send(ChatFrames.welcome(now, seq, agent, heartbeat.toSeconds()));
    beatAfter(heartbeat);
  }

  /// Sends a message that follows the last one. A message to the customer is followed by a ping:
  /// its answer tells that the widget has worked through everything before.
  void show(Message message, String frame) {
    shown = message.seq();
    tell(frame);
    if (message.direction() == Direction.OUT && !pinged) {
      ping();
    }
  }

  void tell(String frame) {
    if (greeted) {
      send(frame);
    }
  }

  private void send(String frame) {
    if (!gone.get() && !socket.send(frame)) {
      close(1013, "too slow");
    }
  }

  private void ping() {
    if (!pinged) {
      pinged = true;
      pingedConversation = conversation;
      pingedSeq = shown;
    }
    send("{\"t\":\"ping\"}");
  }

  private void ponged() {
    boolean asked = pinged;
    pinged = false;
    if (asked && pingedConversation != null) {
      room.reached(pingedConversation.toString(), pingedSeq, Delivery.DELIVERED);
      if (pingedConversation.equals(conversation) && shown > pingedSeq) {
        ping();
      }
    }
  }

  private void beatAfter(Duration heartbeat) {
    alarm = tools.timers().after(heartbeat, () -> room.put(() -> beat(heartbeat)));
  }

  private void beat(Duration heartbeat) {
    if (!tools.clock().instant().isBefore(visit.visitor().expiresAt())) {
      close(4401, "visitor");
    } else if (missed.getAndIncrement() >= MOST_MISSED) {
      close(4408, "idle");
    } else {
      ping();
      beatAfter(heartbeat);
    }
  }

  @Override
  public boolean stopping() {
    room.put(() -> {
      leaving = true;
      send(ChatFrames.bye("restart", hub.laterSeconds()));
      if (unanswered == 0) {
        close(1012, "server restarts");
      }
    });
    return false;
  }

  /// Tells the widget to come back, and closes.
  void leave(String code, int close, String reason) {
    send(ChatFrames.bye(code, hub.laterSeconds()));
    close(close, reason);
  }

  void close(int code, String reason) {
    if (gone.compareAndSet(false, true)) {
      tools.meters().counter("webchat.closed", "code", Integer.toString(code)).increment();
      socket.close(code, reason);
    }
  }

  @Override
  public void closed() {
    gone.set(true);
    alarm.cancel();
    hub.leave(room, this);
  }
}
