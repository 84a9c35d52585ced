package kr.ondam.gateway;

import org.jspecify.annotations.Nullable;

/// A path that is answered.
///
/// @param method such as `POST`; a `GET` route answers `HEAD` too
/// @param pattern such as `/ch/kakao/{key}/message`: segments are literal or a name in braces, and
///   a last segment `{name*}` takes the rest
/// @param accepts which bodies it takes
/// @param entrance judges who brings a file, where bodies are files; else null
public record Route(
    String method,
    String pattern,
    Access access,
    Accepts accepts,
    RouteHandler handler,
    @Nullable Entrance entrance) {
  /// What a body may be.
  public enum Accepts {
    /// Any body, also none.
    ANYTHING,
    /// `application/json` in UTF-8; anything else is answered 415. A request without a body needs
    /// no content type.
    JSON
  }

  public Route {
    if (!pattern.startsWith("/")) {
      throw new IllegalArgumentException("pattern: " + pattern + " (expected: starts with '/')");
    }
  }

  public Route(
      String method, String pattern, Access access, Accepts accepts, RouteHandler handler) {
    this(method, pattern, access, accepts, handler, null);
  }

  public static Route get(String pattern, Access access, RouteHandler handler) {
    return new Route("GET", pattern, access, Accepts.ANYTHING, handler);
  }

  public static Route post(String pattern, Access access, RouteHandler handler) {
    return new Route("POST", pattern, access, Accepts.JSON, handler);
  }
}
