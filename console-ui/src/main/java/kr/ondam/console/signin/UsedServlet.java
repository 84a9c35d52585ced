package kr.ondam.console.signin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;

/// Hears from a page that somebody pressed a key, a button or the screen. Nothing else keeps a
/// sign-in from becoming idle, because pages that follow what happens make requests by themselves.
public final class UsedServlet extends HttpServlet {
  public static final String PATH = "/auth/used";

  private final transient InstantSource clock;

  public UsedServlet(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    if (request.getUserPrincipal() instanceof SignedIn signedIn) {
      signedIn.used(clock.instant());
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
