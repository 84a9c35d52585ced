package kr.ondam.store;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.hibernate.HibernateException;
import org.hibernate.JDBCException;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/// Runs work in a transaction of its own, for one tenant, and words what the database says in the
/// terms of the stores: [DuplicateRow] for a unique key, [StoreUnavailable] for everything that may
/// pass.
final class Transactions {
  private static final String UNIQUE_VIOLATION = "23505";

  /// The class of SQL states for transactions that were rolled back to resolve a deadlock.
  private static final String ROLLED_BACK = "40";

  /// The class of SQL states for values that a column does not take.
  private static final String BAD_DATA = "22";

  private static final int ATTEMPTS = 10;

  private final Database database;
  private final Checkpoints checkpoints;

  Transactions(Database database, Checkpoints checkpoints) {
    this.database = database;
    this.checkpoints = checkpoints;
  }

  <T> T read(TenantId tenant, Function<StatelessSession, T> work) {
    return inTransaction(tenant, tenant.value(), work);
  }

  /// Reads rows of all tenants, for the few questions that come before a tenant is known.
  <T> T readAll(Function<StatelessSession, T> work) {
    return inTransaction(TenantId.GROUP, Database.ALL_TENANTS, work);
  }

  /// As [#read]; returns only when the commit is as durable as configured.
  <T> T write(TenantId tenant, Function<StatelessSession, T> work) {
    T result = inTransaction(tenant, tenant.value(), work);
    keep();
    return result;
  }

  /// Writes and commits, but does not wait until that is durable: [#keep] does.
  void commit(TenantId tenant, Consumer<StatelessSession> work) {
    inTransaction(
        tenant,
        tenant.value(),
        session -> {
          work.accept(session);
          return true;
        });
  }

  /// Returns when everything committed so far is as durable as configured.
  void keep() {
    checkpoints.await();
  }

  void change(TenantId tenant, Consumer<StatelessSession> work) {
    commit(tenant, work);
    keep();
  }

  /// A lane and a partition may lock the same conversations in different orders; the database then
  /// rolls one of them back, and trying again is all that is needed.
  ///
  /// @param rows whose rows the database shows
  private <T> T inTransaction(TenantId tenant, String rows, Function<StatelessSession, T> work) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return once(tenant, rows, work);
      } catch (StoreUnavailable e) {
        if (!rolledBack(e)) {
          throw e;
        }
      }
    }
    return once(tenant, rows, work);
  }

  private static boolean rolledBack(StoreUnavailable e) {
    return e.getCause() instanceof JDBCException cause
        && stateOf(cause.getSQLException()).startsWith(ROLLED_BACK);
  }

  private <T> T once(TenantId tenant, String rows, Function<StatelessSession, T> work) {
    try (var session =
        database
            .sessions()
            .withStatelessOptions()
            .tenantIdentifier((Object) tenant.value())
            .openStatelessSession()) {
      var transaction = session.beginTransaction();
      try {
        database.show(session, rows);
        T result = work.apply(session);
        transaction.commit();
        return result;
      } catch (RuntimeException e) {
        rollBack(session);
        throw e;
      }
    } catch (PersistenceException e) {
      throw worded(e);
    }
  }

  /// Hibernate throws what JDBC said either as it is or inside an exception of Jakarta Persistence,
  /// depending on the kind of statement.
  private static RuntimeException worded(PersistenceException e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof JDBCException)) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ConstraintViolationException violated -> constraint(violated);
      // What does not fit now will not fit later: whoever wrote it sets it aside.
      case JDBCException refused when stateOf(refused.getSQLException()).startsWith(BAD_DATA) ->
          refused;
      case JDBCException failed ->
          new StoreUnavailable(String.valueOf(failed.getSQLException().getMessage()), failed);
      case null, default -> e;
    };
  }

  private static RuntimeException constraint(ConstraintViolationException e) {
    return UNIQUE_VIOLATION.equals(stateOf(e.getSQLException()))
        ? new DuplicateRow(String.valueOf(e.getConstraintName()), e)
        : e;
  }

  /// A failed batch carries the real cause as its next exception.
  private static String stateOf(SQLException e) {
    var next = e.getNextException();
    return String.valueOf(next == null ? e.getSQLState() : next.getSQLState());
  }

  private static void rollBack(StatelessSession session) {
    try {
      if (session.getTransaction().isActive()) {
        session.getTransaction().rollback();
      }
    } catch (HibernateException _) {
      // The first failure is the one to report.
    }
  }
}
