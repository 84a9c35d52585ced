package kr.ondam.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// Checks who signs in. Five wrong tries lock a user for five minutes; every end of a try is
/// audited.
///
/// Nobody learns whether a login exists: an unknown one costs the same hash, gets the same answers
/// and is locked as well.
public final class Logins {
  public static final int TRIES = 5;
  public static final Duration LOCK = Duration.ofMinutes(5);
  private static final int LONGEST = 1024;

  /// Whoever tries more unknown logins than that can unlock some again, but learns nothing by it.
  private static final int UNKNOWN = 10_000;

  /// @param failures wrong tries since the last lock
  private record Strikes(int failures, @Nullable Instant lockedUntil) {
    static final Strikes ONE = new Strikes(1, null);

    Strikes another(Instant now) {
      if (lock(now).isPresent()) {
        return this;
      }
      return failures + 1 < TRIES
          ? new Strikes(failures + 1, null)
          : new Strikes(0, now.plus(LOCK));
    }

    Optional<Instant> lock(Instant now) {
      return Optional.ofNullable(lockedUntil).filter(until -> until.isAfter(now));
    }
  }

  private final AgentStore agents;
  private final CredentialStore credentials;
  private final Passwords passwords;
  private final Audit audit;
  private final InstantSource clock;
  private final String nobodysHash;
  private final Cache<String, Strikes> unknown = Caffeine.newBuilder().maximumSize(UNKNOWN).build();

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
    var name = login.toLowerCase(Locale.ROOT);
    Optional<User> user = agents.byLogin(name).filter(User::enabled);
    Optional<CredentialStore.Credential> credential =
        user.flatMap(u -> credentials.find(u.tenant(), u.id()));
    var matches =
        passwords.matches(
            Normalizer.normalize(password, Normalizer.Form.NFC),
            credential.map(CredentialStore.Credential::passwordHash).orElse(nobodysHash));
    if (matches.isEmpty()) {
      return new SignIn.Busy();
    }
    if (user.isEmpty() || credential.isEmpty()) {
      return refuse(name);
    }
    // Only now, so that a locked login takes as long as any other.
    var locked = lockOf(credential);
    if (locked.isPresent()) {
      return new SignIn.Locked(locked.get());
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

  /// Counts as [CredentialStore#countFailure] does, for a login that nobody has.
  private SignIn refuse(String name) {
    var now = clock.instant();
    var strikes = unknown.asMap().merge(name, Strikes.ONE, (before, _) -> before.another(now));
    return strikes.lock(now).<SignIn>map(SignIn.Locked::new).orElseGet(SignIn.Refused::new);
  }

  private Optional<Instant> lockOf(Optional<CredentialStore.Credential> credential) {
    return credential
        .map(CredentialStore.Credential::lockedUntil)
        .filter(until -> until.isAfter(clock.instant()));
  }
}
