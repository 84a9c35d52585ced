package kr.ondam.console.signin;

import com.vaadin.flow.server.VaadinRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import kr.ondam.agent.User;
import org.jspecify.annotations.Nullable;

/// Who is signed in, from the sign-in until its end. The web session keeps this one object and
/// never another one, so that requests that run at the same time cannot undo what each other
/// learned.
public final class SignedIn implements Principal {
  private static final String ATTRIBUTE = SignedIn.class.getName();

  private final AtomicReference<Instant> usedAt;
  private volatile User account;
  private volatile Instant checkedAt;

  SignedIn(User account, Instant at) {
    this.account = account;
    checkedAt = at;
    usedAt = new AtomicReference<>(at);
  }

  /// The sign-in a session holds; null when there is none or the session has just ended.
  static @Nullable SignedIn of(@Nullable HttpSession session) {
    try {
      return session != null && session.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn
          ? signedIn
          : null;
    } catch (IllegalStateException _) {
      return null;
    }
  }

  void enter(HttpSession session) {
    session.setAttribute(ATTRIBUTE, this);
  }

  /// Ends a session that another request may be ending, too.
  static void end(HttpSession session) {
    try {
      session.invalidate();
    } catch (IllegalStateException _) {
      // The other request was faster.
    }
  }

  public User account() {
    return account;
  }

  /// The user was read from the store.
  void checked(User fresh, Instant at) {
    account = fresh;
    checkedAt = at;
  }

  boolean checkedWithin(Duration span, Instant now) {
    return Duration.between(checkedAt, now).compareTo(span) < 0;
  }

  /// The person has done something; signs of life of an open page are none.
  void used(Instant at) {
    usedAt.accumulateAndGet(at, (before, now) -> now.isAfter(before) ? now : before);
  }

  boolean usedWithin(Duration span, Instant now) {
    return Duration.between(usedAt.get(), now).compareTo(span) < 0;
  }

  @Override
  public String getName() {
    return account.login();
  }

  /// The user of the current request.
  ///
  /// @throws IllegalStateException when nobody is signed in
  public static User user() {
    var request = VaadinRequest.getCurrent();
    if (request != null && request.getUserPrincipal() instanceof SignedIn signedIn) {
      return signedIn.account();
    }
    throw new IllegalStateException("nobody is signed in (expected: a request of a user)");
  }

  /// Where the current request comes from.
  public static String remoteAddress() {
    var request = VaadinRequest.getCurrent();
    return request == null ? "" : request.getRemoteAddr();
  }
}
