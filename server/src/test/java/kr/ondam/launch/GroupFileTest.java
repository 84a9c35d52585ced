package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import kr.ondam.agent.Role;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

final class GroupFileTest {
  @Test
  void theShippedDemoGroupIsRead() {
    var group = GroupFile.read(Path.of("../config/group.yaml"), ChannelSettings.shipped());
    assertThat(group.name()).isEqualTo("한빛그룹");
    assertThat(group.tenants())
        .extracting(t -> t.tenant().id().value())
        .containsExactly("hanbit-life", "hanbit-card");
    var life = group.tenants().getFirst();
    assertThat(life.centres()).hasSize(3);
    assertThat(life.users())
        .anyMatch(u -> u.login().equals("park") && u.roles().contains(Role.MANAGER));
    assertThat(life.channels().getFirst().tenant()).isEqualTo(new TenantId("hanbit-life"));
    assertThat(life.channels().getFirst().settings()).containsEntry("client-id", "demo-client");
  }

  @Test
  void CF49_aDuplicateMalformedOrReservedTenantIdIsRefused() {
    refused("{id: a, name: A}, {id: a, name: B}", "not used twice");
    refused("{id: ../x, name: A}", "tenants.id: '../x'");
    refused("{id: ABC, name: A}", "tenants.id: 'ABC'");
    refused("{id: group, name: A}", "other than");
  }

  @Test
  void aNameThatCannotBeSeenOrTurnsTheDirectionIsRefused() {
    refused("{id: a, name: \"행복\\u202eabc\"}", "tenants.name: '행복\\u202eabc' (expected: 1 to 100");
    refused(
        "{id: a, name: A, centres: [{id: s, name: \"\\u200b\"}]}",
        "tenants.centres.name: '\\u200b' (expected: 1 to 100");
    channel("{id: c, key: k, name: \"\\u3164\"}", "channels.name: '\\u3164'");
  }

  @Test
  void CF50_anUnknownCentreIsRefused() {
    refused(
        "{id: a, name: A, centres: [{id: s, name: S}], users: [{login: k, name: K, centre: b,"
            + " password: p}]}",
        "tenants.users.centre: 'b' (expected: one of [s])");
  }

  @Test
  void aLoginOrChannelKeyUsedTwiceIsRefused() {
    refused(
        "{id: a, name: A, users: [{login: k, name: K, password: p}, {login: K, name: L, password:"
            + " p}]}",
        "not used twice");
    refused(
        "{id: a, name: A, channels: [{id: c, key: k}]}, {id: b, name: B, channels: [{id: c, key:"
            + " k}]}",
        "not used twice");
  }

  @Test
  void anSmppAccountNeedsNoKeyAndItsSettingsAreJudgedWhereTheyStand() {
    var account =
        "{id: s, kind: SMS_SMPP, host: smsc.example.kr, system-id: hanbit, password: 'ref:smsc',"
            + " number: '15881234, 16881234'";
    var group =
        GroupFile.read(
            ConfigTree.parse(
                "g", "group: {name: G}\ntenants: [{id: a, name: A, channels: [" + account + "}]}]"),
            ChannelSettings.shipped());
    assertThat(group.tenants().getFirst().channels().getFirst().key()).isEqualTo("smpp:a:s");
    channel(account + ",\n   binds: 9}", "g:3:11: tenants.channels.binds: '9' (expected: a whole");
    channel(account + ",\n   windw: 9}", "g:3:11: tenants.channels.windw: '…' (expected: no such");
    channel(
        account + ", windw: s3cret}",
        "channels.windw: '…' (expected: no such key in SMS_SMPP; did you mean 'window'?)");
    channel(account + ", abroad: yes}", "channels.abroad: 'yes' (expected: true or false)");
    channel(account + ",\n   encoding: utf8}", "'utf8' (expected: ucs2, ks-c-5601, latin1 or gsm)");
    channel("{id: s, kind: SMS_SMPP, host: h, system-id: i, password: 'ref:x'}", "channels.number");
    channel(
        "{id: s, kind: SMS_SMPP, host: h, system-id: i, number: '1', password: much too long}",
        "channels.password: '…'");
  }

  @Test
  void anHttpAccountIsJudgedByItsProfile() {
    channel("{id: s, kind: SMS_HTTP, key: k, profile: kanel}", "channels.profile: 'kanel'");
    channel(
        "{id: s, kind: SMS_HTTP, key: k, profile: solapi-v4, number: '1588', api-key: a}",
        "channels.api-secret: '' (expected: ref:NAME of a secret)");
    channel(
        "{id: s, kind: SMS_HTTP, key: k, profile: solapi-v4, number: '1588', api-key: a,"
            + " api-secret: b}",
        "channels.base-url: ''");
    var account =
        "{id: s, kind: SMS_HTTP, key: k, profile: solapi-v4, number: '1588', api-key: a,"
            + " base-url: 'https://x', api-secret: 'ref:b'";
    channel(account + ", abroad: on}", "channels.abroad: 'on' (expected: true or false)");
    channel(
        account + ", api-secrt: s3cret}",
        "channels.api-secrt: '…' (expected: no such key in solapi-v4; did you mean 'api-secret'?)");
    read(account + ", charset: euc-kr, centre: seoul}");
  }

