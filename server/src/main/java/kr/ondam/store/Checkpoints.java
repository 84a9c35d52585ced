package kr.ondam.store;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import kr.ondam.tenant.StoreUnavailable;

/// Carries commits to the disk on H2, which writes a commit to the file but does not sync it by
/// itself. Many committers share one `CHECKPOINT SYNC`: a committer needs one that started after
/// its commit, so whoever comes while one is running waits for the next, together with all others
/// who came meanwhile.
///
/// PostgreSQL syncs on commit; there this does nothing.
final class Checkpoints {
  private final Database database;
  private final boolean needed;
  private final AtomicLong syncs = new AtomicLong();
  private long started;
  private long finished;
  private boolean running;

  Checkpoints(Database database, boolean powerSafe) {
    this.database = database;
    needed = powerSafe && database.h2();
  }

  /// Returns when everything committed before the call is on the disk.
  void await() {
    if (!needed) {
      return;
    }
    long wanted = wanted();
    while (true) {
      synchronized (this) {
        while (running && finished < wanted) {
          waitForTurn();
        }
        if (finished >= wanted) {
          return;
        }
        running = true;
        started++;
      }
      run();
    }
  }

  /// How many syncs were done so far.
  long syncs() {
    return syncs.get();
  }

  private synchronized long wanted() {
    // The one that runs now may have begun before the commit; only the next counts.
    return started + 1;
  }

  private void run() {
    boolean done = false;
    try (var connection = database.connection();
        var statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
      connection.commit();
      syncs.incrementAndGet();
      done = true;
    } catch (SQLException e) {
      throw new StoreUnavailable("checkpoint: " + e.getMessage(), e);
    } finally {
      synchronized (this) {
        running = false;
        if (done) {
          finished = started;
        }
        notifyAll();
      }
    }
  }

  private void waitForTurn() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for a checkpoint", e);
    }
  }
}
