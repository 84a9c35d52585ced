package kr.ondam.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileFilesTest {
  private static final List<String> FILES =
      List.of("sms/zeta.json", "sms/alpha-2.json", "sms/notes.txt", "sms/Old.json", "other/x.json");

  @TempDir private Path folder;

  @Test
  void theFilesOfThisProgramAreFoundAndRead() {
    assertThat(ProfileFiles.names("alimtalk")).contains("lunasoft", "nhn").isSorted();
    for (var name : ProfileFiles.names("alimtalk")) {
      assertThat(ProfileFiles.read("alimtalk", name)).as(name).isPresent();
    }
  }

  @Test
  void aFolderOfClassesIsListed() throws IOException {
    for (var file : FILES) {
      var at = folder.resolve("한글 classes").resolve(file);
      Files.createDirectories(at.getParent());
      Files.writeString(at, "{}");
    }
    assertThat(ProfileFiles.names(folder.resolve("한글 classes"), "sms"))
        .containsExactly("alpha-2", "zeta");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aJarIsListedWithAndWithoutEntriesOfFolders(boolean folders) throws IOException {
    var jar = folder.resolve("server 1.jar");
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      if (folders) {
        out.putNextEntry(new ZipEntry("sms/"));
      }
      for (var file : FILES) {
        out.putNextEntry(new ZipEntry(file));
        out.write('{');
        out.write('}');
      }
    }
    assertThat(ProfileFiles.names(jar, "sms")).containsExactly("alpha-2", "zeta");
    assertThat(ProfileFiles.names(jar, "sms")).as("again").containsExactly("alpha-2", "zeta");
  }

  @Test
  void aFolderThatIsMissingIsNotTakenForAnEmptyOne() {
    assertThatThrownBy(() -> ProfileFiles.names(folder, "sms"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../sms/kannel", "NHN", "nhn.json", "a/b", "none"})
  void nothingButANameIsRead(String name) {
    assertThat(ProfileFiles.read("alimtalk", name)).isEmpty();
  }
}
