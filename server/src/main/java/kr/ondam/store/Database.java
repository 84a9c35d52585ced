package kr.ondam.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.MappingSettings;

/// One opened database: its connections, its schema brought up to date, and Hibernate over it.
public final class Database implements AutoCloseable {
  /// Stands for the rows of all tenants, which can be read together but not changed.
  static final String ALL_TENANTS = "*";

  private static final String H2 = "jdbc:h2:";
  private static final Executor STARTING =
      task -> Thread.ofPlatform().name("hibernate-start").daemon().start(task);
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /// H2 options that would load code, write files elsewhere or weaken what is promised.
  private static final List<String> REFUSED_OPTIONS =
      List.of("INIT", "TRACE_LEVEL_FILE", "AUTO_SERVER", "MODE", "WRITE_DELAY", "LOCK_MODE");

  private static final int CONNECTIONS = 12;
  private static final int IN_USE = 90020;

  /// The advisory lock that says a server works on this PostgreSQL database: "ondam" in ASCII.
  private static final long CLAIM = 0x6f6e64616dL;

  private final Connection claim;
  private final HikariDataSource pool;
  private final SessionFactory sessions;
  private final boolean h2;

  private Database(Connection claim, HikariDataSource pool, SessionFactory sessions, boolean h2) {
    this.claim = claim;
    this.pool = pool;
    this.sessions = sessions;
    this.h2 = h2;
  }

  /// Opens an H2 file in a folder. Commits are written through to the file before they are
  /// confirmed.
  public static Database file(Path folder) {
    return open(H2 + "file:" + folder.toAbsolutePath().resolve("ondam"), "ondam", "");
  }

