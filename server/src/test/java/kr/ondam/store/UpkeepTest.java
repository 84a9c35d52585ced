package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import kr.ondam.time.VirtualTime;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file of H2 after many small commits.
final class UpkeepTest {
  private static final int ROWS = 20_000;
  private static final int CHANGES = 1_000;

  @TempDir private Path folder;

  @Test
  void whatManyCommitsLeaveBehindIsGatheredAndWrittenOver() throws SQLException {
    var time = new VirtualTime(Instant.EPOCH);
    try (var database = Database.file(folder);
        var connection = database.connection();
        var upkeep = new Upkeep(database, time, Runnable::run)) {
      var store = Upkeep.store(connection.unwrap(JdbcConnection.class));
      store.setRetentionTime(0);
      change(connection);
      var before = filled(store);
      assertThat(before).as("what is in use of what was written, in percent").isLessThan(50);
      upkeep.start();
      time.advance(Duration.ofMinutes(1));
      assertThat(filled(store)).isGreaterThanOrEqualTo(70);
    }
  }

  private static int filled(MVStore store) {
    return store.getFileStore().getChunksFillRate();
  }

  private static void change(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("create table worn(id int primary key, what varchar(200), at int)");
      statement.execute(
          "insert into worn select x, repeat('a', 200), x from system_range(1, " + ROWS + ")");
      statement.execute("create index worn_at on worn(at)");
    }
    try (var update = connection.prepareStatement("update worn set at = ? where id = ?")) {
      for (int i = 0; i < CHANGES; i++) {
        update.setInt(1, -i);
        update.setInt(2, 1 + (i * 7_919) % ROWS);
        update.executeUpdate();
        connection.commit();
      }
    }
  }
}
