package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.channel.kakao.KakaoCounsel;
import org.junit.jupiter.api.Test;

final class AccountCheckTest {
  private static final URI DEALER = URI.create("http://127.0.0.1:1");

  @Test
  void aStoredAccountThatCannotBeUsedIsNamedWithItsSetting() {
    var sound = Accounts.kakao("happytalk-v1", DEALER);
    var strange = Accounts.kakao("happytalk-v9", DEALER);
    assertThat(AccountCheck.problems(List.of(sound, strange), ChannelSettings.shipped()))
        .containsExactly(
            "account life-kakao of hanbit-life: profile: 'happytalk-v9' (expected: "
                + String.join(" or ", KakaoCounsel.profiles())
                + ")");
    var notices = Accounts.kakao("", DEALER, Map.of("notice-profile", "nobody"), List.of());
    assertThat(AccountCheck.problems(List.of(notices), ChannelSettings.shipped()))
        .singleElement()
        .asString()
        .contains("notice-profile: 'nobody' (expected: lunasoft or ");
  }

  @Test
  void anAccountThatIsOutOfUseIsNotNamed() {
    var strange = Accounts.kakao("happytalk-v9", DEALER);
    var off =
        new ChannelAccount(
            strange.tenant(),
            strange.id(),
            strange.kind(),
            strange.name(),
            strange.profile(),
            strange.key(),
            strange.senderKey(),
            strange.baseUrl(),
            strange.settings(),
            strange.origins(),
            strange.sources(),
            false);
    assertThat(AccountCheck.problems(List.of(off), ChannelSettings.shipped())).isEmpty();
  }
}
