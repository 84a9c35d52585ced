package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.security.Passwords;
import kr.ondam.store.MemoryStores;
import kr.ondam.store.Stores;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoSignInsTest {
  private static final String DEMO = "ondam-demo-1";
  private static final TenantId LIFE = new TenantId("life");

  @TempDir private Path folder;

  private final Stores stores = new MemoryStores().stores();

  @Test
  void onlyWhoStillHasTheDemosPasswordIsNamed() throws IOException {
    var file = folder.resolve("group.yaml");
    Files.writeString(
        file,
        """
        group: {name: G}
        users: [{login: root, name: R, roles: [SYSTEM_ADMIN], password: %1$s}]
        tenants:
          - id: life
            name: L
            users:
              - {login: kim, name: K, roles: [AGENT], password: %1$s}
              - {login: lee, name: E, roles: [AGENT], password: %1$s}
              - {login: park, name: P, roles: [AGENT], password: %1$s}
        """
            .formatted(DEMO));
    var provisioning = provisioning();
    provisioning.apply(GroupFile.read(file, ChannelSettings.shipped()));
    var created =
        new User(
            provisioning.newUserId(),
            LIFE,
            "happy1",
            "H",
            Set.of(Role.AGENT),
            null,
            100,
            Map.of(),
            true);
    provisioning.createUser(created, "a-password-of-ones-own");
    provisioning.saveUser(user("lee", true), "another-password-1");
    provisioning.saveUser(user("park", false), "");
    assertThat(
            DemoSignIns.of(
                file, ChannelSettings.shipped(), stores.agents(), stores.credentials(), DEMO))
        .extracting(User::login)
        .containsExactly("kim", "root");
    assertThat(
            DemoSignIns.of(
                folder.resolve("none.yaml"),
                ChannelSettings.shipped(),
                stores.agents(),
                stores.credentials(),
                DEMO))
        .isEmpty();
  }

  private User user(String login, boolean enabled) {
    var user = stores.agents().byLogin(login).orElseThrow();
    return new User(
        user.id(), LIFE, login, user.name(), user.roles(), null, 100, Map.of(), enabled);
  }

  private Provisioning provisioning() {
    return new Provisioning(
        stores,
        ChannelSettings.shipped(),
        new Passwords(),
        Optional::of,
        new TimeOrderedIds(new VirtualTime(Instant.parse("2026-11-24T01:00:00Z"))),
        _ -> {});
  }
}
