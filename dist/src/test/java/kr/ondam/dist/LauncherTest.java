package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `bin/ondam` on a machine where something is missing, with a Maven that only notes that it was
/// called.
final class LauncherTest {
  @TempDir Path home;

  private record Ended(int code, String said) {}

  @BeforeEach
  void aCheckout() throws IOException {
    Files.createDirectories(home.resolve("server/src"));
    Files.createDirectories(home.resolve("dist/src/main"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    program("tools/mvn", "touch '" + home.resolve("called") + "'; exit 1");
  }

  /// No machine has a JDK that new.
  @ParameterizedTest
  @ValueSource(strings = {"run", "warm", "check", "format", "bench"})
  void withoutAJdkOneSentenceSaysSoAndNothingIsBuilt(String command) throws Exception {
    var ended = ondam("999", command);
    assertThat(ended.said()).containsOnlyOnce("there is no JDK 999 or newer here");
    assertThat(ended.code()).isEqualTo(69);
    assertThat(home.resolve("called")).doesNotExist();
  }

  @Test
  void aBuildThatFailsIsNotTakenForAMissingJdk() throws Exception {
    Files.createDirectories(home.resolve("jdk"));
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    program("jdk/bin/java", "exit 1");
    program("jdk/bin/javac", "exit 1");
    assertThat(ondam("25", "run").code()).isEqualTo(70);
    assertThat(home.resolve("called")).exists();
  }

  private Ended ondam(String needed, String command) throws Exception {
    var script =
        Files.readString(Path.of("..", "bin", "ondam")).replace("needed=25", "needed=" + needed);
    assertThat(script).contains("needed=" + needed);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("bin/ondam"), script);
    var builder = new ProcessBuilder("sh", home.resolve("bin/ondam").toString(), command);
    builder.environment().put("PATH", home.resolve("tools") + ":/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().put("HOME", home.toString());
    var process = builder.redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  private void program(String path, String body) throws IOException {
    var file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
