package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSecretsTest {
  @TempDir private Path folder;

  @Test
  void aReferenceIsAFileWithoutItsLineEnd() throws IOException {
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/kakao"), "s3cret\n");
    assertThat(secrets(Map.of()).value("ref:kakao")).contains("s3cret");
  }

  @Test
  void theEnvironmentComesFirst() {
    assertThat(secrets(Map.of("ONDAM_SECRET_KAKAO_KEY", "e")).value("ref:kakao-key")).contains("e");
  }

  @Test
  void whatIsNoReferenceStays() {
    assertThat(secrets(Map.of()).value("plain")).contains("plain");
  }

  @Test
  void aMissingOrEscapingReferenceIsNothing() {
    assertThat(secrets(Map.of()).value("ref:none")).isEmpty();
    assertThat(secrets(Map.of()).value("ref:../ondam.yaml")).isEmpty();
  }

  private FileSecrets secrets(Map<String, String> environment) {
    return new FileSecrets(folder, environment);
  }
}
