package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.QueueId;
import kr.ondam.routing.Queue;
import kr.ondam.security.Passwords;
import kr.ondam.store.MemoryStores;
import kr.ondam.store.Stores;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.Names;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProvisioningTest {
  private static final TenantId STOCKS = new TenantId("stocks");
  private static final TenantId CARD = new TenantId("card");

  private final Stores stores = new MemoryStores().stores();
  private final List<TenantId> told = new ArrayList<>();
  private final Provisioning provisioning =
      new Provisioning(
          stores,
          ChannelSettings.shipped(),
          new Passwords(),
          _ -> Optional.empty(),
          new TimeOrderedIds(new VirtualTime(Instant.parse("2026-11-24T01:00:00Z"))),
          told::add);

  @BeforeEach
  void begin() {
    assertThat(provisioning.createTenant(tenant("한빛증권"), centre("본센터", "")))
        .isEqualTo(new ProvisionResult.Done());
    told.clear();
  }

  private static Tenant tenant(String name) {
    return new Tenant(STOCKS, name, TenantKind.AFFILIATE, 30);
  }

  private static Centre centre(String name, String region) {
    return new Centre(STOCKS, new CentreId("main"), name, region);
  }

  @Test
  void aTenantBeginsWithDispositionsToChooseFrom() {
    assertThat(stores.conversations().dispositions(STOCKS))
        .hasSizeBetween(4, 8)
        .allSatisfy(each -> {
          assertThat(each.enabled()).isTrue();
          assertThat(Names.sound(each.name())).isTrue();
        });
  }

  @Test
  void aCodeIsUniqueInItsTenantAndStaysWhatItIs() {
    assertThat(provisioning.createDisposition(disposition("110", "배송", null)))
        .isEqualTo(new ProvisionResult.Done());
    assertThat(provisioning.createDisposition(disposition("110", "다른 이름", null)))
        .isEqualTo(new ProvisionResult.Taken("code"));
    assertThat(provisioning.createDisposition(new Disposition(CARD, "110", "카드의 것", null, true)))
        .isEqualTo(new ProvisionResult.Done());
    assertThat(provisioning.saveDisposition(new Disposition(STOCKS, "110", "배송 문의", null, false)))
        .isEqualTo(new ProvisionResult.Done());
    assertThat(stores.conversations().dispositions(STOCKS))
        .contains(new Disposition(STOCKS, "110", "배송 문의", null, false));
    assertThat(field(provisioning.saveDisposition(disposition("111", "없는 것", null))))
        .isEqualTo("code");
  }

  @Test
  void whatIsWrongWithADispositionIsNamed() {
    assertThat(field(provisioning.createDisposition(disposition("", "배송", null))))
        .isEqualTo("code");
    assertThat(field(provisioning.createDisposition(disposition("1 1", "배송", null))))
        .isEqualTo("code");
    assertThat(field(provisioning.createDisposition(disposition("1".repeat(33), "배송", null))))
        .isEqualTo("code");
    assertThat(field(provisioning.createDisposition(disposition("110", "\u200b", null))))
        .isEqualTo("name");
    assertThat(field(provisioning.createDisposition(disposition("110", "배송", "nowhere"))))
        .isEqualTo("parent");
    assertThat(field(provisioning.createDisposition(disposition("110", "배송", "110"))))
        .isEqualTo("parent");
  }

  @Test
  void thereAreThreeLevelsAndNoCircle() {
    provisioning.createDisposition(disposition("1", "대", null));
    provisioning.createDisposition(disposition("11", "중", "1"));
    assertThat(provisioning.createDisposition(disposition("111", "소", "11")))
        .isEqualTo(new ProvisionResult.Done());
    assertThat(field(provisioning.createDisposition(disposition("1111", "세", "111"))))
        .isEqualTo("parent");
    assertThat(field(provisioning.saveDisposition(disposition("1", "대", "111"))))
        .isEqualTo("parent");
    assertThat(field(provisioning.saveDisposition(disposition("1", "대", "100"))))
        .as("what stands below would stand on a fourth level")
        .isEqualTo("parent");
  }

  private static Disposition disposition(String code, String name, @Nullable String parent) {
    return new Disposition(STOCKS, code, name, parent, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "<b>행복</b>\u202eabc", "행복\u0007", "\u3164"})
  void nothingIsNamedSoThatItCannotBeReadOrTurnsItsNeighbours(String bad) {
    var other = new Tenant(CARD, bad, TenantKind.AFFILIATE, 30);
    assertThat(provisioning.createTenant(other, centre("본센터", ""))).isEqualTo(wrong("name"));
    assertThat(provisioning.createTenant(tenant(CARD), centre(bad, "")))
        .isEqualTo(wrong("centreName"));
    assertThat(provisioning.createTenant(tenant(CARD), centre("본센터", bad)))
        .isEqualTo(wrong("region"));
    assertThat(provisioning.saveTenant(tenant(bad))).isEqualTo(wrong("name"));
    assertThat(provisioning.saveCentre(centre(bad, ""))).isEqualTo(wrong("name"));
    assertThat(provisioning.createUser(user("oh", bad), "good-enough-1")).isEqualTo(wrong("name"));
    assertThat(provisioning.createUser(user(bad, "오상담"), "good-enough-1"))
        .isEqualTo(wrong("login"));
    assertThat(provisioning.saveUser(user("oh", bad), "")).isEqualTo(wrong("name"));
    assertThat(provisioning.saveQueue(queue(bad))).isEqualTo(wrong("name"));
    assertThat(provisioning.createChannel(channel(bad))).isEqualTo(wrong("name"));
    assertThat(provisioning.saveChannel(channel(bad))).isEqualTo(wrong("name"));
    assertThat(told).isEmpty();
    assertThat(stores.tenants().tenants()).containsExactly(tenant("한빛증권"));
    assertThat(stores.agents().users(STOCKS)).isEmpty();
  }

  @Test
  void aTenantGetsAnotherNameAndColourAndStaysOfItsKind() {
    var renamed = new Tenant(STOCKS, "한빛투자증권", TenantKind.AFFILIATE, 77);
    assertThat(provisioning.saveTenant(renamed)).isEqualTo(new ProvisionResult.Done());
    assertThat(stores.tenants().tenants()).containsExactly(renamed);
    assertThat(told).containsExactly(STOCKS);
    assertThat(field(provisioning.saveTenant(tenant(CARD)))).isEqualTo("id");
    assertThat(
            field(
                provisioning.saveTenant(
                    new Tenant(STOCKS, "한빛증권", TenantKind.REGIONAL_CENTRE, 77))))
        .isEqualTo("id");
  }

  private static Tenant tenant(TenantId id) {
    return new Tenant(id, "한빛카드", TenantKind.AFFILIATE, 30);
  }

  private User user(String login, String name) {
    return new User(
        provisioning.newUserId(),
        STOCKS,
        login,
        name,
        Set.of(Role.AGENT),
        null,
        100,
        Map.of(),
        true);
  }

  private static Queue queue(String name) {
    return new Queue(STOCKS, QueueId.plain("orders"), name, Map.of(), null, 1, 1000, Set.of());
  }

  private static ChannelAccount channel(String name) {
    return new ChannelAccount(
        STOCKS,
        new ChannelAccountId("web"),
        ChannelKind.WEB_CHAT,
        name,
        "",
        "key",
        null,
        null,
        Map.of(),
        List.of(),
        List.of(),
        true);
  }

  private static ProvisionResult wrong(String field) {
    return new ProvisionResult.Invalid(field, Names.EXPECTED);
  }

  private static String field(ProvisionResult result) {
    return result instanceof ProvisionResult.Invalid(var field, _) ? field : result.toString();
  }
}
