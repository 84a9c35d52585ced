package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import kr.ondam.agent.User;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantKind;
import org.junit.jupiter.api.Test;

/// What every store of tenants, users and channel accounts keeps.
interface TenantContract extends StoresOfTwoTenants {
  @Test
  default void whatIsSavedOfATenantIsReadBack() {
    stores().tenants().saveGroupName("한빛그룹");
    assertThat(stores().tenants().groupName()).contains("한빛그룹");
    stores().tenants().probe();
    assertThat(stores().tenants().groupName()).contains("한빛그룹");
    assertThat(stores().tenants().tenants())
        .extracting(t -> t.id())
        .containsExactly(Sample.CARD, Sample.LIFE);
    assertThat(stores().tenants().centres(Sample.LIFE)).hasSize(1);
    assertThat(stores().routing().queues(Sample.LIFE)).containsExactly(Sample.queue(Sample.LIFE));
    assertThat(stores().channels().byKey("key-life"))
        .contains(Sample.account(Sample.LIFE, "key-life"));
  }

  @Test
  default void aLoginAndAChannelKeyBelongToOne() {
    var user = stores().agents().byLogin("kim-life").orElseThrow();
    assertThat(user.tenant()).isEqualTo(Sample.LIFE);
    assertThat(stores().agents().save(sample().user(Sample.CARD, "kim-life"))).isFalse();
    assertThat(stores().channels().save(Sample.account(Sample.CARD, "key-life"))).isFalse();
    assertThat(stores().agents().users(Sample.LIFE)).containsExactly(user);
    assertThat(stores().agents().find(Sample.CARD, user.id())).isEmpty();
  }

  @Test
  default void whatIsSavedAgainIsReplacedById() {
    var kim = stores().agents().byLogin("kim-life").orElseThrow();
    var renamed =
        new User(
            kim.id(), kim.tenant(), "kim2-life", "김새롬", kim.roles(), null, 50, Map.of(), false);
    assertThat(stores().agents().save(renamed)).isTrue();
    assertThat(stores().agents().users(Sample.LIFE)).containsExactly(renamed);
    assertThat(stores().agents().byLogin("kim-life")).as("the old login").isEmpty();
    assertThat(stores().channels().save(Sample.account(Sample.LIFE, "key-new"))).isTrue();
    assertThat(stores().channels().byKey("key-life")).as("the old key").isEmpty();
    assertThat(stores().channels().accounts(Sample.LIFE)).hasSize(1);
    stores().tenants().save(new Tenant(Sample.LIFE, "새이름", TenantKind.AFFILIATE, 1));
    assertThat(stores().tenants().tenants()).extracting(Tenant::name).contains("새이름").hasSize(2);
  }

  @Test
  default void S1_aUserIsNotPutIntoAnotherTenantsCentre() {
    stores().tenants().save(new Centre(Sample.CARD, new CentreId("daegu"), "대구센터", "영남"));
    var lee = sample().user(Sample.LIFE, "lee-life");
    var misplaced =
        new User(
            lee.id(),
            lee.tenant(),
            lee.login(),
            lee.name(),
            lee.roles(),
            new CentreId("daegu"),
            lee.capacity(),
            lee.skills(),
            true);
    assertThatThrownBy(() -> stores().agents().save(misplaced))
        .isInstanceOf(RuntimeException.class);
    assertThat(stores().agents().byLogin("lee-life")).isEmpty();
  }
}
