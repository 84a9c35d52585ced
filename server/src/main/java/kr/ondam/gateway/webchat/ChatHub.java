package kr.ondam.gateway.webchat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import kr.ondam.channel.ChannelStore;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Signals;
import kr.ondam.event.Fact;
import kr.ondam.event.Published;
import kr.ondam.event.Subscription;
import kr.ondam.routing.PartitionView;
import kr.ondam.routing.RoutingFact;
import kr.ondam.tenant.TenantId;

/// Finds the room that a fact concerns. It is the one subscriber of the web chat: a fact without a
/// room costs one look-up on the publisher's thread, one with a room is handed over.
final class ChatHub implements AutoCloseable {
  private static final Duration PLACES_AFTER = Duration.ofSeconds(1);

  private final ChatTools tools;
  private final ClosedAccounts closed;
  private final ChatFrames frames;
  private final ConcurrentHashMap<ChatRoom.Key, ChatRoom> rooms = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<ConversationId, ChatRoom> byConversation =
      new ConcurrentHashMap<>();
  private final Set<TenantId> placing = ConcurrentHashMap.newKeySet();
  private final Subscription facts;
  private final Subscription signals;

  ChatHub(ChatTools tools, ChannelStore channels) {
    this.tools = tools;
    closed = new ClosedAccounts(channels, tools, this::sendAway);
    frames = new ChatFrames(tools.agents());
    facts = tools.bus().subscribeEverywhere(this::on);
    signals = tools.signals().subscribe(this::on);
    tools.meters().gaugeMapSize("webchat.rooms", List.of(), rooms);
  }

  ChatFrames frames() {
    return frames;
  }

  /// Lets a socket into the room of its visitor once it has been made.
  ChatSocket join(Visit visit, Function<ChatRoom, ChatSocket> made) {
    var visitor = visit.visitor();
    var key = new ChatRoom.Key(visitor.tenant(), visitor.identity());
    var joined = new AtomicReference<ChatSocket>();
    rooms.compute(
        key,
        (_, before) -> {
          var room = before == null ? new ChatRoom(key, tools, frames, this) : before;
          var socket = made.apply(room);
          room.add(socket);
          joined.set(socket);
          return room;
        });
    var socket = Objects.requireNonNull(joined.get());
    if (closed.closed(visitor)) {
      socket.close(4401, "account");
    }
    return socket;
  }

  /// The accounts of a tenant were edited: visitors of those that are out of use go.
  void edited(TenantId tenant) {
    closed.read(tenant);
  }

  private void sendAway(TenantId tenant) {
    for (var room : rooms.values()) {
      if (room.key().tenant().equals(tenant)
          && closed.closed(tenant, room.key().identity().account())) {
        room.close(4401, "account");
      }
    }
  }

  void leave(ChatRoom room, ChatSocket socket) {
    rooms.computeIfPresent(
        room.key(),
        (_, now) -> {
          if (now != room || !now.remove(socket)) {
            return now;
          }
          now.finish();
          return null;
        });
  }

  void forgetAll(ChatRoom room) {
    byConversation.values().removeIf(room::equals);
  }

  /// Lets the facts of a conversation come to a room.
  void follow(ConversationId conversation, ChatRoom room) {
    byConversation.put(conversation, room);
    if (rooms.get(room.key()) != room) {
      forget(conversation, room);
    }
  }

  void forget(ConversationId conversation, ChatRoom room) {
    byConversation.remove(conversation, room);
  }

  private void on(Published published) {
    switch (published.fact()) {
      case ConversationFact.ConversationOpened opened -> {
        var room = rooms.get(new ChatRoom.Key(opened.tenant(), opened.opened().identity()));
        if (room != null) {
          // From here on its messages find the way, also those published right after.
          follow(opened.conversation(), room);
          room.put(opened);
        }
      }
      case ConversationFact.MessageReceived fact -> hand(fact.conversation(), fact);
      case ConversationFact.MessageSent fact -> hand(fact.conversation(), fact);
      case ConversationFact.ConversationEnded fact -> hand(fact.conversation(), fact);
      case RoutingFact.StageChanged changed -> {
        hand(changed.conversation(), changed);
        places(changed.tenant());
      }
      // Deliveries, notes, references, offers and presence are not for the customer.
      default -> {}
    }
  }

  private void hand(ConversationId conversation, Fact fact) {
    var room = byConversation.get(conversation);
    if (room != null) {
      room.put(fact);
    }
  }

  private void on(Signals.Signal signal) {
    var room = byConversation.get(signal.conversation());
    if (room != null && room.key().tenant().equals(signal.tenant())) {
      room.put(() -> room.signal(signal));
    }
  }

  /// Tells those who wait in a tenant their places, soon and for many changes at once.
  void places(TenantId tenant) {
    if (!byConversation.isEmpty() && placing.add(tenant)) {
      tools
          .timers()
          .after(
              PLACES_AFTER,
              () -> {
                placing.remove(tenant);
                tools.partitions().look(tenant).thenAccept(this::place);
              });
    }
  }

  private void place(PartitionView view) {
    Map<QueueId, Integer> counts = new HashMap<>();
    for (var waiting : view.waiting()) {
      int place = counts.merge(waiting.queue(), 1, Integer::sum);
      var room = byConversation.get(waiting.conversation());
      if (room != null) {
        room.put(() -> room.place(waiting.conversation(), place));
      }
    }
  }

  /// Spreads those who have to come back over some seconds.
  int laterSeconds() {
    return 1 + tools.random().nextInt(8);
  }

  @Override
  public void close() {
    facts.close();
    signals.close();
  }
}