  /// Opens a database by its JDBC address: `jdbc:h2:file:…` or `jdbc:postgresql:…`.
  ///
  /// @throws IllegalArgumentException for other addresses and for options that are not allowed
  /// @throws IllegalStateException when the database does not keep what it is asked to keep
  public static Database open(String url, String user, String password) {
    boolean h2 = url.startsWith(H2);
    if (!h2 && !url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "database.url: " + url + " (expected: jdbc:h2:file:… or jdbc:postgresql:…)");
    }
    if (h2) {
      checkOptions(url);
    }
    var address = h2 ? url + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE" : url;
    var pool = pool(address, user, password);
    // Hibernate is told which database it is, so that it can start while that is still being opened
    // and the tables are made.
    var sessions = CompletableFuture.supplyAsync(() -> hibernate(pool, h2), STARTING);
    try {
      // The pool would try for half a minute and say less about why it failed.
      var claim = connect(address, user, password);
      try {
        if (!h2) {
          claim(claim, url);
        }
        prepare(pool, h2);
        return new Database(claim, pool, sessions.join(), h2);
      } catch (RuntimeException e) {
        close(claim);
        throw e;
      }
    } catch (RuntimeException e) {
      sessions.thenAccept(SessionFactory::close);
      pool.close();
      throw e;
    }
  }

  /// Lanes remember what they wrote, so only one server may write. The lock lasts as long as its
  /// connection; H2 locks its file by itself.
  private static void claim(Connection connection, String url) {
    try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, CLAIM);
      try (var result = statement.executeQuery()) {
        if (!result.next() || !result.getBoolean(1)) {
          throw new IllegalStateException("the data at " + url + " is in use by another server");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be opened: " + e.getMessage(), e);
    }
  }

  /// Connects when the first connection is asked for.
  private static HikariDataSource pool(String address, String user, String password) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(address);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setAutoCommit(false);
    pool.setPoolName("ondam");
    pool.setExceptionOverrideClassName(BrokenConnections.class.getName());
    return pool;
  }

  /// Checks what the database promises and brings its tables up to date.
  private static void prepare(HikariDataSource pool, boolean h2) {
    assertDurable(pool, h2);
    if (!h2) {
      assertOrdinaryRole(pool);
    }
    new Migrations(pool, h2).run();
  }

  private static Connection connect(String address, String user, String password) {
    try {
      return DriverManager.getConnection(address, user, password);
    } catch (SQLException e) {
      throw new IllegalStateException(
          e.getErrorCode() == IN_USE
              ? "the data at " + address.split(";", 2)[0] + " is in use by another server"
              : "the database cannot be opened: " + e.getMessage(),
          e);
    }
  }

  private static void checkOptions(String url) {
    if (url.startsWith(H2 + "mem:")) {
      throw new IllegalArgumentException("database.url: " + url + " (expected: a file that stays)");
    }
    for (String option : url.split(";")) {
      String name = option.split("=", 2)[0].toUpperCase(Locale.ROOT);
      if (REFUSED_OPTIONS.contains(name)) {
        throw new IllegalArgumentException("database.url: option " + name + " is not allowed");
      }
    }
  }

  /// The defaults of H2 lose confirmed commits when the process is killed; so would an asynchronous
  /// PostgreSQL.
  private static void assertDurable(HikariDataSource pool, boolean h2) {
    if (h2) {
      expect(
          pool,
          "select setting_value from information_schema.settings where setting_name ="
              + " 'WRITE_DELAY'",
          "0");
    } else {
      expect(pool, "show server_encoding", "UTF8");
      expect(pool, "show synchronous_commit", "on");
    }
  }

  /// Row-level security does not bind a superuser.
  private static void assertOrdinaryRole(HikariDataSource pool) {
    expect(
        pool,
        "select rolsuper or rolbypassrls as unbound from pg_roles where rolname = current_user",
        "f");
  }

  private static void expect(HikariDataSource pool, String query, String expected) {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      String actual = result.next() ? result.getString(1) : "";
      connection.rollback();
      if (!actual.equals(expected)) {
        throw new IllegalStateException(query + ": " + actual + " (expected: " + expected + ")");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be opened: " + e.getMessage(), e);
    }
  }

  private static SessionFactory hibernate(HikariDataSource pool, boolean h2) {
    var configuration = new Configuration();
    for (var entity :
        List.of(
            TenantRows.GroupRow.class,
            TenantRows.TenantRow.class,
            TenantRows.CentreRow.class,
            TenantRows.UserRow.class,
            TenantRows.ChannelAccountRow.class,
            SecurityRows.CredentialRow.class,
            SecurityRows.ApiKeyRow.class,
            SecurityRows.AuditRow.class,
            CustomerRows.CustomerRow.class,
            CustomerRows.IdentityRow.class,
            CustomerRows.CustomerEventRow.class,
            VisitorRows.VisitorRow.class,
            ConversationRows.ConversationRow.class,
            ConversationRows.MessageRow.class,
            ConversationRows.ClientMessageRow.class,
            ConversationRows.DispositionRow.class,
            AttachmentRows.AttachmentRow.class,
            AttachmentRows.UploadRow.class,
            BotTables.BotProgressRow.class,
            BotTables.HandoverRow.class,
            BotTables.BotNoteRow.class,
            DeliveryRows.WaitingOutbound.class,
            DeliveryRows.PartlySentRow.class,
            DeliveryRows.DeliveryProblemRow.class,
            DeliveryRows.NoteRow.class,
            DeliveryRows.ReferenceRow.class,
            DeliveryRows.DeadLetterRow.class,
            SmsRows.SentCallRow.class,
            SmsRows.SmsPartRow.class,
            SmsRows.PolledRow.class,
            SkillRows.SkillCallbackRow.class,
            NoticeRows.NoticeRow.class,
            NoticeRows.NoticeNameRow.class,
            RoutingRows.QueueRow.class,
            RoutingRows.PresenceRow.class,
            RoutingRows.EntryRow.class,
            RoutingRows.OfferRow.class,
            CrossingRows.GrantRow.class,
            CrossingRows.LoanRow.class,
            RoutingRows.SegmentRow.class,
            RoutingRecordRows.DecisionRow.class,
            RoutingRecordRows.ArrivalRow.class,
            RoutingRecordRows.EventRow.class)) {
      configuration.addAnnotatedClass(entity);
    }
    configuration.getProperties().put("hibernate.connection.datasource", pool);
    var documents = new NoDocuments();
    configuration.getProperties().put(MappingSettings.JSON_FORMAT_MAPPER, documents);
    configuration.getProperties().put(MappingSettings.XML_FORMAT_MAPPER, documents);
    // Rows are final classes without lazy parts: to generate code for them takes time at every
    // start
    // and gains nothing that could be measured when reading and writing.
    configuration
        .getStandardServiceRegistryBuilder()
        .addService(BytecodeProvider.class, new BytecodeProviderImpl());
    return configuration
        .setProperty("jakarta.persistence.database-product-name", h2 ? "H2" : "PostgreSQL")
        .setProperty("jakarta.persistence.database-major-version", h2 ? "2" : "15")
        .setProperty("jakarta.persistence.database-minor-version", h2 ? "4" : "0")
        .setProperty("hibernate.boot.allow_jdbc_metadata_access", "false")
        .setProperty("hibernate.query.mutation_strategy.global_temporary.create_tables", "false")
        .setProperty("hibernate.xml_mapping_enabled", "false")
        .setProperty("hibernate.jpa.static_metamodel.population", "disabled")
        .setProperty("hibernate.jdbc.batch_size", "256")
        .setProperty("hibernate.order_inserts", "true")
        .setProperty("hibernate.query.in_clause_parameter_padding", "true")
        .setProperty("hibernate.connection.provider_disables_autocommit", "true")
        .setProperty("hibernate.jdbc.time_zone", "UTC")
        .buildSessionFactory();
  }

  /// Lets PostgreSQL show the rows of one tenant, or of all, until the transaction ends. H2 has no
  /// such means.
  void show(StatelessSession session, String rows) {
    if (!h2) {
      session.doWork(connection -> {
        try (var statement =
            connection.prepareStatement("select set_config('ondam.tenant', ?, true)")) {
          statement.setString(1, rows);
          statement.execute();
        }
      });
    }
  }

  SessionFactory sessions() {
    return sessions;
  }

  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  boolean h2() {
    return h2;
  }

  @Override
  public void close() {
    sessions.close();
    if (!h2) {
      release(claim);
    }
    close(claim);
    if (h2) {
      shutDown();
    }
    pool.close();
  }

  /// The database would notice the end of the connection only some time later.
  private static void release(Connection claim) {
    try (var statement = claim.prepareStatement("select pg_advisory_unlock(?)")) {
      statement.setLong(1, CLAIM);
      statement.execute();
    } catch (SQLException _) {
      // The lock ends with the connection.
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // It is gone already.
    }
  }

  /// H2 closes the file when told; otherwise it would stay open until the process ends. Not through
  /// the pool, which would take the end of its connection for a fault.
  private void shutDown() {
    try (var last =
            DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        var statement = last.createStatement()) {
      pool.close();
      statement.execute("shutdown");
    } catch (SQLException _) {
      // It is closed already: that is what was wanted.
    }
  }
}
