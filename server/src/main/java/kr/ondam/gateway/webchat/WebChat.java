package kr.ondam.gateway.webchat;

import java.util.List;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelStore;
import kr.ondam.customer.VisitorStore;
import kr.ondam.gateway.Route;
import kr.ondam.gateway.SocketRoute;
import kr.ondam.gateway.TokenBuckets;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;

/// The web chat of all tenants: its routes, its socket path and the hub behind them.
public final class WebChat implements AutoCloseable {
  private final ChatHub hub;
  private final List<Route> routes;
  private final SocketRoute socket;
  private final VisitorExpiry expiry;

  /// @param publicUrl how browsers reach the gateway, such as `https://chat.example.kr`; empty for
  ///   as they call it
  public WebChat(
      ChannelStore channels,
      VisitorStore visitors,
      TenantStore tenants,
      ChatTools tools,
      String publicUrl) {
    hub = new ChatHub(tools, channels);
    var calls = new TokenBuckets(tools.limits().callsPerSecond(), tools.nanoTime());
    var tickets = new Tickets(tools.nanoTime());
    var callers = new Callers(channels, visitors, tools.clock());
    var sessions =
        new ChatSessions(channels, visitors, callers, tickets, tools, calls, socketUrl(publicUrl));
    var history = new ChatHistory(callers, tools.conversations(), hub.frames(), calls);
    var attachments = new ChatAttachments(callers, tools, calls);
    routes =
        Stream.of(sessions.routes(), history.routes(), attachments.routes())
            .flatMap(List::stream)
            .toList();
    socket = new ChatEndpoint(tickets, hub, tools, calls).route();
    expiry = new VisitorExpiry(tenants, visitors, tools);
  }

  private static String socketUrl(String publicUrl) {
    var base = publicUrl.replaceAll("/+$", "").replaceFirst("^http", "ws");
    return base + ChatEndpoint.PATH;
  }

  public List<Route> routes() {
    return routes;
  }

  public SocketRoute socket() {
    return socket;
  }

  /// The channel accounts of a tenant were edited: the sockets of those that are out of use are
  /// closed.
  public void edited(TenantId tenant) {
    hub.edited(tenant);
  }

  /// Hears nothing any more.
  @Override
  public void close() {
    expiry.close();
    hub.close();
  }
}
