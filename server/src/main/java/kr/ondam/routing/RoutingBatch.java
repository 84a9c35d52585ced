package kr.ondam.routing;

import java.util.List;
import kr.ondam.tenant.TenantId;

/// Everything a partition commits in one transaction, in this order.
///
/// @param epoch the ownership epoch under which it was decided; a stale one makes the commit fail
public record RoutingBatch(TenantId tenant, long epoch, List<RoutingChange> changes) {
  public RoutingBatch {
    changes = List.copyOf(changes);
  }
}
