package kr.ondam.store;

import static kr.ondam.store.Sample.CARD;
import static kr.ondam.store.Sample.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The fourth layer of isolation, on a real PostgreSQL: what native SQL of one tenant's transaction
/// sees and changes (S1).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RowLevelSecurityTest {
  private static final String COUNT = "select count(*) from conversation";

  @SuppressWarnings("NullAway.Init")
  private PostgresServer server;

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @SuppressWarnings("NullAway.Init")
  private Transactions transactions;

  @SuppressWarnings("NullAway.Init")
  private Stores stores;

  @SuppressWarnings("NullAway.Init")
  private UUID foreign;

  @BeforeAll
  void start() throws IOException {
    server = PostgresServer.start();
    database = Database.open(server.newDatabase(), "ondam", "");
    transactions = new Transactions(database, new Checkpoints(database, false));
    stores = Stores.of(transactions);
    var sample = new Sample(stores);
    sample.fill();
    sample.open(LIFE, "u1", "s/1");
    sample.open(LIFE, "u2", "s/2");
    foreign = sample.open(CARD, "u1", "s/1").id().value();
  }

  @AfterAll
  void stop() throws IOException {
    database.close();
    server.close();
  }

  @Test
  void S1_nativeSqlSeesOnlyTheRowsOfItsTenant() {
    assertThat(seen(LIFE, COUNT)).isEqualTo(2);
    assertThat(seen(CARD, COUNT)).isEqualTo(1);
    assertThat(seen(LIFE, COUNT + " where id = '" + foreign + "' or tenant_id = 'card'")).isZero();
  }

  @Test
  void S1_nativeSqlChangesOnlyTheRowsOfItsTenant() {
    assertThat(changed(LIFE, "update conversation set routing_key = 'x'")).isEqualTo(2);
    assertThat(changed(LIFE, "delete from message where conversation_id = '" + foreign + "'"))
        .isZero();
    var untouched = stores.conversations().find(CARD, new ConversationId(foreign)).orElseThrow();
    assertThat(untouched.routingKey()).isNotEqualTo("x");
    assertThat(stores.conversations().messages(CARD, untouched.id(), 0, 9)).hasSize(1);
  }

  @Test
  void S1_nothingIsWrittenIntoAnotherTenantNorMovedThere() {
    for (var sql :
        List.of(
            "insert into centre (tenant_id, id, name, region) values ('card', 'x', 'x', '')",
            "update customer set tenant_id = 'card'")) {
      assertThatThrownBy(() -> changed(LIFE, sql))
          .as(sql)
          .hasMessageContaining("row-level security");
    }
  }

  @Test
  void S1_withoutATenantNothingIsSeenAndForAllNothingIsChanged() throws SQLException {
    assertThat(seenWithoutATenant()).isZero();
    assertThat(seenOfAll(COUNT)).isEqualTo(3);
    assertThat(changedOfAll("update conversation set routing_key = 'y'")).isZero();
    assertThatThrownBy(() ->
            changedOfAll(
                "insert into centre (tenant_id, id, name, region) values ('card', 'y', 'y', '')"))
        .hasMessageContaining("row-level security");
  }

  @Test
  void S1_aConnectionForgetsItsTenantWithTheTransaction() throws SQLException {
    seen(LIFE, COUNT);
    for (int i = 0; i < 24; i++) {
      assertThat(seenWithoutATenant()).isZero();
    }
  }

  @Test
  void S1_everyTableWithATenantIsForced() throws SQLException {
    List<String> bare = new ArrayList<>();
    List<String> forced = new ArrayList<>();
    try (var connection = database.connection();
        var statement = connection.createStatement();
        var tables =
            statement.executeQuery(
                """
                select c.relname, c.relrowsecurity and c.relforcerowsecurity
                    and (select count(*) from pg_policy p where p.polrelid = c.oid) = 2
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relkind = 'r' and a.attname = 'tenant_id' and c.relnamespace = 'public'::regnamespace
                """)) {
      while (tables.next()) {
        (tables.getBoolean(2) ? forced : bare).add(tables.getString(1));
      }
      connection.rollback();
    }
    assertThat(bare).isEmpty();
    assertThat(forced)
        .contains("tenant", "app_user", "message", "customer", "audit_event", "delivery_problem");
  }

  @Test
  void S1_theQuestionsBeforeATenantIsKnownAreAnswered() {
    assertThat(stores.tenants().tenants()).hasSize(2);
    var kim = stores.agents().users(LIFE).getFirst();
    assertThat(stores.agents().byLogin(kim.login())).contains(kim);
    assertThat(stores.conversations().list(LIFE, ConversationFilter.ALL, null, 9).items())
        .hasSize(2);
  }

  @Test
  void S1_aRoleThatIsNotBoundIsRefused() {
    var url = server.newDatabase();
    assertThatThrownBy(() -> Database.open(url, PostgresServer.ADMIN, ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rolsuper");
    server.administer("create role reader login bypassrls");
    assertThatThrownBy(() -> Database.open(url, "reader", ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rolbypassrls");
  }

  private long seenWithoutATenant() throws SQLException {
    try (var connection = database.connection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(COUNT)) {
      assertThat(result.next()).isTrue();
      long rows = result.getLong(1);
      connection.rollback();
      return rows;
    }
  }

  private long seen(TenantId tenant, String sql) {
    return transactions.read(tenant, s -> number(s, sql));
  }

  private int changed(TenantId tenant, String sql) {
    return transactions.read(tenant, s -> change(s, sql));
  }

  private long seenOfAll(String sql) {
    return transactions.readAll(s -> number(s, sql));
  }

  private int changedOfAll(String sql) {
    return transactions.readAll(s -> change(s, sql));
  }

  private static long number(StatelessSession session, String sql) {
    return session.doReturningWork(connection -> {
      try (var statement = connection.createStatement();
          var result = statement.executeQuery(sql)) {
        return result.next() ? result.getLong(1) : -1;
      }
    });
  }

  private static int change(StatelessSession session, String sql) {
    return session.doReturningWork(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.executeUpdate(sql);
      }
    });
  }
}
