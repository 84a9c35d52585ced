package kr.ondam.console.signin;

import com.vaadin.flow.server.VaadinRequest;
import java.security.Principal;
import java.time.Instant;
import kr.ondam.agent.User;

/// Who is signed in, as kept in the web session.
///
/// @param checkedAt when the user was last read from the store
/// @param usedAt when the person last did something; signs of life of an open page do not count
public record SignedIn(User account, Instant checkedAt, Instant usedAt) implements Principal {
  static final String ATTRIBUTE = SignedIn.class.getName();

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
