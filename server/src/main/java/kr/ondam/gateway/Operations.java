package kr.ondam.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import kr.ondam.channel.Network;
import tools.jackson.databind.json.JsonMapper;

/// The routes for operators: `/livez`, `/readyz` and `/metrics`. What tells of tenants and their
/// providers is only for callers on this machine and in the operators' networks.
public final class Operations {
  private static final List<Network> HERE =
      List.of(Network.parse("127.0.0.0/8"), Network.parse("::1"));

  private final Map<String, BooleanSupplier> needed;
  private final Map<String, BooleanSupplier> wanted;
  private final List<Network> operators;
  private final PrometheusMeterRegistry meters;

  /// @param needed what must hold to be ready, by its name, such as `store`
  /// @param wanted what is said when it does not hold, though the server serves: not every tenant
  ///   has to do with it
  /// @param operators networks that may read the metrics, besides this machine
  public Operations(
      Map<String, BooleanSupplier> needed,
      Map<String, BooleanSupplier> wanted,
      List<Network> operators,
      PrometheusMeterRegistry meters) {
    this.needed = new TreeMap<>(needed);
    this.wanted = new TreeMap<>(wanted);
    this.operators = List.copyOf(operators);
    this.meters = meters;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/livez",
            Access.PUBLIC,
            RouteHandler.blocking(_ -> GatewayResponse.json(200, "{\"status\":\"ok\"}"))),
        Route.get("/readyz", Access.PUBLIC, RouteHandler.blocking(this::ready)),
        Route.get("/metrics", Access.OPERATORS, RouteHandler.blocking(this::metrics)));
  }

  private GatewayResponse ready(GatewayRequest request) {
    var failing = failing(needed);
    if (!failing.isEmpty()) {
      return new Problem(503, "not_ready", "Not ready: " + String.join(", ", failing))
          .with("retry-after", "5")
          .response(request.requestId());
    }
    var answer = JsonMapper.shared().createObjectNode().put("status", "ready");
    var impaired = failing(wanted);
    if (!impaired.isEmpty()) {
      var names = answer.putArray("impaired");
      impaired.forEach(names::add);
    }
    return GatewayResponse.json(200, answer.toString());
  }

  private static List<String> failing(Map<String, BooleanSupplier> checks) {
    return checks.entrySet().stream()
        .filter(check -> !check.getValue().getAsBoolean())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// A stranger is answered as on any unknown path.
  private GatewayResponse metrics(GatewayRequest request) {
    return isOperator(request)
        ? GatewayResponse.text(200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape())
        : new Problem(404, "not_found", "There is nothing.").response(request.requestId());
  }

  /// A proxy on this machine that nobody has configured would make a visitor look like a neighbour.
  private boolean isOperator(GatewayRequest request) {
    var address = request.remoteAddress();
    if (operators.stream().anyMatch(network -> network.contains(address))) {
      return true;
    }
    return HERE.stream().anyMatch(network -> network.contains(address))
        && request.header("x-forwarded-for") == null
        && request.header("forwarded") == null;
  }
}
