package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path folder;

  @Test
  void otherScriptsHaveAnotherStamp() throws IOException {
    var first = jar("a.jar", Map.of("db/migration/V1__a.sql", "one", "other.txt", "1"));
    var same = jar("b.jar", Map.of("db/migration/V1__a.sql", "one", "other.txt", "22"));
    var changed = jar("c.jar", Map.of("db/migration/V1__a.sql", "two"));
    var more =
        jar("d.jar", Map.of("db/migration/V1__a.sql", "one", "db/migration/V2__b.sql", "two"));

    assertThat(Migrations.stamp(first)).hasSize(64).isEqualTo(Migrations.stamp(same));
    assertThat(Migrations.stamp(changed)).isNotEqualTo(Migrations.stamp(first));
    assertThat(Migrations.stamp(more)).isNotEqualTo(Migrations.stamp(first));
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    var file = folder.resolve(name);
    try (var out = new JarOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return file;
  }
}
