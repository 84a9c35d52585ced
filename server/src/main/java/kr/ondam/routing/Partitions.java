package kr.ondam.routing;

import java.util.concurrent.CompletionStage;
import kr.ondam.tenant.TenantId;

/// The routing partitions of all tenants, one loop each.
public final class Partitions {
  /// Hands a command to the tenant's loop. The stage completes after the commit and never
  /// exceptionally.
  public CompletionStage<RoutingResult> submit(TenantId tenant, RoutingCommand command) {
    throw new UnsupportedOperationException("being built: " + tenant + command);
  }

  /// How the tenant's partition stands; empty for a tenant without one.
  public CompletionStage<PartitionView> look(TenantId tenant) {
    throw new UnsupportedOperationException("being built: " + tenant);
  }
}
