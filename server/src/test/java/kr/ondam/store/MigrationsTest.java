package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
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

  @Test
  void theSameScriptsAreNotLookedThroughAgainAndAFailureForgetsThem() throws SQLException {
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:file:" + folder.resolve("db"));
    config.setAutoCommit(false);
    try (var pool = new HikariDataSource(config)) {
      var migrations = new Migrations(pool, true);
      migrations.run(Optional.of("a"));
      assertThat(read(pool, "select scripts from schema_stamp")).isEqualTo("a");
      change(pool, "update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");
      migrations.run(Optional.of("a"));
      assertThatThrownBy(() -> migrations.run(Optional.of("b")))
          .isInstanceOf(FlywayException.class);
      assertThat(read(pool, "select count(*) from schema_stamp")).isEqualTo("0");
      assertThatThrownBy(() -> migrations.run(Optional.of("a")))
          .as("the older version does not trust what the newer left")
          .isInstanceOf(FlywayException.class);
    }
  }

  private static String read(DataSource pool, String query) throws SQLException {
    try (var connection = pool.getConnection();
        var result = connection.createStatement().executeQuery(query)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  private static void change(DataSource pool, String statement) throws SQLException {
    try (var connection = pool.getConnection()) {
      assertThat(connection.createStatement().executeUpdate(statement)).isEqualTo(1);
      connection.commit();
    }
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
