package kr.ondam.gateway;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;

/// Turns answers into HTTP, with the security headers every answer carries. A route's own header
/// wins over them.
final class ResponseHeaders {
  private static final Map<String, String> SECURITY =
      Map.of(
          "x-content-type-options", "nosniff",
          "referrer-policy", "no-referrer",
          "x-frame-options", "DENY",
          "cross-origin-resource-policy", "same-origin",
          "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
          "cache-control", "no-store");

  private ResponseHeaders() {}

  static FullHttpResponse full(GatewayResponse.Full response, boolean keepAlive) {
    var http =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(response.body()));
    fill(http.headers(), response.headers(), keepAlive);
    if (response.status() != 204 && response.status() != 304) {
      http.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    }
    return http;
  }

  static HttpResponse head(GatewayResponse.Stream response, boolean keepAlive) {
    var http =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
    fill(http.headers(), response.headers(), keepAlive);
    http.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    return http;
  }

  static HttpResponse head(GatewayResponse.OnDisk response, boolean keepAlive) {
    return head(response, response.length(), keepAlive);
  }

  static HttpResponse head(GatewayResponse.Piped response, boolean keepAlive) {
    return head(response, response.length(), keepAlive);
  }

  private static HttpResponse head(GatewayResponse response, long length, boolean keepAlive) {
    var http =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
    fill(http.headers(), response.headers(), keepAlive);
    http.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
    return http;
  }

  private static void fill(HttpHeaders to, Map<String, String> own, boolean keepAlive) {
    SECURITY.forEach(to::set);
    own.forEach(to::set);
    if (!keepAlive) {
      to.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }
}
