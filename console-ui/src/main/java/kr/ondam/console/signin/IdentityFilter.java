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
import org.jspecify.annotations.Nullable;

/// Tells the rest of the console who makes a request, refuses WebSockets of foreign pages, and ends
/// the session of somebody who did nothing for too long, was disabled, or whose rights were
/// changed.
public final class IdentityFilter extends HttpFilter {
  /// What an answer may do that is no page of ours; pages say themselves what they need.
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final transient SignInCheck check;

  /// @param idleTimeout how long somebody may do nothing before the session is ended
  public IdentityFilter(AgentStore agents, InstantSource clock, Duration idleTimeout) {
    check = new SignInCheck(agents::find, clock, idleTimeout);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Content-Security-Policy", NOTHING);
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

  private @Nullable SignedIn known(HttpServletRequest request) {
    var session = request.getSession(false);
    var signedIn = SignedIn.of(session);
    if (session == null || signedIn == null) {
      return null;
    }
    if (!check.holds(signedIn)) {
      SignedIn.end(session);
      return null;
    }
    return signedIn;
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
