package kr.ondam.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// An error as it is told to a caller (RFC 9457): never a stack trace, never what the caller sent.
///
/// @param code a stable word, the end of the `type`
/// @param detail one sentence of ours
/// @param headers further headers such as `allow` and `retry-after`
record Problem(int status, String code, String detail, Map<String, String> headers) {
  Problem {
    headers = Map.copyOf(headers);
  }

  Problem(int status, String code, String detail) {
    this(status, code, detail, Map.of());
  }

  Problem with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Problem(status, code, detail, more);
  }

  GatewayResponse.Full response(String requestId) {
    var body =
        "{\"type\":\"urn:ondam:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"requestId\":\"%s\"}"
            .formatted(quoted(code), title(), status, quoted(detail), requestId);
    var all = new HashMap<>(headers);
    all.put("content-type", "application/problem+json");
    return new GatewayResponse.Full(status, all, body.getBytes(StandardCharsets.UTF_8));
  }

  private String title() {
    return io.netty.handler.codec.http.HttpResponseStatus.valueOf(status).reasonPhrase();
  }

  private static String quoted(String text) {
    var safe = new StringBuilder(text.length());
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            safe.append('\\').append((char) c);
          } else if (c < ' ') {
            safe.append(' ');
          } else {
            safe.append((char) c);
          }
        });
    return safe.toString();
  }
}
