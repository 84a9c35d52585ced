package kr.ondam.gateway.webchat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.gateway.Access;
import kr.ondam.gateway.GatewayRequest;
import kr.ondam.gateway.Socket;
import kr.ondam.gateway.SocketEndpoint;
import kr.ondam.gateway.SocketListener;
import kr.ondam.gateway.SocketRoute;
import kr.ondam.gateway.TokenBuckets;
import org.jspecify.annotations.Nullable;

/// Admits sockets of the widget. A ticket that is worth nothing is told after the handshake by
/// 4401, because a browser shows a page nothing of a handshake that failed.
final class ChatEndpoint implements SocketEndpoint {
  static final String PATH = "/chat/v1/ws";
  static final String SUBPROTOCOL = "ondam.webchat.v1";

  private static final String TICKET = "ticket.";
  private static final int LARGEST_MESSAGE = 64 * 1024;

  private final Tickets tickets;
  private final ChatHub hub;
  private final ChatTools tools;
  private final TokenBuckets calls;
  private final AtomicInteger open;
  private final ConcurrentHashMap<String, Integer> addresses = new ConcurrentHashMap<>();

  ChatEndpoint(Tickets tickets, ChatHub hub, ChatTools tools, TokenBuckets calls) {
    this.tickets = tickets;
    this.hub = hub;
    this.tools = tools;
    this.calls = calls;
    open = tools.meters().gauge("webchat.sockets", new AtomicInteger());
  }

  SocketRoute route() {
    return new SocketRoute(PATH, Access.WIDGET, SUBPROTOCOL, LARGEST_MESSAGE, this);
  }

  @Override
  public Admission admit(GatewayRequest handshake) {
    var address = handshake.remoteAddress();
    if (!calls.take(address)) {
      return refused(429, "too_many_requests", "Too many handshakes from this address.");
    }
    if (open.get() >= tools.limits().sockets()) {
      return refused(503, "full", "No more sockets now.");
    }
    if (addresses.getOrDefault(address, 0) >= tools.limits().socketsPerAddress()) {
      return refused(429, "too_many_sockets", "Too many sockets from this address.");
    }
    var ticket = ticket(handshake);
    var visit = ticket == null ? Optional.<Visit>empty() : tickets.look(ticket);
    boolean foreign =
        visit
            .filter(v -> !Callers.mayOpen(v.account().origins(), handshake.header("origin")))
            .isPresent();
    return foreign
        ? refused(403, "origin", "This page may not open a chat.")
        : new Admission.Welcome();
  }

  private Admission refused(int status, String code, String detail) {
    tools.meters().counter("webchat.handshakes.refused", "code", code).increment();
    return new Admission.Refused(status, code, detail);
  }

  @Override
  public SocketListener open(GatewayRequest handshake, Socket socket) {
    if (!offered(handshake).contains(SUBPROTOCOL)) {
      socket.close(4406, "subprotocol");
      return new Nobody();
    }
    var ticket = ticket(handshake);
    var visit = ticket == null ? Optional.<Visit>empty() : tickets.redeem(ticket);
    if (visit.isEmpty()) {
      socket.close(4401, "ticket");
      return new Nobody();
    }
    var address = handshake.remoteAddress();
    int now = addresses.merge(address, 1, Integer::sum);
    open.incrementAndGet();
    SocketListener counted;
    try {
      counted = new Counted(address, ChatSocket.open(visit.get(), socket, tools, hub));
    } catch (RuntimeException e) {
      giveBack(address);
      throw e;
    }
    if (now > tools.limits().socketsPerAddress()) {
      socket.close(4429, "too many sockets");
    }
    return counted;
  }

  private void giveBack(String address) {
    addresses.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    open.decrementAndGet();
  }

  private static List<String> offered(GatewayRequest handshake) {
    var header = handshake.header("sec-websocket-protocol");
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",")).map(String::strip).toList();
  }

  private static @Nullable String ticket(GatewayRequest handshake) {
    return offered(handshake).stream()
        .filter(protocol -> protocol.startsWith(TICKET))
        .map(protocol -> protocol.substring(TICKET.length()))
        .findFirst()
        .orElse(null);
  }

  /// Gives the place back when the socket has ended.
  private final class Counted implements SocketListener {
    private final String address;
    private final ChatSocket socket;

    Counted(String address, ChatSocket socket) {
      this.address = address;
      this.socket = socket;
    }

    @Override
    public void text(String message) {
      socket.text(message);
    }

    @Override
    public boolean stopping() {
      return socket.stopping();
    }

    @Override
    public void closed() {
      giveBack(address);
      socket.closed();
    }
  }

  /// Hears a socket that is being closed.
  private static final class Nobody implements SocketListener {
    @Override
    public void text(String message) {}

    @Override
    public void closed() {}
  }
}
