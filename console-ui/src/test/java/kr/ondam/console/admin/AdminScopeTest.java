package kr.ondam.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

final class AdminScopeTest {
  private static final TenantId LIFE = new TenantId("hanbit-life");
  private static final TenantId CARD = new TenantId("hanbit-card");

  @Test
  void anAdministratorWorksInTheOwnTenantOnly() {
    var scope = scope(LIFE, true, Role.ADMIN);
    assertThat(scope.covers(LIFE)).isTrue();
    assertThat(scope.covers(CARD)).isFalse();
    assertThat(scope.covers(TenantId.GROUP)).isFalse();
    assertThat(scope.everything()).isFalse();
  }

  @Test
  void aSystemAdministratorOfTheGroupWorksEverywhere() {
    var scope = scope(TenantId.GROUP, true, Role.SYSTEM_ADMIN);
    assertThat(scope.covers(LIFE)).isTrue();
    assertThat(scope.covers(TenantId.GROUP)).isTrue();
  }

  @Test
  void theGroupWideRoleIsWorthNothingInATenant() {
    assertThat(scope(LIFE, true, Role.SYSTEM_ADMIN).covers(CARD)).isFalse();
    assertThat(scope(LIFE, true, Role.SYSTEM_ADMIN).everything()).isFalse();
  }

  @Test
  void managersAndDisabledAdministratorsChangeNothing() {
    assertThat(scope(LIFE, true, Role.MANAGER).covers(LIFE)).isFalse();
    assertThat(scope(TenantId.GROUP, false, Role.SYSTEM_ADMIN).covers(LIFE)).isFalse();
  }

  @Test
  void groupWideRolesAreNotGivenInATenant() {
    assertThat(AdminScope.grantable(LIFE))
        .doesNotContain(Role.SYSTEM_ADMIN, Role.GROUP_MANAGER, Role.AUDITOR)
        .contains(Role.ADMIN);
  }

  private static AdminScope scope(TenantId tenant, boolean enabled, Role... roles) {
    return new AdminScope(
        new User(
            new UserId(new UUID(0, 1)),
            tenant,
            "choi",
            "최관리",
            Set.of(roles),
            null,
            0,
            Map.of(),
            enabled));
  }
}
