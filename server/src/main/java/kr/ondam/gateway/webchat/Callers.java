package kr.ondam.gateway.webchat;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.webchat.Origins;
import kr.ondam.customer.Visitor;
import kr.ondam.customer.VisitorStore;
import kr.ondam.gateway.Access;
import kr.ondam.gateway.GatewayRequest;
import kr.ondam.gateway.GatewayResponse;
import kr.ondam.gateway.Route;
import kr.ondam.gateway.RouteHandler;
import kr.ondam.security.ApiKeys;
import org.jspecify.annotations.Nullable;

/// Knows who calls over HTTP: which page by its origin, which visitor by the token.
final class Callers {
  private static final int LONGEST_TOKEN = 100;
  private static final String BEARER = "Bearer ";

  private final ChannelStore channels;
  private final VisitorStore visitors;
  private final InstantSource clock;

  Callers(ChannelStore channels, VisitorStore visitors, InstantSource clock) {
    this.channels = channels;
    this.visitors = visitors;
    this.clock = clock;
  }

  /// Whether a page may open a chat. No origin at all means that no browser is asking, and is taken
  /// only where every page may.
  static boolean mayOpen(List<String> origins, @Nullable String origin) {
    return origin == null ? origins.contains("*") : Origins.allow(origins, origin);
  }

  /// The visitor whose token a call carries; empty as for a token.
  Optional<Visitor> visitor(GatewayRequest request) {
    var header = request.header("authorization");
    return header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.empty()
        : visitor(header.substring(BEARER.length()).strip());
  }

  /// Says that the same call may be taken later.
  ///
  /// @param seconds when it is worth another try
  static GatewayResponse.Full later(
      GatewayRequest request, int status, String code, String seconds) {
    return GatewayResponse.with(
        GatewayResponse.problem(request, status, code, "Not now; try again later."),
        "retry-after",
        seconds);
  }

  /// The visitor of a token; empty for a token that is unknown or has expired.
  Optional<Visitor> visitor(String token) {
    return token.isEmpty() || token.length() > LONGEST_TOKEN
        ? Optional.empty()
        : visitors
            .byTokenHash(ApiKeys.hashOf(token))
            .filter(visitor -> visitor.expiresAt().isAfter(clock.instant()));
  }

  /// The account a visitor came through; empty when it is out of use.
  Optional<ChannelAccount> account(Visitor visitor) {
    return channels.accounts(visitor.tenant()).stream()
        .filter(account -> account.id().equals(visitor.account()) && account.enabled())
        .findFirst();
  }

  /// Answers the preflights of a path. A preflight names no account, so every real origin is
  /// answered; the call itself is what is judged. No cookies are used, so this opens nothing.
  static Route preflight(String path) {
    return new Route(
        "OPTIONS",
        path,
        Access.WIDGET,
        Route.Accepts.ANYTHING,
        RouteHandler.blocking(request -> shared(request, GatewayResponse.empty(204))));
  }

  /// The same answer, readable by the page that asked.
  static GatewayResponse.Full shared(GatewayRequest request, GatewayResponse.Full response) {
    return new GatewayResponse.Full(
        response.status(), readable(request, response), response.body());
  }

  /// The same answer, readable by the page that asked.
  static GatewayResponse shared(GatewayRequest request, GatewayResponse response) {
    var headers = readable(request, response);
    return switch (response) {
      case GatewayResponse.Full full -> shared(request, full);
      case GatewayResponse.OnDisk file ->
          new GatewayResponse.OnDisk(file.status(), headers, file.file(), file.length());
      case GatewayResponse.Piped file ->
          new GatewayResponse.Piped(file.status(), headers, file.source(), file.length());
      case GatewayResponse.Stream stream ->
          new GatewayResponse.Stream(stream.status(), headers, stream.opened());
    };
  }

  private static Map<String, String> readable(GatewayRequest request, GatewayResponse response) {
    Map<String, String> headers = new HashMap<>(response.headers());
    headers.put("vary", "Origin");
    var origin = request.header("origin");
    if (origin != null && Origins.normalise(origin).isPresent()) {
      headers.put("access-control-allow-origin", origin);
      headers.put("access-control-expose-headers", "retry-after, content-disposition");
      if (request.method().equals("OPTIONS")) {
        headers.put("access-control-allow-methods", "GET, POST");
        headers.put("access-control-allow-headers", "authorization, content-type");
        headers.put("access-control-max-age", "600");
      }
    }
    return headers;
  }
}
