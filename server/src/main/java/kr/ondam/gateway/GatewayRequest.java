package kr.ondam.gateway;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One whole request within all limits.
///
/// @param path as sent, still percent-encoded, without the query
/// @param params what the names in braces of the route's pattern stand for, decoded once
/// @param query decoded, the first value of each
/// @param rawQuery as sent, still percent-encoded, empty without one
/// @param headers by lower-case name, the first value of each
/// @param body at most the configured limit
/// @param remoteAddress the peer's address, or the one a configured proxy names
/// @param requestId ours, for logs and problem bodies
public record GatewayRequest(
    String method,
    String path,
    Map<String, String> params,
    Map<String, String> query,
    String rawQuery,
    Map<String, String> headers,
    byte[] body,
    String remoteAddress,
    String requestId) {
  /// A request whose query does not matter as it was sent.
  public GatewayRequest(
      String method,
      String path,
      Map<String, String> params,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body,
      String remoteAddress,
      String requestId) {
    this(method, path, params, query, "", headers, body, remoteAddress, requestId);
  }

  /// A name of the route's pattern.
  public String param(String name) {
    var value = params.get(name);
    if (value == null) {
      throw new IllegalArgumentException("parameter: " + name + " (expected: one of the pattern)");
    }
    return value;
  }

  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /// Whether [#query] is what was sent, and not empty because that cannot be decoded.
  boolean queryReadable() {
    return !query.isEmpty() || rawQuery.chars().allMatch(c -> c == '&' || c == '=');
  }

  GatewayRequest withParams(Map<String, String> found) {
    return new GatewayRequest(
        method, path, Map.copyOf(found), query, rawQuery, headers, body, remoteAddress, requestId);
  }
}
