package kr.ondam.console.signin;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;

/// The sign-ins that run, so that those of a user can be ended at once: a screen that only listens
/// asks for nothing for up to half a minute, and would show customers until then.
public final class SignIns {
  private final Set<SignedIn> running = ConcurrentHashMap.newKeySet();

  void begin(User user, Instant at, HttpSession session) {
    var signedIn = new SignedIn(user, at);
    running.add(signedIn);
    signedIn.enter(session, () -> running.remove(signedIn));
  }

  /// Ends every sign-in of a user and closes their screens.
  public void end(UserId user) {
    running.stream()
        .filter(signedIn -> signedIn.account().id().equals(user))
        .forEach(SignedIn::end);
  }
}
