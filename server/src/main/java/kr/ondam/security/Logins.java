package kr.ondam.security;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.tenant.StoreUnavailable;

/// Checks who signs in. Five wrong tries lock a user for five minutes; every end of a try is
/// audited.
///
/// Nobody learns whether a login exists: an unknown one costs the same hash and gets the same
/// answer.
public final class Logins {
  public static final int TRIES = 5;
  public static final Duration LOCK = Duration.ofMinutes(5);
  private static final int LONGEST = 1024;

  private final AgentStore agents;
  private final CredentialStore credentials;
  private final Passwords passwords;
  private final Audit audit;
  private final InstantSource clock;
  private final String nobodysHash;

  public Logins(
      AgentStore agents,
      CredentialStore credentials,
      Passwords passwords,
      Audit audit,
      InstantSource clock) {
    this.agents = agents;
    this.credentials = credentials;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
    nobodysHash = passwords.nobodys();
  }

  /// Blocks for the time of one password hash.
  public SignIn signIn(String login, String password, String remoteAddress) {
    if (login.length() > LONGEST || password.length() > LONGEST) {
      return new SignIn.Refused();
    }
    try {
      return check(login, password, remoteAddress);
    } catch (StoreUnavailable e) {
      return new SignIn.Unavailable();
    }
  }

  private SignIn check(String login, String password, String remoteAddress) {
    Optional<User> user = agents.byLogin(login.toLowerCase(Locale.ROOT)).filter(User::enabled);
    Optional<CredentialStore.Credential> credential =
        user.flatMap(u -> credentials.find(u.tenant(), u.id()));
    var locked = lockOf(credential);
    if (locked.isPresent()) {
      return new SignIn.Locked(locked.get());
    }
    var matches =
        passwords.matches(
            Normalizer.normalize(password, Normalizer.Form.NFC),
            credential.map(CredentialStore.Credential::passwordHash).orElse(nobodysHash));
    if (matches.isEmpty()) {
      return new SignIn.Busy();
    }
    if (user.isEmpty() || credential.isEmpty()) {
      return new SignIn.Refused();
    }
    return matches.get()
        ? welcome(user.get(), credential.get(), remoteAddress)
        : refuse(user.get(), remoteAddress);
  }

  private SignIn welcome(User user, CredentialStore.Credential credential, String remoteAddress) {
    // Parallel tries may have locked the user while this one was being hashed.
    var locked = lockOf(credentials.find(user.tenant(), user.id()));
    if (locked.isPresent()) {
      return new SignIn.Locked(locked.get());
    }
    if (credential.failures() > 0 || credential.lockedUntil() != null) {
      credentials.save(
          new CredentialStore.Credential(
              user.tenant(), user.id(), credential.passwordHash(), 0, null));
    }
    audit.record(user, remoteAddress, "login.done", null, null, "");
    return new SignIn.Welcome(user);
  }

  private SignIn refuse(User user, String remoteAddress) {
    var now = clock.instant();
    var after = credentials.countFailure(user.tenant(), user.id(), TRIES, now.plus(LOCK));
    var locked = lockOf(after);
    audit.record(
        user, remoteAddress, locked.isPresent() ? "login.locked" : "login.failed", null, null, "");
    return locked.<SignIn>map(SignIn.Locked::new).orElseGet(SignIn.Refused::new);
  }

  private Optional<Instant> lockOf(Optional<CredentialStore.Credential> credential) {
    return credential
        .map(CredentialStore.Credential::lockedUntil)
        .filter(until -> until.isAfter(clock.instant()));
  }
}
