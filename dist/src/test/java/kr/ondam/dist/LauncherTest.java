package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `bin/ondam` does in a checkout, with a Maven that only notes how it was called.
@Timeout(60)
final class LauncherTest {
  private static final Path SHIPPED = Path.of("../bin/ondam");

  @TempDir private Path home;

  @BeforeEach
  void checkout() throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("server/src/main"));
    Files.createDirectories(home.resolve("tools"));
    Files.createFile(home.resolve("pom.xml"));
    var mvn =
        Files.writeString(
            home.resolve("tools/mvn"), "#!/bin/sh\necho \"$JAVA_HOME\" >\"$NOTE\"\nexit 1\n");
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "import f", "check", "format", "fuzz 1", "bench", "bench routing", "warm"})
  void withoutItsJdkItSaysSoAndStartsNothing(String command) throws Exception {
    var script = Files.readString(SHIPPED).replace("needed=25\n", "needed=9999\n");
    var run = run(script, command);
    assertThat(run.status()).as(run.said()).isEqualTo(69);
    assertThat(run.said()).contains("there is no JDK 9999 here");
    assertThat(note()).as("Maven was not called").doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "fuzz 1", "bench"})
  void aBuildThatFailsEndsWhatWasToFollow(String command) throws Exception {
    var run = run(Files.readString(SHIPPED), command);
    assertThat(run.status()).as(run.said()).isEqualTo(70);
    assertThat(Path.of(Files.readString(note()).strip()).resolve("bin/javac")).isExecutable();
  }

  @Test
  void plainMavenOnAnotherJdkIsToldWhichOneItNeeds() throws IOException {
    assertThat(Files.readString(Path.of("../pom.xml")))
        .contains("<version>[25,26)</version>")
        .contains("needs Maven itself to run on a JDK 25, but this is ${java.version}");
  }

  private record Run(int status, String said) {}

  private Run run(String script, String command) throws IOException, InterruptedException {
    var file = Files.writeString(home.resolve("bin/ondam"), script);
    var called = new ArrayList<>(List.of("sh", file.toString()));
    called.addAll(List.of(command.split(" ")));
    var builder = new ProcessBuilder(called).redirectErrorStream(true);
    builder.environment().put("PATH", home.resolve("tools") + ":" + System.getenv("PATH"));
    builder.environment().put("NOTE", note().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), said);
  }

  private Path note() {
    return home.resolve("note");
  }
}
