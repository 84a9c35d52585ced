package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import kr.ondam.agent.Role;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.security.ApiKey;
import kr.ondam.security.AuditEvent;
import kr.ondam.security.CredentialStore.Credential;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

/// What every store of credentials, API keys and the audit record keeps.
interface SecurityContract extends StoresOfTwoTenants {
  @Test
  default void AP53_parallelFailuresLockExactlyAtTheLimit() throws Exception {
    var kim = stores().agents().byLogin("kim-life").orElseThrow();
    stores().credentials().save(new Credential(Sample.LIFE, kim.id(), "hash", 0, null));
    var until = Sample.NOW.plus(Duration.ofMinutes(5));
    int tries = 4;
    var gate = new CyclicBarrier(tries);
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      work.add(() -> {
        gate.await();
        stores().credentials().countFailure(Sample.LIFE, kim.id(), 5, until);
        return true;
      });
    }
    try (var executor = Executors.newFixedThreadPool(tries)) {
      for (var done : executor.invokeAll(work)) {
        done.get();
      }
    }
    assertThat(stores().credentials().find(Sample.LIFE, kim.id()).orElseThrow().lockedUntil())
        .isNull();
    assertThat(
            stores()
                .credentials()
                .countFailure(Sample.LIFE, kim.id(), 5, until)
                .orElseThrow()
                .lockedUntil())
        .isEqualTo(until);
  }

  @Test
  default void anApiKeyIsFoundByItsHashAndReplacedByItsName() {
    stores()
        .apiKeys()
        .save(new ApiKey(Sample.LIFE, new UUID(1, 1), "erp", "h1", Set.of(Role.AGENT)));
    stores()
        .apiKeys()
        .save(new ApiKey(Sample.LIFE, new UUID(1, 2), "erp", "h2", Set.of(Role.MANAGER)));
    assertThat(stores().apiKeys().byHash("h1")).isEmpty();
    assertThat(stores().apiKeys().byHash("h2").orElseThrow().tenant()).isEqualTo(Sample.LIFE);
  }

  @Test
  default void aKeyThatAnotherTenantHasIsRefusedAndTheOldOneStays() {
    stores()
        .apiKeys()
        .save(new ApiKey(Sample.LIFE, new UUID(1, 1), "erp", "h1", Set.of(Role.AGENT)));
    var mine = new ApiKey(Sample.CARD, new UUID(1, 2), "erp", "h2", Set.of(Role.AGENT));
    stores().apiKeys().save(mine);
    var same = new ApiKey(Sample.CARD, new UUID(1, 3), "erp", "h1", Set.of(Role.AGENT));
    assertThatThrownBy(() -> stores().apiKeys().save(same)).isInstanceOf(DuplicateRow.class);
    assertThat(stores().apiKeys().keys(Sample.CARD)).containsExactly(mine);
    assertThat(stores().apiKeys().byHash("h2")).contains(mine);
  }

  @Test
  default void theAuditRecordIsReadNewestFirstPerTenant() {
    var first = event(Sample.LIFE, new UUID(8, 1));
    var second = event(Sample.LIFE, new UUID(8, 2));
    stores().audit().add(List.of(first, second));
    stores().audit().add(List.of(event(Sample.CARD, new UUID(8, 3))));
    stores().audit().add(List.of());
    assertThat(stores().audit().latest(Sample.LIFE, 9)).containsExactly(second, first);
    assertThat(stores().audit().latest(Sample.LIFE, 1)).containsExactly(second);
  }

  private static AuditEvent event(TenantId tenant, UUID id) {
    return new AuditEvent(
        tenant, id, Sample.NOW, "kim", "127.0.0.1", "customer.viewed", null, null, "");
  }
}
