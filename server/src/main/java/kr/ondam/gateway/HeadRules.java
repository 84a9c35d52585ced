package kr.ondam.gateway;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges the head of a request before its body is read.
final class HeadRules {
  private static final int MOST_HEADERS = 100;
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  private final Set<String> hosts;
  private final int largestBody;
  private final UploadLimits uploads;

  HeadRules(Set<String> hosts, int largestBody, UploadLimits uploads) {
    this.hosts = hosts;
    this.largestBody = largestBody;
    this.uploads = uploads;
  }

  /// What is wrong, null when nothing is.
  @Nullable Problem judge(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      return undecodable(head.decoderResult());
    }
    var line = requestLine(head);
    return line != null ? line : headers(head);
  }

  static Problem undecodable(DecoderResult result) {
    var cause = result.cause();
    if (cause instanceof TooLongHttpLineException) {
      return new Problem(414, "request_line_too_long", "The request line exceeds 8 KiB.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new Problem(431, "headers_too_large", "The headers exceed 16 KiB.");
    }
    return new Problem(400, "bad_request", "This is no valid HTTP request.");
  }

  private static @Nullable Problem requestLine(HttpRequest head) {
    var version = head.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return new Problem(505, "http_version", "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
    }
    if (!METHODS.contains(head.method().name())) {
      return new Problem(501, "unknown_method", "This method is not known.");
    }
    if (!head.uri().startsWith("/")) {
      return new Problem(400, "bad_target", "The request target must be a path.");
    }
    return null;
  }

  private @Nullable Problem headers(HttpRequest head) {
    var headers = head.headers();
    if (headers.size() > MOST_HEADERS) {
      return new Problem(431, "too_many_headers", "At most 100 headers are taken.");
    }
    var hosted = headers.getAll(HttpHeaderNames.HOST);
    if (hosted.size() > 1
        || hosted.isEmpty() && head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return new Problem(400, "bad_host", "Exactly one Host header is needed.");
    }
    if (!hosts.isEmpty() && (hosted.isEmpty() || !hosts.contains(name(hosted.getFirst())))) {
      return new Problem(421, "foreign_host", "This host is not served here.");
    }
    for (var coding : headers.getAll(HttpHeaderNames.TRANSFER_ENCODING)) {
      if (!coding.strip().equalsIgnoreCase("chunked")) {
        return new Problem(501, "transfer_encoding", "Only chunked is taken.");
      }
    }
    for (var coding : headers.getAll(HttpHeaderNames.CONTENT_ENCODING)) {
      if (!coding.strip().equalsIgnoreCase("identity")) {
        return new Problem(415, "content_encoding", "Compressed bodies are not taken.");
      }
    }
    return length(head);
  }

  private @Nullable Problem length(HttpRequest head) {
    try {
      return HttpUtil.getContentLength(head, 0L) > largest(head) ? tooLarge() : null;
    } catch (NumberFormatException _) {
      return new Problem(400, "bad_length", "The Content-Length is no number.");
    }
  }

  /// The most bytes its body may have.
  int largest(HttpRequest head) {
    return uploads.concerns(head.method().name(), head.uri()) ? uploads.largest() : largestBody;
  }

  static Problem tooLarge() {
    return new Problem(413, "body_too_large", "The body is larger than allowed.");
  }

  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    var name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    return name.toLowerCase(Locale.ROOT);
  }
}
