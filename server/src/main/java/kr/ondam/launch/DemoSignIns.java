package kr.ondam.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.security.CredentialStore;
import kr.ondam.security.Passwords;

/// Who can still sign in with the password of the demo.
public final class DemoSignIns {
  private DemoSignIns() {}

  /// Users of the group file, those of the group last; each costs a check of a password. Users who
  /// were created since are not asked about, because there may be very many.
  ///
  /// @param group the file the demo began with; nobody is found when it cannot be read
  public static List<User> of(Path group, Features features, String password) {
    var settings = features.provisioning().settings();
    return of(group, settings, features.agents(), features.stores().credentials(), password);
  }

  static List<User> of(
      Path group,
      ChannelSettings settings,
      AgentStore agents,
      CredentialStore credentials,
      String password) {
    var passwords = new Passwords();
    try {
      return GroupFile.read(group, settings).logins().parallelStream()
          .map(agents::byLogin)
          .flatMap(Optional::stream)
          .filter(User::enabled)
          .filter(user ->
              credentials
                  .find(user.tenant(), user.id())
                  .flatMap(own -> passwords.matches(password, own.passwordHash()))
                  .orElse(false))
          .toList();
    } catch (ConfigProblem _) {
      return List.of();
    }
  }
}
