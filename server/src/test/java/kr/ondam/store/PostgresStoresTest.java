package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresStoresTest implements StoresContract, ColumnContract {
  @SuppressWarnings("NullAway.Init")
  private PostgresServer server;

  @SuppressWarnings("NullAway.Init")
  private String url;

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @SuppressWarnings("NullAway.Init")
  private Stores stores;

  @SuppressWarnings("NullAway.Init")
  private Sample sample;

  @BeforeAll
  void startServer() throws IOException {
    server = PostgresServer.start();
  }

  @AfterAll
  void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    url = server.newDatabase();
    database = Database.open(url, "ondam", "");
    stores = Stores.of(database, true);
    sample = new Sample(stores);
    sample.fill();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Test
  void CF40_anAsynchronousDatabaseIsRefused() throws SQLException {
    try (var connection = DriverManager.getConnection(url, "ondam", "");
        var statement = connection.createStatement()) {
      statement.execute("alter role ondam set synchronous_commit = off");
    }
    try {
      database.close();
      assertThatThrownBy(() -> Database.open(url, "ondam", ""))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("synchronous_commit");
    } finally {
      try (var connection = DriverManager.getConnection(url, "ondam", "");
          var statement = connection.createStatement()) {
        statement.execute("alter role ondam reset synchronous_commit");
      }
    }
  }

  @Test
  void P4_aSecondServerOnTheSameDatabaseIsRefusedUntilTheFirstHasStopped() {
    assertThatThrownBy(() -> Database.open(url, "ondam", ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in use by another server");
    database.close();
    Database.open(url, "ondam", "").close();
  }
}