  @Test
  void anAccountOfCounselTalkIsJudgedByItsProfileAndItsKeys() {
    var account = "{id: k, kind: KAKAO_COUNSEL, key: k";
    channel(
        account + ", profile: happytalk-v9}",
        "channels.profile: 'happytalk-v9' (expected: happytalk-v1 or ");
    channel(
        account + ",\n   inbound-client-secrt: s3cret}",
        "g:3:26: tenants.channels.inbound-client-secrt: '…' (expected: no such key in KAKAO_COUNSEL;"
            + " did you mean 'inbound-client-secret'?)");
    channel(account + ", templat-CS_1: x}", "did you mean 'template-CS_1'?)");
    channel(account + ", weather: x}", "(expected: no such key in KAKAO_COUNSEL)");
    channel(account + ", image-ratio: all}", "channels.image-ratio: 'all' (expected: any)");
    read(
        account
            + ", profile: happytalk-v1, farewell: f, image-ratio: any, client-id: c, client-secret: s,"
            + " inbound-client-id: i, inbound-client-secret: s, centre: seoul, notice-profile: nhn,"
            + " notice-url: u, notice-key: n, notice-app-key: a, notice-webhook-secret: w,"
            + " notice-sms-from: '1588', template-CS_1: t, button-CS_1: b}");
  }

  @Test
  void anAccountOfTheWebChatIsJudgedByItsKeys() {
    var account = "{id: w, kind: WEB_CHAT, key: k";
    channel(
        account + ", welcom: hi}",
        "channels.welcom: '…' (expected: no such key in WEB_CHAT; did you mean 'welcome'?)");
    channel(account + ", profile: v1}", "channels.profile: 'v1' (expected: none in WEB_CHAT)");
    read(account + ", welcome: hi, centre: seoul}");
  }

  @Test
  void textMessagesHaveACentreToo() {
    read(
        "{id: s, kind: SMS_SMPP, host: smsc.example.kr, system-id: hanbit, password: 'ref:smsc',"
            + " number: '15881234', centre: seoul}");
    read(
        "{id: s, kind: SMS_HTTP, key: k, profile: kannel, number: '15881234', centre: seoul,"
            + " base-url: 'https://sms.example.kr', public-url: 'https://talk.example.kr',"
            + " username: u, password: 'ref:x'}");
  }

  private static void read(String account) {
    GroupFile.read(
        ConfigTree.parse(
            "g", "group: {name: G}\ntenants: [{id: a, name: A, channels: [" + account + "]}]"),
        ChannelSettings.shipped());
  }

  @Test
  void twoAccountsThatWouldTakeEachOthersTextsAreRefused() {
    var one =
        "{id: hub1, kind: SMS_HTTP, key: k1, profile: uplus-msghub, number: '1588', api-key: a,"
            + " api-password: 'ref:x', base-url: 'https://hub.example.kr'}";
    var other = one.replace("hub1", "hub2").replace("k1", "k2").replace("kr'", "kr/'");
    refused(
        "{id: a, name: A, channels: [" + one + "]}, {id: b, name: B, channels: [" + other + "]}",
        "channels.api-key: '…' (expected: one with which hub1 does not ask as well)");
  }

  @Test
  void whoMayCallIsAnAddressOrANetwork() {
    channel(
        "{id: c, key: k, sources: [203.0.113.7, 203.0.113.0/24, dealer.example.kr]}",
        "channels.sources: 'dealer.example.kr' (expected: an address or a network");
    channel("{id: c, key: k, sources: [10.0.0.0/99]}", "channels.sources: '10.0.0.0/99'");
  }

  private static void channel(String account, String message) {
    refused("{id: a, name: A, channels: [" + account + "]}", message);
  }

  @Test
  void aDispositionStandsBelowItsParent() {
    refused(
        "{id: a, name: A, dispositions: [{code: '11', name: N, parent: '1'}]}",
        "a code that stands above");
  }

  private static void refused(String tenants, String message) {
    var yaml = "group: {name: G}\ntenants: [" + tenants + "]";
    assertThatThrownBy(() -> GroupFile.read(ConfigTree.parse("g", yaml), ChannelSettings.shipped()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining(message);
  }
}
