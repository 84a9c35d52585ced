package kr.ondam.console.signin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.VaadinRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import kr.ondam.agent.User;
import org.jspecify.annotations.Nullable;

/// Who is signed in, from the sign-in until its end. The web session keeps this one object and
/// never another one, so that requests that run at the same time cannot undo what each other
/// learned.
public final class SignedIn implements Principal, HttpSessionBindingListener {
  private static final String ATTRIBUTE = SignedIn.class.getName();

  private final AtomicReference<Instant> usedAt;
  private volatile User account;
  private volatile Instant checkedAt;
  private volatile boolean ended;
  private final Set<UI> screens = ConcurrentHashMap.newKeySet();
  private volatile Runnable left = () -> {};

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

  /// @param whenLeft told when the session is over
  void enter(HttpSession session, Runnable whenLeft) {
    left = whenLeft;
    session.setAttribute(ATTRIBUTE, this);
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    left.run();
  }

  /// Keeps a screen of this sign-in, which is closed when the sign-in is ended.
  public void opens(UI screen) {
    screens.add(screen);
    screen.addDetachListener(_ -> screens.remove(screen));
    if (ended) {
      close(screen);
    }
  }

  /// Makes every further request one of nobody, and closes the open screens.
  void end() {
    ended = true;
    // The caller may be at a screen of its own and hold the lock of that one.
    screens.forEach(screen -> Thread.startVirtualThread(() -> close(screen)));
  }

  private static void close(UI screen) {
    try {
      screen.access(() -> {
        screen.getPage().setLocation(SignInView.ENDED);
        // It has to hear where to go before its line is cut.
        screen.push();
        screen.getSession().removeUI(screen);
      });
    } catch (UIDetachedException _) {
      // It was closed already.
    }
  }

  boolean ended() {
    return ended;
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
