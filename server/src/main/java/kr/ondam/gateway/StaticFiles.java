package kr.ondam.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.webchat.Origins;

/// The widget and its demo page, read once from the class path folder `widget/`. A file that is not
/// there has no route.
public final class StaticFiles {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'";

  private StaticFiles() {}

  /// @param publicUrl where the widget is told to open its socket, empty for where it came from
  public static List<Route> routes(String publicUrl) {
    var policy =
        Origins.normalise(publicUrl.replaceAll("/+$", ""))
            .map(origin -> POLICY + " " + origin + " " + origin.replaceFirst("^http", "ws"))
            .orElse(POLICY);
    List<Route> routes = new ArrayList<>();
    add(routes, policy, "/widget/v1/ondam.js", "ondam.js", "text/javascript; charset=utf-8");
    add(routes, policy, "/demo", "demo.html", "text/html; charset=utf-8");
    add(routes, policy, "/demo/demo.js", "demo.js", "text/javascript; charset=utf-8");
    add(routes, policy, "/demo/demo.css", "demo.css", "text/css; charset=utf-8");
    add(routes, policy, "/demo/demo.svg", "demo.svg", "image/svg+xml");
    return routes;
  }

  private static void add(
      List<Route> routes, String policy, String path, String file, String type) {
    try (var in = StaticFiles.class.getResourceAsStream("/widget/" + file)) {
      if (in != null) {
        routes.add(route(path, type, policy, in.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Route route(String path, String type, String policy, byte[] bytes) {
    var tag = "\"" + digest(bytes) + "\"";
    var headers =
        Map.of(
            "content-type", type,
            "etag", tag,
            "cache-control", "public, max-age=300",
            // Shops load the widget from their own pages.
            "cross-origin-resource-policy", "cross-origin",
            "content-security-policy", policy);
    return Route.get(
        path,
        Access.PUBLIC,
        RouteHandler.blocking(request ->
            tag.equals(request.header("if-none-match"))
                ? new GatewayResponse.Full(304, headers, new byte[0])
                : new GatewayResponse.Full(200, headers, bytes)));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256", e);
    }
  }
}
