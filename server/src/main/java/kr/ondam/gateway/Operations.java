package kr.ondam.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// The routes for operators: `/livez`, `/readyz` and `/metrics`.
public final class Operations {
  private final Map<String, BooleanSupplier> checks;
  private final PrometheusMeterRegistry meters;

  /// @param checks what must hold to be ready, by its name, such as `store`
  public Operations(Map<String, BooleanSupplier> checks, PrometheusMeterRegistry meters) {
    this.checks = new TreeMap<>(checks);
    this.meters = meters;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/livez",
            Access.PUBLIC,
            RouteHandler.blocking(_ -> GatewayResponse.json(200, "{\"status\":\"ok\"}"))),
        Route.get("/readyz", Access.PUBLIC, RouteHandler.blocking(this::ready)),
        Route.get(
            "/metrics",
            Access.PUBLIC,
            RouteHandler.blocking(_ ->
                GatewayResponse.text(
                    200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape()))));
  }

  private GatewayResponse ready(GatewayRequest request) {
    var failing =
        checks.entrySet().stream()
            .filter(check -> !check.getValue().getAsBoolean())
            .map(Map.Entry::getKey)
            .toList();
    return failing.isEmpty()
        ? GatewayResponse.json(200, "{\"status\":\"ready\"}")
        : new Problem(503, "not_ready", "Not ready: " + String.join(", ", failing))
            .with("retry-after", "5")
            .response(request.requestId());
  }
}
