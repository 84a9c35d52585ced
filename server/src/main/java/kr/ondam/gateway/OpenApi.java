package kr.ondam.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// The description of the REST interface, `/api/v1/openapi.json`, read once from the class path.
public final class OpenApi {
  private OpenApi() {}

  public static List<Route> routes() {
    var response =
        new GatewayResponse.Full(200, Map.of("content-type", "application/json"), document());
    return List.of(
        Route.get("/api/v1/openapi.json", Access.PUBLIC, RouteHandler.blocking(_ -> response)));
  }

  private static byte[] document() {
    try (var in = OpenApi.class.getResourceAsStream("/api/openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("api/openapi.json: missing (expected: on the class path)");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
