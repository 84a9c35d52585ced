package kr.ondam.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/// Tells the pool to throw a connection away when H2 has closed the database under it, as it does
/// on a full disk; a new connection works again once there is room. The pool makes it by its name.
public final class BrokenConnections implements SQLExceptionOverride {
  private static final Set<Integer> CLOSED = Set.of(90098, 90007, 90067, 90121);

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    return CLOSED.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
