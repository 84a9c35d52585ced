package kr.ondam.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import kr.ondam.media.Copy;
import kr.ondam.media.Download;

/// What a route answers.
public sealed interface GatewayResponse {
  int status();

  Map<String, String> headers();

  /// An answer with its whole body.
  record Full(int status, Map<String, String> headers, byte[] body) implements GatewayResponse {
    public Full {
      headers = Map.copyOf(headers);
    }
  }

  /// An answer without an end of its own, such as server-sent events. `opened` is called once, on
  /// the connection's thread, when the head is written; it must not block.
  record Stream(int status, Map<String, String> headers, Consumer<ResponseSink> opened)
      implements GatewayResponse {
    public Stream {
      headers = Map.copyOf(headers);
    }
  }

  /// A file as it lies on the disk, which is never read into memory as a whole.
  ///
  /// @param length of the file in bytes
  record OnDisk(int status, Map<String, String> headers, Path file, long length)
      implements GatewayResponse {
    public OnDisk {
      headers = Map.copyOf(headers);
    }
  }

  /// Bytes that are read while they are written, as fast as the peer takes them.
  ///
  /// @param length how many there will be
  record Piped(int status, Map<String, String> headers, Source source, long length)
      implements GatewayResponse {
    public Piped {
      headers = Map.copyOf(headers);
    }

    /// Where they come from. Opened once at most, on a virtual thread, and then closed.
    public interface Source {
      /// @throws IOException when they cannot be read now
      InputStream open() throws IOException;
    }
  }

  /// A file to be served.
  ///
  /// @param more headers beside its own, which win over them
  static GatewayResponse download(Download file, Map<String, String> more) {
    var headers = new HashMap<>(file.headers());
    headers.putAll(more);
    return switch (file.copy()) {
      case Copy.OnDisk(var path, var length) -> new OnDisk(200, headers, path, length);
      case Copy.Elsewhere elsewhere -> new Piped(200, headers, elsewhere::open, elsewhere.length());
    };
  }

  static Full json(int status, String json) {
    return new Full(
        status, Map.of("content-type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
  }

  static Full text(int status, String contentType, String text) {
    return new Full(
        status, Map.of("content-type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }

  static Full empty(int status) {
    return new Full(status, Map.of(), new byte[0]);
  }

  /// A problem body of RFC 9457.
  static Full problem(GatewayRequest request, int status, String code, String detail) {
    return new Problem(status, code, detail).response(request.requestId());
  }

  /// The same answer with one more header.
  static Full with(Full response, String name, String value) {
    var headers = new HashMap<>(response.headers());
    headers.put(name, value);
    return new Full(response.status(), headers, response.body());
  }
}
