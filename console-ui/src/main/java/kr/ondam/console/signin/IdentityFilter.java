package kr.ondam.console.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// Tells the rest of the console who makes a request, refuses WebSockets of foreign pages, and ends
/// the session of somebody who was disabled or whose rights were changed.
public final class IdentityFilter extends HttpFilter {
  private static final Duration TRUSTED = Duration.ofSeconds(5);

  private final transient AgentStore agents;
  private final transient InstantSource clock;
  private final Duration idleTimeout;

  /// @param idleTimeout how long somebody may do nothing before the session is ended
  public IdentityFilter(AgentStore agents, InstantSource clock, Duration idleTimeout) {
    this.agents = agents;
    this.clock = clock;
    this.idleTimeout = idleTimeout;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    if (request.getHeader("Upgrade") != null && foreign(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    chain.doFilter(new Known(request, known(request)), response);
  }

  /// Whether a page of another origin opens a WebSocket.
  private static boolean foreign(HttpServletRequest request) {
    var origin = request.getHeader("Origin");
    if (origin == null) {
      return true;
    }
    try {
      return !URI.create(origin).getAuthority().equalsIgnoreCase(request.getHeader("Host"));
    } catch (IllegalArgumentException | NullPointerException _) {
      return true;
    }
  }

  /// Whether only the page itself says that it is still open.
  private static boolean signOfLife(HttpServletRequest request) {
    var query = request.getQueryString();
    return request.getRequestURI().startsWith("/VAADIN/push")
        || query != null && query.contains("v-r=heartbeat");
  }

  private @Nullable SignedIn known(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session == null) {
      return null;
    }
    if (!(session.getAttribute(SignedIn.ATTRIBUTE) instanceof SignedIn signedIn)) {
      return null;
    }
    var now = clock.instant();
    if (Duration.between(signedIn.usedAt(), now).compareTo(idleTimeout) >= 0) {
      session.invalidate();
      return null;
    }
    var usedAt = signOfLife(request) ? signedIn.usedAt() : now;
    if (Duration.between(signedIn.checkedAt(), now).compareTo(TRUSTED) < 0) {
      var used = new SignedIn(signedIn.account(), signedIn.checkedAt(), usedAt);
      session.setAttribute(SignedIn.ATTRIBUTE, used);
      return used;
    }
    User before = signedIn.account();
    try {
      var after = agents.find(before.tenant(), before.id()).filter(User::enabled);
      if (after.isEmpty() || !after.get().roles().equals(before.roles())) {
        session.invalidate();
        return null;
      }
      var fresh = new SignedIn(after.get(), now, usedAt);
      session.setAttribute(SignedIn.ATTRIBUTE, fresh);
      return fresh;
    } catch (StoreUnavailable _) {
      // Nothing can be done anyway while the store is away; who was in stays in.
      return signedIn;
    }
  }

  private static final class Known extends HttpServletRequestWrapper {
    private final @Nullable SignedIn signedIn;

    Known(HttpServletRequest request, @Nullable SignedIn signedIn) {
      super(request);
      this.signedIn = signedIn;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
      return signedIn;
    }

    @Override
    public @Nullable String getRemoteUser() {
      return signedIn == null ? null : signedIn.getName();
    }

    @Override
    public boolean isUserInRole(String role) {
      return signedIn != null
          && Arrays.stream(Role.values())
              .anyMatch(r -> r.name().equals(role) && signedIn.account().has(r));
    }
  }
}
