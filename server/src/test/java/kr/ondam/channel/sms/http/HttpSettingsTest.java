package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HttpSettingsTest {
  @Test
  void everyProfileHasASecret() {
    assertThat(HttpAccounts.PROVIDERS.profiles()).contains("kannel", "twilio", "uplus-msghub");
    for (var name : HttpAccounts.PROVIDERS.profiles()) {
      assertThat(HttpAccounts.PROVIDERS.secrets(name)).as(name).isNotEmpty();
      assertThat(HttpAccounts.PROVIDERS.keys(name))
          .containsAll(HttpAccounts.PROVIDERS.secrets(name));
    }
    assertThat(HttpAccounts.PROVIDERS.keys("nobody")).isEmpty();
  }
}
