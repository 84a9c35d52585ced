package kr.ondam.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the file of H2 small. Each commit appends, and what it replaces can be written over only
/// once nothing beside it is in use, so what little is left there has to be moved. H2 moves it on
/// the thread that also delays writes, which does not exist where nothing is delayed
/// (`WRITE_DELAY=0`): the file of a day of 300 messages a second would grow by 15 KB for each.
///
/// PostgreSQL has its own; there this does nothing.
public final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Commits in one pause, above which customers would notice more.
  private static final long BUSY = 50;

  /// Takes commits about 5 ms of waiting.
  private static final int LITTLE = 256 << 10;

  private static final int MUCH = 4 << 20;
  private static final int FILLED_ENOUGH = 50;
  private static final int FILLED_WELL = 75;

  private final Database database;
  private final Timers timers;
  private final Executor executor;
  private long version;
  private boolean failing;
  private @Nullable Alarm next;
  private boolean closed;

  /// @param executor where a round may block for some milliseconds
  public Upkeep(Database database, Timers timers, Executor executor) {
    this.database = database;
    this.timers = timers;
    this.executor = executor;
  }

  /// Begins, where there is something to do.
  public void start() {
    if (database.h2()) {
      schedule();
    }
  }

  private synchronized void schedule() {
    if (!closed) {
      next = timers.after(PAUSE, () -> executor.execute(this::round));
    }
  }

  private void round() {
    try {
      tidy();
      failing = false;
    } catch (SQLException | RuntimeException e) {
      if (!failing && !isClosed()) {
        log.warn("the file of the database is not gathered up; tried again every second", e);
      }
      failing = true;
    } finally {
      schedule();
    }
  }

  private void tidy() throws SQLException {
    try (var connection = database.connection()) {
      var store = store(connection.unwrap(JdbcConnection.class));
      long now = store.getCurrentVersion();
      boolean busy = now - version > BUSY;
      version = now;
      if (store.compact(busy ? FILLED_ENOUGH : FILLED_WELL, busy ? LITTLE : MUCH) && !busy) {
        // Otherwise the next message does it.
        store.commit();
        version = store.getCurrentVersion();
      }
    }
  }

  /// A round that the stop overtakes fails without harm.
  private synchronized boolean isClosed() {
    return closed;
  }

  /// What H2 keeps its tables in.
  static MVStore store(JdbcConnection connection) {
    var session = (SessionLocal) connection.getSession();
    return session.getDatabase().getStore().getMvStore();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
    }
  }
}
