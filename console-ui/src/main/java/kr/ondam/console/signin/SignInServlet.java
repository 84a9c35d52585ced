package kr.ondam.console.signin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import kr.ondam.agent.User;
import kr.ondam.security.Logins;
import kr.ondam.security.SignIn;

/// Takes the form of the sign-in page. The session's id changes with the sign-in, so that an id
/// known before is worth nothing.
public final class SignInServlet extends HttpServlet {
  public static final String PATH = "/auth/sign-in";
  private static final Set<String> OWN_PAGE = Set.of("same-origin", "none");

  private final transient Logins logins;
  private final transient SignIns signIns;
  private final transient InstantSource clock;

  public SignInServlet(Logins logins, SignIns signIns, InstantSource clock) {
    this.logins = logins;
    this.signIns = signIns;
    this.clock = clock;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Browsers tell where a form comes from: another site must not sign somebody in.
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !OWN_PAGE.contains(site)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    // The screens of whoever is signed in are open and act for them: they have to sign out first.
    if (SignedIn.of(request.getSession(false)) != null) {
      response.sendRedirect("/");
      return;
    }
    var login = request.getParameter("username");
    var password = request.getParameter("password");
    if (login == null || password == null) {
      response.sendRedirect("/login?error=refused");
      return;
    }
    var target =
        switch (logins.signIn(login.strip(), password, request.getRemoteAddr())) {
          case SignIn.Welcome(var user) -> {
            enter(user, request);
            yield "/";
          }
          case SignIn.Refused _ -> "/login?error=refused";
          case SignIn.Locked _ -> "/login?error=locked";
          case SignIn.Busy _ -> "/login?error=busy";
          case SignIn.Unavailable _ -> "/login?error=unavailable";
        };
    response.sendRedirect(target);
  }

  private void enter(User user, HttpServletRequest request) {
    var session = request.getSession(true);
    request.changeSessionId();
    signIns.begin(user, clock.instant(), session);
  }
}
