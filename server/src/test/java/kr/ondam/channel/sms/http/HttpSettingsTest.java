package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HttpSettingsTest {
  @Test
  void everyProfileHasASecret() {
    assertThat(HttpSettings.profiles()).contains("kannel", "twilio", "uplus-msghub");
    for (var name : HttpSettings.profiles()) {
      assertThat(HttpSettings.secrets(name)).as(name).isNotEmpty();
      assertThat(HttpSettings.keys(name)).containsAll(HttpSettings.secrets(name));
    }
    assertThat(HttpSettings.keys("nobody")).isEmpty();
  }
}
