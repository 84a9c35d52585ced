package kr.ondam.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

final class KeyDialogTest {
  private static String addresses(ChannelKind kind, String profile) {
    var account =
        new ChannelAccount(
            new TenantId("life"),
            new ChannelAccountId("a"),
            kind,
            "이름",
            profile,
            "k_1",
            null,
            null,
            Map.of(),
            List.of(),
            List.of(),
            true);
    return KeyDialog.webhooks(account, "https://talk.example.kr");
  }

  @Test
  void everyKindOfChannelHasTheAddressesItsProviderCalls() {
    assertThat(addresses(ChannelKind.KAKAO_COUNSEL, "happytalk-v3").lines())
        .hasSize(3)
        .contains("https://talk.example.kr/ch/kakao/k_1/message");
    assertThat(addresses(ChannelKind.KAKAO_SKILL, ""))
        .isEqualTo("https://talk.example.kr/ch/kakao-skill/k_1");
    assertThat(addresses(ChannelKind.SMS_HTTP, "kannel").lines())
        .containsExactly(
            "https://talk.example.kr/ch/sms/k_1/mo", "https://talk.example.kr/ch/sms/k_1/dlr");
    assertThat(addresses(ChannelKind.BOT, "native"))
        .isEqualTo("https://talk.example.kr/bots/native/k_1");
    assertThat(addresses(ChannelKind.SMS_SMPP, "")).isEmpty();
  }
}
