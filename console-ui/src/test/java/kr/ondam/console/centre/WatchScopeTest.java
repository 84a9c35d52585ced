package kr.ondam.console.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

final class WatchScopeTest {
  private static final TenantId LIFE = new TenantId("hanbit-life");
  private static final TenantId CARD = new TenantId("hanbit-card");

  static User user(TenantId tenant, boolean enabled, Role... roles) {
    return new User(
        new UserId(new UUID(0, 1)),
        tenant,
        "kim",
        "김센터",
        Set.of(roles),
        null,
        100,
        Map.of(),
        enabled);
  }

  @Test
  void aManagerWatchesTheOwnTenantOnly() {
    var scope = new WatchScope(user(LIFE, true, Role.MANAGER));
    assertThat(scope.covers(LIFE)).isTrue();
    assertThat(scope.covers(CARD)).isFalse();
  }

  @Test
  void aGroupManagerWatchesEveryTenant() {
    var scope = new WatchScope(user(TenantId.GROUP, true, Role.GROUP_MANAGER));
    assertThat(scope.covers(LIFE)).isTrue();
    assertThat(scope.covers(CARD)).isTrue();
  }

  @Test
  void theGroupRoleOfATenantsUserDoesNotReachOverTheGroup() {
    assertThat(new WatchScope(user(LIFE, true, Role.GROUP_MANAGER)).covers(CARD)).isFalse();
  }

  @Test
  void agentsAndDisabledManagersWatchNothing() {
    assertThat(new WatchScope(user(LIFE, true, Role.AGENT)).covers(LIFE)).isFalse();
    assertThat(new WatchScope(user(LIFE, false, Role.MANAGER)).covers(LIFE)).isFalse();
  }
}
