package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class HttpSettingsTest {
  @Test
  void everyProfileIsListedAndHasASecret() throws IOException, URISyntaxException {
    var list = Path.of(Objects.requireNonNull(getClass().getResource("/sms/profiles")).toURI());
    try (var files = Files.list(list.resolveSibling("."))) {
      var names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .map(name -> name.substring(0, name.length() - 5))
              .sorted()
              .toList();
      assertThat(HttpSettings.profiles()).containsExactlyInAnyOrderElementsOf(names);
    }
    for (var name : HttpSettings.profiles()) {
      assertThat(HttpSettings.secrets(name)).as(name).isNotEmpty();
      assertThat(HttpSettings.keys(name)).containsAll(HttpSettings.secrets(name));
    }
    assertThat(HttpSettings.keys("nobody")).isEmpty();
  }
}
