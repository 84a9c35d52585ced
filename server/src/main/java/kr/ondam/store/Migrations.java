package kr.ondam.store;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.jar.JarFile;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the tables up to date. A database that the same scripts have brought up to date before
/// says so in its one row of `schema_stamp`; then Flyway, a tenth of a start's work, is not asked.
final class Migrations {
  private static final String FOLDER = "db/";

  private final DataSource pool;
  private final String[] locations;

  /// One set of scripts for both databases; what only PostgreSQL can do comes after them there.
  Migrations(DataSource pool, boolean h2) {
    this.pool = pool;
    this.locations =
        h2
            ? new String[] {"classpath:db/migration"}
            : new String[] {"classpath:db/migration", "classpath:db/postgresql"};
  }

  /// @throws IllegalStateException when the database does not answer
  /// @throws org.flywaydb.core.api.FlywayException when the tables are not those of the scripts
  void run() {
    run(scripts());
  }

  void run(Optional<String> stamp) {
    var found = found();
    if (stamp.isPresent() && stamp.equals(found)) {
      return;
    }
    // Should this end half-way, the version that wrote the stamp must not trust it either.
    if (found.isPresent()) {
      change(Migrations::clear);
    }
    Flyway.configure().dataSource(pool).locations(locations).load().migrate();
    stamp.ifPresent(this::keep);
  }

  /// Empty also where there is no such table yet; what else may be wrong Flyway says better.
  private Optional<String> found() {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      try (var result = statement.executeQuery("select scripts from schema_stamp")) {
        return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
      } finally {
        connection.rollback();
      }
    } catch (SQLException _) {
      return Optional.empty();
    }
  }

  private void keep(String stamp) {
    change(connection -> {
      clear(connection);
      try (var insert =
          connection.prepareStatement("insert into schema_stamp (scripts) values (?)")) {
        insert.setString(1, stamp);
        insert.executeUpdate();
      }
    });
  }

  private static void clear(Connection connection) throws SQLException {
    try (var delete = connection.prepareStatement("delete from schema_stamp")) {
      delete.executeUpdate();
    }
  }

  private interface Change {
    void on(Connection connection) throws SQLException;
  }

  private void change(Change change) {
    try (var connection = pool.getConnection()) {
      change.on(connection);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be written: " + e.getMessage(), e);
    }
  }

  /// What identifies the scripts of this build; empty when they do not lie in a jar, as in tests.
  private static Optional<String> scripts() {
    try {
      var code =
          Path.of(Migrations.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(code)) {
        return Optional.empty();
      }
      return Optional.of(stamp(code));
    } catch (URISyntaxException | IOException e) {
      return Optional.empty();
    }
  }

  static String stamp(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile(), false)) {
      var digest = MessageDigest.getInstance("SHA-256");
      file.stream()
          .filter(entry -> entry.getName().startsWith(FOLDER) && !entry.isDirectory())
          .map(entry -> entry.getName() + " " + entry.getSize() + " " + entry.getCrc() + "\n")
          .sorted()
          .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256", e);
    }
  }
}
